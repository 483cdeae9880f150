import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answered, AccessToken, ArmCall } from "../../../src/model/ports.ts";
import type { FaultInput } from "../../azure/wire/fault.ts";
import { LocalArm } from "./localArm.ts";

const partners = "/providers/Microsoft.ManagementPartner/partners";
const ours = "4567890";
const other = "6001002";
let local: LocalArm;
let tenantId: string;
let token: AccessToken;

beforeAll(async () => {
  local = await LocalArm.start();
  tenantId = local.tenantWith("normal");
  token = await local.token(tenantId);
}, 30_000);
afterAll(() => local.close());
beforeEach(async () => {
  await local.control.clearLinks();
  await local.control.forgetRequests();
});
afterEach(async () => {
  await local.control.clearFaults();
  await local.control.refillBuckets();
});

async function linkedTo(partnerId: string): Promise<void> {
  await local.arm.createLink({ token }, partnerId);
  await local.control.forgetRequests();
}

async function linked(): Promise<string | undefined> {
  return (await local.arm.readLink({ token })).link?.partnerId;
}

describe("Replacing the ID of a link", () => {
  it("is one PATCH of the new ID", async () => {
    await linkedTo(other);
    expect(await local.arm.updateLink({ token }, ours)).toEqual({ correlationId: expect.any(String) });
    expect(await local.armRequests()).toEqual([`PATCH ${partners}/${ours}`]);
    expect((await local.arm.readLink({ token })).link).toMatchObject({ partnerId: ours, version: 2 });
  });

  it("where there is none says so", async () => {
    await expect(local.arm.updateLink({ token }, ours)).rejects.toMatchObject({
      code: "notLinked",
      details: { status: 404, correlationId: expect.any(String) },
    });
    expect(await linked()).toBeUndefined();
  });

  it.each([
    ["unknown", "9999999"],
    ["global", "4567889"],
  ])("by one that is %s is refused in Azure's words, and the old one stays", async (_kind, partnerId) => {
    await linkedTo(other);
    await expect(local.arm.updateLink({ token }, partnerId)).rejects.toMatchObject({
      code: "refused",
      details: { azureMessage: expect.any(String), correlationId: expect.any(String) },
    });
    expect(await linked()).toBe(other);
  });
});

describe("Removing a link", () => {
  it("is one DELETE of the present ID", async () => {
    await linkedTo(ours);
    expect(await local.arm.deleteLink({ token }, ours)).toEqual({ correlationId: expect.any(String) });
    expect(await local.armRequests()).toEqual([`DELETE ${partners}/${ours}`]);
    expect(await linked()).toBeUndefined();
  });

  it("of another ID than the present one says that it is not linked, and removes nothing", async () => {
    await linkedTo(other);
    await expect(local.arm.deleteLink({ token }, ours)).rejects.toMatchObject({ code: "notLinked" });
    expect(await linked()).toBe(other);
  });

  it("that is gone already says so", async () => {
    await linkedTo(ours);
    await local.arm.deleteLink({ token }, ours);
    await expect(local.arm.deleteLink({ token }, ours)).rejects.toMatchObject({ code: "notLinked" });
  });

  it("lets the tenant be linked again", async () => {
    await linkedTo(ours);
    await local.arm.deleteLink({ token }, ours);
    await local.arm.createLink({ token }, other);
    expect(await linked()).toBe(other);
  });
});

type Write = readonly [verb: string, write: (call: ArmCall, partnerId: string) => Promise<Answered>];
const writes: readonly Write[] = [
  ["PUT", (call, id) => local.arm.createLink(call, id)],
  ["PATCH", (call, id) => local.arm.updateLink(call, id)],
  ["DELETE", (call, id) => local.arm.deleteLink(call, id)],
];

const noAccount =
  "The user does not have an account in this tenant, work with the administrator to add the account. If you are a CSP partner logged in the customer tenant, you will not be able to link the Partner ID";
const mfaClaims = btoa('{"access_token":{"acrs":{"essential":true,"values":["p1"]}}}');

