import { findBuiltInCloud, type FindCloud } from "../model/cloud.ts";
import type { ArmCall, ArmPort, DelegationPort, DirectoryPort } from "../model/ports.ts";
import { type ArmClientOptions, createArmClientOptions } from "./armClientOptions.ts";
import { listDelegations } from "./delegations.ts";
import type { Fetch } from "./fetchHttpClient.ts";
import { createLink, deleteLink, readLink, updateLink } from "./partnerLinks.ts";
import { findTenantId } from "./tenantLookup.ts";
import { listTenants } from "./tenants.ts";

/**
 * Azure Resource Manager over the Azure SDKs, and what Entra ID tells everybody; the token of a call says in which cloud. This file is the entry of its own bundle,
 * loaded when Azure is first asked, so that activation stays small.
 *
 * @param fetch VS Code's patched `fetch`, which knows the user's proxy and certificates.
 * @param findCloud without it, only the clouds that Microsoft has documented are known.
 */
export function createAzureArm(
  fetch: Fetch,
  findCloud: FindCloud = findBuiltInCloud,
): ArmPort & DelegationPort & DirectoryPort {
  const optionsOf = (call: ArmCall): ArmClientOptions => createArmClientOptions(fetch, findCloud, call);
  return {
    // `async`, because a cloud that is not known (any more) is an answer like any other.
    listTenants: async (call) => listTenants(optionsOf(call), call),
    readLink: async (call) => readLink(optionsOf(call), call),
    createLink: async (call, partnerId) => createLink(optionsOf(call), call, partnerId),
    updateLink: async (call, partnerId) => updateLink(optionsOf(call), call, partnerId),
    deleteLink: async (call, partnerId) => deleteLink(optionsOf(call), call, partnerId),
    listDelegations: async (call, managerId) => listDelegations(optionsOf(call), call, managerId),
    findTenantId: async (cloud, name, signal) => findTenantId(fetch, findCloud(cloud), name, signal),
  };
}
