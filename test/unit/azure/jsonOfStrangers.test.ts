import { describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { isRefusal } from "../../../src/links/stepEnd.ts";
import { asPalError, type PalError } from "../../../src/model/palError.ts";
import type { ArmCall, ArmPort, DelegationPort, DirectoryPort } from "../../../src/model/ports.ts";

type Azure = ArmPort & DelegationPort & DirectoryPort;
type Ask = (azure: Azure, call: ArmCall) => Promise<unknown>;

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const call: ArmCall = { token: { token: "t", cloud: "public", expiresAt: 0, tenantId } };
const link = { properties: { partnerId: "4567890", tenantId, state: "Active" } };

const writes: readonly (readonly [string, Ask])[] = [
  ["creating a link", (azure, call) => azure.createLink(call, "4567890")],
  ["changing a link", (azure, call) => azure.updateLink(call, "4567890")],
  ["removing a link", (azure, call) => azure.deleteLink(call, "4567890")],
];
const reads: readonly (readonly [string, Ask, unknown])[] = [
  ["reading a link", (azure, call) => azure.readLink(call), link],
  ["listing tenants", (azure, call) => azure.listTenants(call), { value: [{ tenantId }] }],
  ["listing customers", (azure, call) => azure.listDelegations(call, tenantId), { data: [] }],
  [
    "looking a tenant up",
    (azure) => azure.findTenantId("public", "fabrikam.com"),
    { issuer: `https://sts.windows.net/${tenantId}/` },
  ],
];

function answering(status: number, body: unknown, headers: Record<string, string> = {}): Azure {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return createAzureArm(() =>
    Promise.resolve(new Response(status === 204 ? null : text, { status, headers })),
  );
}

async function errorOf(attempt: Promise<unknown>): Promise<PalError> {
  return asPalError(
    await attempt.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

/** What a network that wants a sign-in, a filter or a proxy may say in JSON. */
const bodies: readonly unknown[] = [
  { status: "login required" },
  { error: "blocked by policy" },
  { properties: {} },
  { properties: { partnerId: 4_567_890 } },
  { properties: { partnerId: "login" } },
  { partnerId: "4567890" },
  { value: "sign in" },
  { issuer: "https://portal.example/login" },
  [],
  '"x"',
  "null",
  "1",
  "{}",
  "",
];

describe("JSON of something between us and Azure, with a status of success and no header of Microsoft's", () => {
  it.each(writes)("accepts no write, and refuses none: %s", async (_what, ask) => {
    for (const body of bodies) {
      for (const status of [200, 201, 202, 204]) {
        const error = await errorOf(ask(answering(status, body), call));
        expect(error).toMatchObject({ code: "gatewayAnswered", details: { status } });
        expect(isRefusal(error)).toBe(false); // so that a read follows
      }
    }
  });

  it.each(reads)("is no answer of Microsoft's that cannot be read: %s", async (_what, ask) => {
    for (const body of bodies) {
      const error = await errorOf(ask(answering(200, body), call));
      expect(error).toMatchObject({ code: "gatewayAnswered", details: { status: 200 } });
    }
  });
});

describe("An answer whose headers something in between took away", () => {
  it.each(writes)("is Azure's if it tells a link: %s", async (_what, ask) => {
    await expect(ask(answering(200, link), call)).resolves.toEqual({});
  });

  it.each(reads)("is Microsoft's if it has the form that was asked for: %s", async (_what, ask, body) => {
    await expect(ask(answering(200, body), call)).resolves.toBeDefined();
  });
});

describe("An answer with a header of ARM's", () => {
  it.each(writes)("is a write that was taken, whatever is in it: %s", async (_what, ask) => {
    for (const body of bodies) {
      await expect(ask(answering(200, body, { "x-ms-request-id": "r" }), call)).resolves.toEqual({});
    }
  });
});
