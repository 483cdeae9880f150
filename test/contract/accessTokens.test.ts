import { generateKeyPair, SignJWT, decodeJwt } from "jose";
import { expect } from "vitest";
import type { Reply } from "./httpClient.ts";
import { apiVersion, armCode, partnersPath, rowsOf, tenantWith, test } from "./contractTest.ts";

const own = `${partnersPath}?${apiVersion}`;
const graphScope = "https://graph.microsoft.com/.default";

function refusal({ status, json, headers }: Reply): unknown[] {
  return [
    status,
    armCode(json),
    headers.get("www-authenticate")?.startsWith("Bearer authorization_uri=") ?? false,
  ];
}

test("a request without a token is refused and told where to sign in", async ({ client }) => {
  const reply = await client.send(`https://management.azure.com${own}`);
  expect(refusal(reply)).toEqual([401, "AuthenticationFailed", true]);
});

test("a token for another resource is refused", async ({ client, control }) => {
  const { body } = await control.signIn({
    username: "alice@contoso.example",
    tenantId: "organizations",
    scope: graphScope,
  });
  const reply = await client.arm(String(body["access_token"]), "GET", own);
  expect(refusal(reply)).toEqual([401, "InvalidAuthenticationTokenAudience", true]);
});

test("an expired token is refused", async ({ client, control, tokenFor }) => {
  await control.changeSettings({ tokenLifetimeSeconds: 1 });
  const token = await tokenFor("organizations");
  await control.changeSettings({ tokenLifetimeSeconds: 3600 });
  const isExpired = (): boolean => (decodeJwt(token).exp ?? 0) * 1000 < Date.now();
  await expect.poll(isExpired, { timeout: 5000 }).toBe(true);

  expect(refusal(await client.arm(token, "GET", own))).toEqual([401, "ExpiredAuthenticationToken", true]);
});

test("a forged token is refused, whatever it claims", async ({ client, tokenFor }) => {
  const genuine = await tokenFor("organizations");
  const { privateKey } = await generateKeyPair("RS256");
  const forged = await new SignJWT(decodeJwt(genuine)).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
  const [header, payload] = genuine.split(".");
  const unsigned = [Buffer.from('{"alg":"none"}').toString("base64url"), payload, ""].join(".");
  const cut = `${header}.${payload}.`;

  const refusals = await Promise.all(
    [forged, unsigned, cut, "nonsense"].map(async (token) => refusal(await client.arm(token, "GET", own))),
  );
  expect(new Set(refusals.map((each) => each.join(" ")))).toEqual(
    new Set(["401 InvalidAuthenticationToken true"]),
  );
});

test("a token of another tenant does not open a subscription", async ({ azure, client, tokenFor }) => {
  const owner = azure.tenants.find(({ displayName }) => displayName === "Litware, Inc.");
  const list = await client.arm(
    await tokenFor(owner?.tenantId ?? ""),
    "GET",
    "/subscriptions?api-version=2022-12-01",
  );
  const [subscription] = rowsOf(list.json, "value");
  const foreign = await tokenFor(tenantWith(azure, "normal"));
  const reply = await client.arm(foreign, "GET", `${String(subscription?.["id"])}?api-version=2022-12-01`);

  expect(refusal(reply)).toEqual([401, "InvalidAuthenticationTokenTenant", true]);
});

test("a token for one cloud is refused by another", async ({ client, tokenFor }) => {
  const reply = await client.send("https://management.chinacloudapi.cn/tenants?api-version=2022-12-01", {
    headers: { authorization: `Bearer ${await tokenFor("organizations")}` },
  });
  expect(refusal(reply)).toEqual([401, "InvalidAuthenticationTokenAudience", true]);
});
