import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccessToken } from "../../../src/model/ports.ts";
import type { FaultInput } from "../../azure/wire/fault.ts";
import { LocalArm } from "./localArm.ts";

const partners = "/providers/Microsoft.ManagementPartner/partners";
let local: LocalArm;
let tenantId: string;
let token: AccessToken;

beforeAll(async () => {
  local = await LocalArm.start();
  tenantId = local.tenantWith("normal");
  token = await local.token(tenantId);
}, 30_000);
afterAll(() => local.close());
beforeEach(() => local.control.forgetRequests());
afterEach(async () => {
  await local.control.clearFaults();
  await local.control.refillBuckets();
});

describe("A tenant without a link", () => {
  it("is not linked, by the code of the 404", async () => {
    expect((await local.arm.readLink({ token })).link).toBeUndefined();
    expect(await local.armRequests()).toEqual([`GET ${partners}`]);
  });

  it("is linked by one PUT and then read with name and times", async () => {
    await local.arm.createLink({ token }, "4567890");
    expect(await local.arm.readLink({ token })).toMatchObject({
      link: {
        partnerId: "4567890",
        partnerName: "Contoso Consulting",
        version: 1,
        createdAt: expect.any(Number),
        updatedAt: expect.any(Number),
      },
      correlationId: expect.any(String),
    });
    expect(await local.armRequests()).toEqual([`PUT ${partners}/4567890`, `GET ${partners}`]);
    await expect(local.arm.createLink({ token }, "4567890")).rejects.toMatchObject({ code: "conflict" });
  });

  it("that was linked once and is deleted now is not linked", async () => {
    await local.control.addFault({
      status: 200,
      json: { properties: { partnerId: "4567890", state: "Deleted" } },
    });
    expect((await local.arm.readLink({ token })).link).toBeUndefined();
  });

  it.each([
    ["unknown", "9999999"],
    ["global", "4567889"],
  ])("refuses an ID that is %s, in Azure's words", async (_kind, partnerId) => {
    await expect(local.arm.createLink({ token }, partnerId)).rejects.toMatchObject({
      code: "refused",
      details: { azureMessage: expect.any(String), correlationId: expect.any(String) },
    });
  });

  it("asks for MFA at the write with the challenge to answer", async () => {
    const mfa = await local.token(local.tenantWith("mfaOnWrites"));
    expect((await local.arm.readLink({ token: mfa })).link).toBeUndefined();
    await expect(local.arm.createLink({ token: mfa }, "4567890")).rejects.toMatchObject({
      code: "mfaNeeded",
      details: { challenge: expect.stringContaining("claims=") },
    });
    const writes = (await local.armRequests()).filter((request) => request.startsWith("PUT"));
    expect(writes).toHaveLength(1); // the SDK must not answer challenges by itself
  });
});

/** Bad answers, and the names they get. */
const cases: [string, FaultInput, string][] = [
  ["401", { status: 401, body: "nested" }, "unauthorized"],
  ["403", { status: 403, body: "nested", code: "AuthorizationFailed" }, "forbidden"],
  ["404 of ARM's own", { status: 404, json: { error: { code: "InvalidResourceNamespace" } } }, "notOffered"],
  ["404 with an unknown code", { status: 404, json: { error: { code: "Gone" } } }, "unexpectedAnswer"],
  ["404 with a page instead of a code", { status: 404, body: "html" }, "gatewayAnswered"],
  ["404 without a body", { status: 404, body: "empty" }, "gatewayAnswered"],
  ["429", { status: 429, headers: { "retry-after": "3" } }, "throttled"],
  ["500", { status: 500, body: "flat" }, "serverError"],
  ["503 as HTML", { status: 503, body: "html" }, "gatewayAnswered"],
  ["200 as HTML", { status: 200, body: "html" }, "gatewayAnswered"],
  ["200 cut in the middle", { status: 200, body: "truncated" }, "unreadableAnswer"],
  ["200 without a body", { status: 200, body: "empty" }, "unreadableAnswer"],
  ["200 without an end", { status: 200, body: "huge" }, "answerTooLarge"],
  ["200 of another shape", { status: 200, json: { properties: { partnerId: 5 } } }, "unreadableAnswer"],
  [
    "200 with an ID that is none",
    { status: 200, json: { properties: { partnerId: "<b>" } } },
    "unreadableAnswer",
  ],
  [
    "200 in a state that nobody knows",
    { status: 200, json: { properties: { partnerId: "1", state: "Pending" } } },
    "unreadableAnswer",
  ],
  [
    "200 with another tenant's link",
    {
      status: 200,
      json: { properties: { partnerId: "1", tenantId: "c0ffee00-0000-4000-8000-000000000001" } },
    },
    "wrongTenant",
  ],
  ["400", { status: 400, body: "nested", code: "BadRequest" }, "unexpectedAnswer"],
  ["400 of ARM's own", { status: 400, json: { error: { code: "NoRegisteredProviderFound" } } }, "notOffered"],
  [
    "401 with a challenge that is not about MFA",
    {
      status: 401,
      headers: { "www-authenticate": `Bearer claims="${btoa('{"access_token":{"nbf":{}}}')}"` },
    },
    "signInNeeded",
  ],
  ["204 to a read", { status: 204, body: "empty" }, "unreadableAnswer"],
  ["a redirect", { redirect: "https://evil.example/providers" }, "redirected"],
  ["a cut connection", { reset: true }, "unreachable"],
];

