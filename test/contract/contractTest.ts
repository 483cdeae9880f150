import { test as base } from "vitest";
import { ControlClient } from "../azure/controlClient.ts";
import type { LocalAzureDescription } from "../azure/localAzure.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import type { TenantPolicy } from "../azure/world/model.ts";
import { HttpClient } from "./httpClient.ts";

export const alice = "alice@contoso.example";
export const armScope = "https://management.azure.com/.default";
export const partnersPath = "/providers/Microsoft.ManagementPartner/partners";
export const apiVersion = "api-version=2018-02-01";

/** The address of the link to one partner. */
export function partnerPath(partnerId: string): string {
  return `${partnersPath}/${partnerId}?${apiVersion}`;
}

/** A test with a local Azure of its file, a client of it, and the control API. Faults and quotas start fresh. */
export const test = base
  // Vitest reads from this pattern which other fixtures this one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("azure", { scope: "file" }, async ({}, { onCleanup }): Promise<LocalAzureDescription> => {
    const azure = await startLocalAzure();
    onCleanup(() => azure.close());
    return azure.description;
  })
  .extend("client", { scope: "file" }, async ({ azure }, { onCleanup }) => {
    const client = await HttpClient.open(azure);
    onCleanup(() => client.close());
    return client;
  })
  .extend("control", async ({ azure }) => {
    const control = new ControlClient(azure.controlUrl);
    await Promise.all([
      control.forgetRequests(),
      control.forgetRefused(),
      control.clearFaults(),
      control.refillBuckets(),
    ]);
    return control;
  })
  /** An access token for ARM of a person who signs in to a tenant (an id, or `organizations` for the home). */
  .extend(
    "tokenFor",
    ({ control }) =>
      async (tenantId: string, more: { mfa?: boolean; username?: string } = {}) => {
        const { status, body } = await control.signIn({
          username: alice,
          tenantId,
          scope: armScope,
          ...more,
        });
        if (status !== 200) {
          throw new Error(`sign-in answered ${status}: ${JSON.stringify(body)}`);
        }
        return String(body["access_token"]);
      },
  );

/** A tenant of the default data with this policy; `linked` asks for one that is (not) linked by the first account. */
export function tenantWith(azure: LocalAzureDescription, policy: TenantPolicy, linked?: boolean): string {
  const tenant = azure.tenants.find(
    (candidate, index) =>
      index > 1 &&
      candidate.policy === policy &&
      (linked === undefined || (candidate.partnerId !== undefined) === linked),
  );
  if (!tenant) {
    throw new Error(`no tenant of policy ${policy}`);
  }
  return tenant.tenantId;
}

/** The rows of a listing (`value`) or of a query (`data`). */
export function rowsOf(json: Record<string, unknown> | undefined, field: "value" | "data"): Row[] {
  const rows = json?.[field];
  if (!Array.isArray(rows)) {
    throw new TypeError(`an answer without ${field}: ${JSON.stringify(json)}`);
  }
  return rows as Row[];
}

export type Row = Record<string, unknown>;

/** The code of an ARM error body. */
export function armCode(json: Record<string, unknown> | undefined): unknown {
  return (json?.["error"] as Record<string, unknown> | undefined)?.["code"];
}
