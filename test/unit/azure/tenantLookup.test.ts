import { describe, expect, it } from "vitest";
import { findTenantId } from "../../../src/azure/tenantLookup.ts";
import { clouds } from "../../../src/model/cloud.ts";
import type { Fetch } from "../../../src/azure/fetchHttpClient.ts";

const id = "aa3eb943-b540-499e-aa1c-73b5904933a2";

function answering(status: number, body: unknown): Fetch & { urls: string[]; headers: unknown[] } {
  const urls: string[] = [];
  const headers: unknown[] = [];
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    urls.push(url);
    headers.push(init.headers);
    return Promise.resolve(
      new Response(typeof body === "string" ? body : JSON.stringify(body), {
        status,
        headers: { "x-ms-request-id": "r" },
      }),
    );
  };
  return Object.assign(fetch, { urls, headers });
}

describe("Looking up a tenant at Entra ID", () => {
  it("asks the cloud's own authority once, without a token, and reads the issuer", async () => {
    const fetch = answering(200, { issuer: `https://sts.example/${id.toUpperCase()}/v2.0` });
    expect(await findTenantId(fetch, clouds.public, "fabrikam.com")).toBe(id);
    expect(fetch.urls).toEqual([
      "https://login.microsoftonline.com/fabrikam.com/v2.0/.well-known/openid-configuration",
    ]);
    expect(JSON.stringify(fetch.headers).toLowerCase()).not.toContain("authorization");
  });

  it("cannot be led elsewhere by what was typed", async () => {
    const fetch = answering(200, { issuer: `https://x/${id}/v2.0` });
    await findTenantId(fetch, clouds.public, "../evil.example/?");
    expect(fetch.urls[0]).toBe(
      "https://login.microsoftonline.com/..%2Fevil.example%2F%3F/v2.0/.well-known/openid-configuration",
    );
  });

  it.each([
    [400, { error: "invalid_tenant", error_description: "AADSTS90002: Tenant not found." }, "unknownTenant"],
    [400, { error: "invalid_request" }, "unexpectedAnswer"],
    [404, "", "gatewayAnswered"],
    [404, { error: "invalid_request" }, "unexpectedAnswer"],
    [429, "", "throttled"],
    [503, "<html>", "serverError"],
    [200, "<html>", "unreadableAnswer"],
    [200, { issuer: "https://login.microsoftonline.com/{tenantid}/v2.0" }, "unreadableAnswer"],
    [200, {}, "unreadableAnswer"],
    [302, "", "redirected"],
  ])("tells a bad answer by name: %d %j is %s", async (status, body, code) => {
    await expect(findTenantId(answering(status, body), clouds.public, "fabrikam.com")).rejects.toMatchObject({
      code,
    });
  });

  it("tells that Entra ID could not be reached", async () => {
    await expect(
      findTenantId(() => Promise.reject(new TypeError("fetch failed")), clouds.public, "fabrikam.com"),
    ).rejects.toMatchObject({
      code: "unreachable",
    });
  });
});