describe("An answer that is not as it should be", () => {
  const nestedNotFound = { error: { code: "NotFound", message: "no" } };
  it.each(cases)("to a read (%s) has a name and is asked for once", async (_what, fault, code) => {
    await local.control.addFault({ host: "management.azure.com", count: 0, ...fault });
    await expect(local.arm.readLink({ token })).rejects.toMatchObject({ name: "PalError", code });
    expect(await local.armRequests()).toHaveLength(1);
    expect(await local.control.refused()).toEqual([]);
  });

  it("in the flat form is read as well as the nested one", async () => {
    await local.control.addFault({ path: partners, status: 404, json: { code: "NotFound", message: "no" } });
    expect((await local.arm.readLink({ token })).link).toBeUndefined();
    await local.control.addFault({ path: partners, status: 404, json: nestedNotFound });
    expect((await local.arm.readLink({ token })).link).toBeUndefined();
  });

  it.each([201, 202, 204])("%i to a write is a success", async (status) => {
    await local.control.addFault({ method: "PUT", status, body: "empty" });
    await expect(local.arm.createLink({ token }, "4567890")).resolves.toBeDefined();
  });

  it("says how long to wait, and only in a form that is documented", async () => {
    await local.control.addFault({ status: 429, headers: { "retry-after": "3" } });
    await expect(local.arm.readLink({ token })).rejects.toMatchObject({ details: { retryAfterSeconds: 3 } });
    await local.control.addFault({ status: 429, headers: { "retry-after": "soon" } });
    const error: unknown = await local.arm.readLink({ token }).catch((e: unknown) => e);
    expect(error).not.toHaveProperty("details.retryAfterSeconds");
  });

  it("says in Azure's known words that there is no account in the tenant", async () => {
    const message =
      "The user does not have an account in this tenant, work with the administrator to add the account. If you are a CSP partner logged in the customer tenant, you will not be able to link the Partner ID";
    await local.control.addFault({ status: 400, json: { error: { code: "BadRequest", message } } });
    await expect(local.arm.createLink({ token }, "4567890")).rejects.toMatchObject({ code: "noAccount" });
  });

  it.each([
    "yesterday",
    "0001-01-01T00:00:00Z", // what .NET writes for none
  ])("with a bad date gives the link without the date: %s", async (createdTime) => {
    await local.control.addFault({
      status: 200,
      json: { properties: { partnerId: "1", createdTime, version: "7", state: "Active" } },
    });
    const { link } = await local.arm.readLink({ token });
    expect(link).toEqual({ partnerId: "1", version: 7 });
  });

  it.each([
    ["", undefined],
    [" ", undefined],
    ["1e1", undefined],
    ["99999999999999999999", undefined],
    [null, undefined],
    [1.5, undefined],
    ["12", 12],
    [12, 12],
  ])("tells the version only if it is one: %j", async (version, read) => {
    await local.control.addFault({
      status: 200,
      json: { properties: { partnerId: "1", version, state: "Active" } },
    });
    const { link } = await local.arm.readLink({ token });
    expect(link).toEqual({ partnerId: "1", ...(read !== undefined && { version: read }) });
  });

  it("that never comes can be cancelled", async () => {
    await local.control.addFault({ stall: true });
    const stop = new AbortController();
    const reading = local.arm.readLink({ token, signal: stop.signal });
    const ended = reading.catch((error: unknown) => error);
    await expect.poll(() => local.armRequests()).toHaveLength(1);
    stop.abort();
    expect(await ended).toMatchObject({ code: "cancelled" });
  });
});

