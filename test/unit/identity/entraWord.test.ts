import { createPipelineRequest } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import type { Fetch } from "../../../src/azure/fetchHttpClient.ts";
import { findTenantId } from "../../../src/azure/tenantLookup.ts";
import { EntraExchange } from "../../../src/identity/entraExchange.ts";
import { clouds } from "../../../src/model/cloud.ts";
import { isPalError } from "../../../src/model/palError.ts";

const html = "<!DOCTYPE html><html><body>Sign in to the network of the hotel</body></html>";
const entra = { "x-ms-request-id": "r-1" };
const traced = { trace_id: "t", correlation_id: "c", error_codes: [1] };

interface Spoken {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function answering({ status, body, headers = {} }: Spoken): Fetch {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return () => Promise.resolve(new Response(text, { status, headers }));
}

/** What a credential is told of this answer of the token endpoint. */
async function told(spoken: Spoken): Promise<unknown> {
  const exchange = new EntraExchange(answering(spoken), clouds.public);
  const url = `${clouds.public.authority}/tenant/oauth2/v2.0/token`;
  await exchange.options.httpClient.sendRequest(createPipelineRequest({ url, method: "POST" }));
  const { code, details } = exchange.explain(new Error("the SDK lost the reason"));
  return { code, details };
}

async function lookedUp(spoken: Spoken): Promise<unknown> {
  try {
    return await findTenantId(answering(spoken), clouds.public, "fabrikam.com");
  } catch (error) {
    return isPalError(error) ? { code: error.code, details: error.details } : error;
  }
}

const strangers: readonly (readonly [string, Spoken])[] = [
  ["a page that blocks", { status: 403, body: html }],
  ["a proxy", { status: 407, body: html, headers: entra }],
  ["a refusal of somebody's own", { status: 401, body: { error: "invalid_client" } }],
  ["a refusal that looks like Entra's", { status: 400, body: { error: "invalid_tenant" } }],
  ["a message", { status: 400, body: { error: "invalid_grant", error_description: "AADSTS50020: x" } }],
  ["one that limits requests", { status: 429, body: html, headers: { "retry-after": "7" } }],
  ["a bad gateway", { status: 502, body: html }],
  ["a gateway without a word", { status: 503, body: "" }],
  ["a page with a header of Entra's", { status: 400, body: html, headers: entra }],
  ["a page that is well", { status: 200, body: html }],
  ["JSON that is well", { status: 200, body: { status: "login required" } }],
  ["JSON that is no configuration", { status: 200, body: { issuer: "https://portal.example/login" } }],
];

describe("Something between us and Entra ID", () => {
  it.each(strangers)("is not taken for it: %s", async (_who, spoken) => {
    const stranger = { code: "gatewayAnswered", details: { status: spoken.status } };
    expect(await told(spoken)).toEqual(stranger);
    expect(await lookedUp(spoken)).toEqual(stranger);
  });

  it.each(["x-ms-request-id", "x-ms-ests-server", "x-ms-srs", "client-request-id"])(
    "is not seen where %s comes with an error",
    async (header) => {
      const spoken = { status: 400, body: { error: "invalid_tenant" }, headers: { [header]: "x" } };
      expect(await lookedUp(spoken)).toMatchObject({ code: "unknownTenant" });
      expect(await told({ ...spoken, body: { error: "invalid_client" } })).toMatchObject({
        code: "credentialRefused",
      });
    },
  );

  it.each(Object.entries(traced))(
    "is not seen where the error itself is traced (%s)",
    async (name, value) => {
      const body = { error: "invalid_tenant", [name]: value };
      expect(await lookedUp({ status: 400, body })).toMatchObject({ code: "unknownTenant" });
      expect(await told({ status: 401, body: { ...body, error: "invalid_client" } })).toMatchObject({
        code: "credentialRefused",
      });
    },
  );
});

describe("An answer of Entra ID whose headers something in between took away", () => {
  it.each([
    { access_token: "t", expires_in: 1 },
    { device_code: "d", user_code: "u" },
    { issuer: "https://sts.windows.net/x/", token_endpoint: "https://login.microsoftonline.com/x" },
  ])("is still its own if it is what a credential asks for: %j", async (body) => {
    expect(await told({ status: 200, body })).toMatchObject({ code: "unexpected" }); // no failure of the exchange
  });
});

describe("Codes of Entra ID that count", () => {
  const errors = [
    "invalid_client",
    "invalid_tenant",
    "invalid_grant",
    "expired_token",
    "authorization_pending",
  ];
  it.each([408, 429, 500, 503, 504].flatMap((status) => errors.map((error) => [status, error] as const)))(
    "are none of %i %s",
    async (status, error) => {
      const body = { error, error_description: "AADSTS90002: Tenant not found.", ...traced };
      const code = status === 429 ? "throttled" : status === 408 ? "unexpectedAnswer" : "serverError";
      expect(await told({ status, body, headers: entra })).toEqual({ code, details: { status } });
      expect(await lookedUp({ status, body, headers: entra })).toEqual({ code, details: { status } });
    },
  );

  it("leave the wait that Entra ID asks for", async () => {
    const headers = { ...entra, "retry-after": "7" };
    expect(await told({ status: 429, body: "", headers })).toMatchObject({
      details: { retryAfterSeconds: 7 },
    });
  });
});
