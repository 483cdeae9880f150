import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { asPalError } from "../../../src/model/palError.ts";
import type { ArmPort, DelegationPort, DirectoryPort } from "../../../src/model/ports.ts";

const call = { token: { token: "t", cloud: "public", expiresAt: 0 } } as const;
const deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);

type Ask = (azure: ArmPort & DelegationPort & DirectoryPort) => Promise<unknown>;
const asks: readonly (readonly [string, Ask])[] = [
  ["reading a link", (azure) => azure.readLink(call)],
  ["listing tenants", (azure) => azure.listTenants(call)],
  ["listing customers", (azure) => azure.listDelegations(call, "t")],
  ["looking a tenant up", (azure) => azure.findTenantId("public", "fabrikam.com")],
];

beforeEach(() => {
  vi.spyOn(JSON, "parse");
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("An answer that is nested without end", () => {
  it.each(asks)("is not read, neither by us nor by the SDK: %s", async (_what, ask) => {
    for (const [status, headers, code] of [
      [200, {}, "gatewayAnswered"],
      [403, { "x-ms-request-id": "r" }, "gatewayAnswered"],
      [200, { "x-ms-request-id": "r" }, "unreadableAnswer"],
    ] as const) {
      const azure = createAzureArm(() => Promise.resolve(new Response(deep, { status, headers })));
      const error: unknown = await ask(azure).catch((thrown: unknown) => thrown);
      expect(asPalError(error).code).toBe(code);
    }
    expect(vi.mocked(JSON.parse).mock.calls.filter(([text]) => text.length > 1000)).toEqual([]);
  });

  it("with a header of ARM's is a write that was taken, as is any other", async () => {
    const headers = { "x-ms-request-id": "r" };
    const azure = createAzureArm(() => Promise.resolve(new Response(deep, { status: 200, headers })));
    await expect(azure.createLink(call, "4567890")).resolves.toEqual({});
  });
});
