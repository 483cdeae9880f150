import type { Cloud } from "../model/cloud.ts";
import type { ArmPort } from "../model/ports.ts";
import { createArmClientOptions } from "./armClientOptions.ts";
import type { Fetch } from "./fetchHttpClient.ts";
import { createLink, readLink } from "./partnerLinks.ts";
import { listTenants } from "./tenants.ts";

/**
 * Azure Resource Manager of one cloud over the Azure SDKs. This file is the entry of its own bundle,
 * loaded when Azure is first asked, so that activation stays small.
 *
 * @param fetch VS Code's patched `fetch`, which knows the user's proxy and certificates.
 */
export function createAzureArm(cloud: Cloud, fetch: Fetch): ArmPort {
  return {
    listTenants: (call) => listTenants(createArmClientOptions(cloud, fetch, call), call),
    readLink: (call) => readLink(createArmClientOptions(cloud, fetch, call), call),
    createLink: (call, partnerId) => createLink(createArmClientOptions(cloud, fetch, call), call, partnerId),
  };
}
