import type { ArmPort, DirectoryPort } from "../model/ports.ts";
import { createArmClientOptions } from "./armClientOptions.ts";
import type { Fetch } from "./fetchHttpClient.ts";
import { createLink, deleteLink, readLink, updateLink } from "./partnerLinks.ts";
import { findTenantId } from "./tenantLookup.ts";
import { listTenants } from "./tenants.ts";

/**
 * Azure Resource Manager over the Azure SDKs, and what Entra ID tells everybody; the token of a call says in which cloud. This file is the entry of its own bundle,
 * loaded when Azure is first asked, so that activation stays small.
 *
 * @param fetch VS Code's patched `fetch`, which knows the user's proxy and certificates.
 */
export function createAzureArm(fetch: Fetch): ArmPort & DirectoryPort {
  return {
    listTenants: (call) => listTenants(createArmClientOptions(fetch, call.token), call),
    readLink: (call) => readLink(createArmClientOptions(fetch, call.token), call),
    createLink: (call, partnerId) => createLink(createArmClientOptions(fetch, call.token), call, partnerId),
    updateLink: (call, partnerId) => updateLink(createArmClientOptions(fetch, call.token), call, partnerId),
    deleteLink: (call, partnerId) => deleteLink(createArmClientOptions(fetch, call.token), call, partnerId),
    findTenantId: (cloud, name, signal) => findTenantId(fetch, cloud, name, signal),
  };
}
