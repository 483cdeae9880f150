import { readFile } from "node:fs/promises";
import type { TokenCredential } from "@azure/core-auth";
import { ACEProvisioningManagementPartnerAPI } from "@azure/arm-managementpartner";
import { SubscriptionClient } from "@azure/arm-subscriptions";
import { expect } from "vitest";
import type { ControlClient } from "../azure/controlClient.ts";
import type { LocalAzureDescription } from "../azure/localAzure.ts";
import { alice, armScope, tenantWith, test } from "./contractTest.ts";

/** A credential as the SDKs want it; asked with claims, the person passes MFA. */
function credential(control: ControlClient, tenantId: string): TokenCredential {
  return {
    getToken: async (_scopes, options) => {
      const claims = options?.claims;
      const { body } = await control.signIn({
        username: alice,
        tenantId,
        scope: armScope,
        ...(claims !== undefined && { claims, mfa: true }),
      });
      return { token: String(body["access_token"]), expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
}

/** The SDKs use Node's own https: straight to the server's address, trusting its CA. */
async function sdkOptions(azure: LocalAzureDescription) {
  return {
    endpoint: azure.origin,
    credentialScopes: [armScope],
    tlsOptions: { ca: await readFile(azure.caFile, "utf8") },
    retryOptions: { maxRetries: 0 },
  };
}

test("the management partner SDK creates, reads, changes and removes a link", async ({ azure, control }) => {
  const tenantId = tenantWith(azure, "normal", false);
  const api = new ACEProvisioningManagementPartnerAPI(credential(control, tenantId), await sdkOptions(azure));
  const operations: unknown[] = [];
  for await (const { name } of api.operation.list()) {
    operations.push(name);
  }
  await expect(api.partners.get()).rejects.toMatchObject({ statusCode: 404, code: "NotFound" });
  const created = await api.partner.create("4567890");
  await expect(api.partner.create("4567890")).rejects.toMatchObject({ statusCode: 409, code: "Conflict" });
  const changed = await api.partner.update("5012345");
  const read = await api.partners.get();
  await api.partner.delete("5012345");
  const removed = await api.partners.get();

  expect(operations).toHaveLength(4);
  expect(created).toMatchObject({ partnerId: "4567890", partnerName: "Contoso Consulting", version: 1 });
  expect(created.createdTime).toBeInstanceOf(Date);
  expect([changed.partnerId, read.partnerId, removed.state]).toEqual(["5012345", "5012345", "Deleted"]);
});

test("the SDK answers the claims challenge of MFA on writes by itself", async ({ azure, control }) => {
  const tenantId = tenantWith(azure, "mfaOnWrites", false);
  const api = new ACEProvisioningManagementPartnerAPI(credential(control, tenantId), await sdkOptions(azure));
  const created = await api.partner.create("4567890");
  const requests = await control.requests();

  expect(created.partnerId).toBe("4567890");
  expect(requests.map(({ method, status }) => [method, status])).toEqual([
    ["PUT", 401],
    ["PUT", 200],
  ]);
});

test("the subscriptions SDK lists tenants and subscriptions over several pages", async ({
  azure,
  control,
}) => {
  const api = new SubscriptionClient(credential(control, "organizations"), await sdkOptions(azure));
  await control.changeSettings({ pageSize: 10 });
  const tenants: unknown[] = [];
  for await (const { tenantId } of api.tenants.list()) {
    tenants.push(tenantId);
  }
  await control.changeSettings({ pageSize: 100 });
  const subscriptions: unknown[] = [];
  for await (const { displayName } of api.subscriptions.list()) {
    subscriptions.push(displayName);
  }
  expect(tenants).toEqual(azure.tenants.map(({ tenantId }) => tenantId));
  expect(subscriptions).toHaveLength(7);
});