/** Bad answers, and the names they get. */
const cases: [string, FaultInput, string][] = [
  ["400", { status: 400, code: "BadRequest" }, "refused"],
  ["400 in the flat form", { status: 400, body: "flat", code: "BadRequest" }, "refused"],
  ["400 as HTML", { status: 400, body: "html" }, "gatewayAnswered"],
  ["400 of ARM's own", { status: 400, json: { error: { code: "NoRegisteredProviderFound" } } }, "notOffered"],
  ["400 for want of an account", { status: 400, code: "BadRequest", message: noAccount }, "noAccount"],
  ["401", { status: 401 }, "unauthorized"],
  [
    "401 that asks for MFA",
    { status: 401, headers: { "www-authenticate": `Bearer claims="${mfaClaims}"` } },
    "mfaNeeded",
  ],
  ["403", { status: 403, code: "AuthorizationFailed" }, "forbidden"],
  ["403 of a proxy", { status: 403, gateway: true }, "gatewayAnswered"],
  ["404 of ARM's own", { status: 404, json: { error: { code: "InvalidResourceNamespace" } } }, "notOffered"],
  ["404 with an unknown code", { status: 404, json: { error: { code: "Gone" } } }, "unexpectedAnswer"],
  ["404 with a page instead of a code", { status: 404, body: "html" }, "gatewayAnswered"],
  ["404 without a body", { status: 404, body: "empty" }, "gatewayAnswered"],
  ["405", { status: 405 }, "unexpectedAnswer"],
  ["408", { status: 408 }, "unexpectedAnswer"],
  ["409", { status: 409, code: "Conflict" }, "conflict"],
  ["412", { status: 412 }, "unexpectedAnswer"],
  ["429", { status: 429, headers: { "retry-after": "7" } }, "throttled"],
  ["500", { status: 500, body: "flat" }, "serverError"],
  ["502 as HTML", { status: 502, body: "html" }, "gatewayAnswered"],
  ["503 without a body", { status: 503, body: "empty" }, "serverError"],
  ["504 cut in the middle", { status: 504, body: "truncated" }, "serverError"],
  ["a redirect", { redirect: "https://evil.example/providers" }, "redirected"],
  ["a cut connection", { reset: true }, "unreachable"],
  ["an endless answer", { status: 200, body: "huge" }, "answerTooLarge"],
];

describe.each(writes)("An answer to %s", (verb, write) => {
  it.each(cases)("that is bad (%s) has a name, and the request is sent once", async (_what, fault, code) => {
    await local.control.forgetRefused();
    await local.control.addFault({ host: "management.azure.com", count: 0, ...fault });
    await expect(write({ token }, ours)).rejects.toMatchObject({ name: "PalError", code });
    expect(await local.armRequests()).toEqual([`${verb} ${partners}/${ours}`]);
    expect(await local.control.refused()).toEqual([]);
  });

  it.each([200, 201, 202, 204])("of %i is a success, whatever is in it", async (status) => {
    for (const body of ["empty", "html", "truncated", "flat"] as const) {
      const headers = { "x-ms-correlation-request-id": "c-1" };
      await local.control.addFault({ method: verb, status, body: status === 204 ? "empty" : body, headers });
      await expect(write({ token }, ours)).resolves.toEqual({ correlationId: "c-1" });
    }
  });

  it("that says 404 by its code means that there is no such link, in both forms", async () => {
    const code = verb === "PUT" ? "refused" : "notLinked";
    for (const json of [{ error: { code: "NotFound" } }, { code: "notfound", message: "no" }]) {
      await local.control.addFault({ status: 404, json });
      await expect(write({ token }, ours)).rejects.toMatchObject({ code, details: { status: 404 } });
    }
  });

  it("tells how long to wait, and what Microsoft's support asks for", async () => {
    await local.control.addFault({
      status: 429,
      headers: { "retry-after": "7", "x-ms-correlation-request-id": "c-1" },
    });
    await expect(write({ token }, ours)).rejects.toMatchObject({
      details: { retryAfterSeconds: 7, correlationId: "c-1" },
    });
  });

  it("asks for MFA with the challenge to answer, and is not answered by itself", async () => {
    const mfa = await local.token(local.tenantWith("mfaOnWrites"));
    await local.control.forgetRequests();
    await expect(write({ token: mfa }, ours)).rejects.toMatchObject({
      code: "mfaNeeded",
      details: { challenge: expect.stringContaining("claims=") },
    });
    expect(await local.armRequests()).toEqual([`${verb} ${partners}/${ours}`]);
  });

  it("that is lost is not asked for again, though the write was done", async () => {
    const before = verb === "PUT" ? undefined : verb === "PATCH" ? other : ours;
    await (before && linkedTo(before));
    await local.control.addFault({ method: verb, lostAnswer: true });
    await expect(write({ token }, ours)).rejects.toMatchObject({ code: "unreachable" });
    expect(await local.armRequests()).toEqual([`${verb} ${partners}/${ours}`]);
    expect(await linked()).toBe(verb === "DELETE" ? undefined : ours);
  });
});
