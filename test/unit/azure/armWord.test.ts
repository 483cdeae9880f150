import { describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { isRefusal } from "../../../src/links/stepEnd.ts";
import { type PalError, type PalErrorCode, asPalError } from "../../../src/model/palError.ts";
import type { ArmCall, ArmPort, DelegationPort } from "../../../src/model/ports.ts";

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const token = { token: "t", cloud: "public", expiresAt: 0, tenantId } as const;
const arm = { "x-ms-request-id": "r-1" };
const html = "<!DOCTYPE html><html><body>The request is blocked.</body></html>";
const noAccount =
  "The user does not have an account in this tenant, work with the administrator to add the account.";

interface Spoken {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Azure, or something in its place, that answers everything alike. */
function answering({ status, body, headers = {} }: Spoken): ArmPort & DelegationPort {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  // Not the constructor's own checks: a proxy may send what it likes.
  return createAzureArm(() =>
    Promise.resolve(new Response(status === 204 ? null : text, { status, headers })),
  );
}

type Ask = (azure: ArmPort & DelegationPort, call: ArmCall) => Promise<unknown>;
const reads: readonly (readonly [string, Ask])[] = [
  ["reading a link", (azure, call) => azure.readLink(call)],
  ["listing tenants", (azure, call) => azure.listTenants(call)],
  ["listing customers", (azure, call) => azure.listDelegations(call, tenantId)],
];
const writes: readonly (readonly [string, Ask])[] = [
  ["creating a link", (azure, call) => azure.createLink(call, "4567890")],
  ["changing a link", (azure, call) => azure.updateLink(call, "4567890")],
  ["removing a link", (azure, call) => azure.deleteLink(call, "4567890")],
];
const all = [...reads, ...writes];

async function errorOf(ask: Ask, spoken: Spoken): Promise<PalError> {
  return asPalError(
    await ask(answering(spoken), { token }).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

describe.each(all)("Codes and texts that count (%s)", (_what, ask) => {
  const codes = ["NoRegisteredProviderFound", "InvalidResourceNamespace", "InvalidResourceType", "NotFound"];
  it.each(
    [408, 429, 500, 501, 502, 503, 504, 599].flatMap((status) =>
      [...codes, "RequestDisallowedByPolicy", "Conflict"].map((code) => [status, code] as const),
    ),
  )("are none of %i %s", async (status, code) => {
    const message = `${noAccount} Users must authenticate with multi-factor authentication.`;
    for (const body of [{ error: { code, message } }, { code, message }]) {
      const error = await errorOf(ask, { status, body, headers: arm });
      expect(error.code).toBe(
        status === 429 ? "throttled" : status === 408 ? "unexpectedAnswer" : "serverError",
      );
      expect(isRefusal(error)).toBe(status === 429);
    }
  });

  it.each([400, 403, 404, 405, 410])("are those of %i", async (status) => {
    const error = await errorOf(ask, { status, body: { code: "InvalidResourceType" }, headers: arm });
    expect(error.code).toBe("notOffered");
  });
});

/** Whatever else stands between an answer and the request. */
const strangers: readonly (readonly [string, Spoken])[] = [
  ["a page that blocks the request", { status: 403, body: html }],
  ["a proxy's page", { status: 407, body: html, headers: { "proxy-authenticate": "Basic" } }],
  ["a proxy's page with a header like ARM's", { status: 407, body: { code: "x" }, headers: arm }],
  ["a portal of a hotel", { status: 511, body: html }],
  ["JSON of somebody's own", { status: 404, body: { code: "NotFound" } }],
  ["JSON as ARM writes it", { status: 404, body: { error: { code: "NotFound", message: "not found" } } }],
  ["ARM's own code", { status: 404, body: { error: { code: "InvalidResourceNamespace" } } }],
  ["a refusal to sign in", { status: 401, body: { error: { code: "AuthenticationFailed" } } }],
  ["a question for a password", { status: 401, body: html, headers: { "www-authenticate": "Basic" } }],
  ["a refusal in words", { status: 400, body: { error: { code: "BadRequest", message: noAccount } } }],
  ["a conflict", { status: 409, body: { code: "Conflict" } }],
  ["one that limits requests", { status: 429, body: html, headers: { "retry-after": "5" } }],
  ["one that limits requests in JSON", { status: 429, body: { code: "TooManyRequests" } }],
  ["a bad gateway", { status: 502, body: html }],
  ["a gateway without a word", { status: 503, body: "" }],
  ["a gateway in JSON", { status: 504, body: { error: { code: "GatewayTimeout" } } }],
  ["a page with ARM's header", { status: 403, body: html, headers: arm }],
  ["JSON without a code, with ARM's header", { status: 403, body: { message: "blocked" }, headers: arm }],
  ["nothing, with ARM's header", { status: 404, body: "", headers: arm }],
  ["an empty code, with ARM's header", { status: 403, body: { code: "" }, headers: arm }],
];

describe.each(all)("Something between us and Azure (%s)", (_what, ask) => {
  it.each(strangers)("is not taken for Azure: %s", async (_who, spoken) => {
    const error = await errorOf(ask, spoken);
    expect(error.code).toBe("gatewayAnswered");
    expect(error.details).toEqual({ status: spoken.status }); // neither code nor text nor challenge of its own
    expect(isRefusal(error)).toBe(false);
  });

  it.each([
    "x-ms-request-id",
    "x-ms-correlation-request-id",
    "x-ms-routing-request-id",
    "x-ms-failure-cause",
  ])("is not seen where an answer has a code and %s", async (header) => {
    const body = { error: { code: "AuthorizationFailed", message: "no" } };
    const error = await errorOf(ask, { status: 403, body, headers: { [header]: "x" } });
    expect(error).toMatchObject({ code: "forbidden", details: { azureCode: "AuthorizationFailed" } });
  });

  it("is not seen where ARM itself limits requests or fails, however it says so", async () => {
    for (const body of [html, "", { error: { code: "TenantRequestsThrottled" } }]) {
      const headers = { ...arm, "retry-after": "5" };
      expect(await errorOf(ask, { status: 429, body, headers })).toMatchObject({
        code: "throttled",
        details: { retryAfterSeconds: 5 },
      });
      expect((await errorOf(ask, { status: 503, body, headers })).code).toBe("serverError");
    }
  });

  it("answers 200 with its own page", async () => {
    expect(
      (await errorOf(ask, { status: 200, body: html, headers: { "content-type": "text/html" } })).code,
    ).toBe("gatewayAnswered");
    expect((await errorOf(ask, { status: 200, body: "" })).code).toBe("gatewayAnswered");
  });
});

const needed = "Users must authenticate with multi-factor authentication to create or update resources.";
const other = "Resource 'x' was disallowed by policy. Reasons: 'Allowed locations'.";
const header = (json: string): string =>
  `Bearer realm="", error="insufficient_claims", claims="${btoa(json)}"`;
const acrs = header('{"access_token":{"acrs":{"essential":true,"values":["c9"]}}}');
const place = header('{"access_token":{"nbf":{"essential":true,"value":"1"}}}');
const p1 = header('{"access_token":{"acrs":{"essential":true,"values":["p1"]}}}');
const policy = "RequestDisallowedByPolicy";

/** Code, text and header of a refusal, and what it means, with the challenge to answer. */
const mfaCases: readonly (readonly [string, string, string | undefined, PalErrorCode, string?])[] = [
  [policy, needed, undefined, "mfaNeeded", p1],
  [policy, needed, 'Bearer authorization_uri="https://login.microsoftonline.com/x"', "mfaNeeded", p1],
  [policy, needed, acrs, "mfaNeeded", acrs],
  [policy, needed, place, "mfaNeeded", place],
  [
    "requestdisallowedbyazure",
    "Users must use MFA for Create/Update operations.",
    undefined,
    "mfaNeeded",
    p1,
  ],
  ["RequestDisallowedByAzure", "MULTIFACTOR authentication is needed", undefined, "mfaNeeded", p1],
  ...[
    "multi factor authentication",
    "multi\u2011factor authentication",
    "Multi\u2013Factor Authentication",
    "multi\u00adfactor authentication",
    "multi \u2212 factor authentication",
    "multi_factor_authentication",
    "MFA_REQUIRED",
    "AzureMFA2 is needed, mfa: no",
    "(MFA)",
  ].map((words) => [policy, words, undefined, "mfaNeeded", p1] as const),
  ["RequestDisallowedByAzure", other, acrs, "mfaNeeded", acrs],
  ["AuthorizationFailed", "no", acrs, "mfaNeeded", acrs],
  ["AuthorizationFailed", "no", place, "signInNeeded", place],
];

describe.each(all)("Multifactor authentication that is asked for (%s)", (_what, ask) => {
  describe.each([401, 403])("by %i", (status) => {
    it.each(mfaCases)("with %s, “%s” and %s", async (code, message, wwwAuthenticate, meant, challenge) => {
      const headers = {
        ...arm,
        ...(wwwAuthenticate !== undefined && { "www-authenticate": wwwAuthenticate }),
      };
      for (const body of [{ error: { code, message } }, { code, message }]) {
        const error = await errorOf(ask, { status, body, headers });
        expect(error).toMatchObject({ code: meant, details: { challenge, azureMessage: message } });
        expect(isRefusal(error)).toBe(true);
      }
    });

    it.each([
      [policy, other],
      ["RequestDisallowedByAzure", "The region is not allowed, e.g. for amfaux."],
      ["RequestDisallowedByAzure", "Factors of several kinds, in multi-region factories, at MFAB."],
      ["RequestDisallowedByAzure", ""],
      ["AuthorizationFailed", needed],
    ])("is not by %s with “%s”", async (code, message) => {
      const error = await errorOf(ask, { status, body: { error: { code, message } }, headers: arm });
      expect(error.code).toBe(status === 401 ? "unauthorized" : "forbidden");
      expect(error.details).not.toHaveProperty("challenge");
    });
  });

  it("is not by another status, nor by something in between", async () => {
    const body = { error: { code: policy, message: needed } };
    const headers = { ...arm, "www-authenticate": acrs };
    for (const status of [400, 404, 409, 429, 503]) {
      const error = await errorOf(ask, { status, body, headers });
      expect(error.code).not.toMatch(/mfaNeeded|signInNeeded/);
      expect(error.details).not.toHaveProperty("challenge");
    }
    const stranger = await errorOf(ask, { status: 403, body, headers: { "www-authenticate": acrs } });
    expect(stranger).toMatchObject({ code: "gatewayAnswered" });
    expect(stranger.details).not.toHaveProperty("challenge");
  });

  it("is by a challenge of ARM without a body", async () => {
    const headers = { ...arm, "www-authenticate": acrs };
    expect((await errorOf(ask, { status: 401, body: "", headers })).code).toBe("mfaNeeded");
  });
});

describe("An answer of Azure that cannot be read", () => {
  it.each(reads)("is still Azure's: %s", async (_what, ask) => {
    const bodies = [html, "", '{"value":[{"tena', "[]", { value: 1 }];
    const codes = await Promise.all(
      bodies.map(async (body) => (await errorOf(ask, { status: 200, body, headers: arm })).code),
    );
    expect(new Set(codes)).toEqual(new Set<PalErrorCode>(["unreadableAnswer"]));
  });

  it.each(writes)("is still a success: %s", async (_what, ask) => {
    for (const body of [html, "", '{"value":[{"tena']) {
      await expect(ask(answering({ status: 200, body, headers: arm }), { token })).resolves.toEqual({});
    }
  });
});