describe("The list of tenants", () => {
  it("holds every tenant of the account, over all pages", async () => {
    const home = await local.token();
    const tenants = await local.arm.listTenants({ token: home });
    const [account] = local.azure.description.accounts;
    expect(tenants.length).toBeGreaterThan(30);
    expect(new Set(tenants.map((t) => t.tenantId)).size).toBe(tenants.length);
    expect(tenants.map((t) => t.tenantId)).toContain(account?.homeTenantId);
    expect(tenants.filter((t) => t.kind === "lighthouse").length).toBeGreaterThan(0);
    expect(tenants.some((t) => t.displayName === undefined)).toBe(true);
  });

  it("holds each tenant once, however often Azure names it", async () => {
    const home = await local.token();
    const once = await local.arm.listTenants({ token: home });
    await local.control.addFault({ path: "/tenants", doubled: true, count: 0 });
    expect(await local.arm.listTenants({ token: home })).toEqual(once);
  });

  it("knows of a tenant that is named twice all that either entry tells", async () => {
    const tenantId = "c0ffee00-0000-4000-8000-000000000001";
    const guest = {
      tenantId,
      tenantCategory: "Home",
      displayName: "Fabrikam",
      defaultDomain: "fabrikam.com",
    };
    const lighthouse = { tenantId: tenantId.toUpperCase(), tenantCategory: "ManagedBy" };
    for (const value of [
      [guest, lighthouse],
      [lighthouse, guest],
    ]) {
      await local.control.addFault({ path: "/tenants", status: 200, json: { value } });
      expect(await local.arm.listTenants({ token: await local.token() })).toEqual([
        { tenantId, kind: "guest", displayName: "Fabrikam", defaultDomain: "fabrikam.com" },
      ]);
    }
  });

  it("is asked for with the version that tells names", async () => {
    await local.arm.listTenants({ token: await local.token() });
    const queries = (await local.control.requests()).map(({ query }) => JSON.stringify(query));
    expect(queries.filter((query) => query.includes("2022-12-01")).length).toBeGreaterThan(0);
    expect(queries.filter((query) => query.includes("2016-06-01"))).toEqual([]);
  });

  it.each([
    "https://evil.example/tenants",
    "http://management.azure.com/tenants",
    "https://management.azure.com@evil.example/x",
  ])("does not send the token along a hostile nextLink: %s", async (nextLink) => {
    await local.control.forgetRefused();
    const home = await local.token();
    await local.control.forgetRequests();
    await local.control.addFault({ path: "/tenants", nextLink });
    await expect(local.arm.listTenants({ token: home })).rejects.toMatchObject({ code: "wrongHost" });
    expect(await local.armRequests()).toEqual(["GET /tenants"]);
    expect(await local.control.refused()).toEqual([]);
  });

  it.each(cases.filter(([what]) => !/20\d|404 with|404 without/.test(what)))(
    "that fails (%s) says why",
    async (_what, fault, code) => {
      const home = await local.token();
      await local.control.addFault({ host: "management.azure.com", count: 0, ...fault });
      await expect(local.arm.listTenants({ token: home })).rejects.toMatchObject({ name: "PalError", code });
    },
  );

  it("that leads in a circle comes to an end", async () => {
    const home = await local.token();
    await local.control.addFault({
      path: "/tenants",
      count: 0,
      status: 200,
      json: { value: [], nextLink: "https://management.azure.com/tenants?api-version=2022-12-01" },
    });
    await expect(local.arm.listTenants({ token: home })).rejects.toMatchObject({ code: "unexpectedAnswer" });
  });

  it.each([
    ["is no list", { value: "none" }],
    ["holds an entry without an ID", { value: [{ displayName: "Fabrikam" }] }],
    ["has no entries at all", {}],
    ["is something else", []],
  ])("that %s fails as a whole instead of losing tenants", async (_what, json) => {
    await local.control.addFault({ path: "/tenants", status: 200, json });
    await expect(local.arm.listTenants({ token: await local.token() })).rejects.toMatchObject({
      code: "unreadableAnswer",
    });
  });
});

describe("An Azure that cannot be reached", () => {
  it("is told with the system's own code", async () => {
    const other = await LocalArm.start({ tenants: 5 });
    const lost = await other.token();
    await other.azure.close();
    await expect(other.arm.readLink({ token: lost })).rejects.toMatchObject({
      code: "unreachable",
      details: { networkCode: expect.stringMatching(/^E|^UND/) },
    });
    await other.close();
  });
});
