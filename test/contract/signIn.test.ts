import { createHash, randomBytes } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import type { JSONWebKeySet } from "jose";
import { expect } from "vitest";
import { alice, armScope, tenantWith, test } from "./contractTest.ts";
import type { HttpClient, Reply } from "./httpClient.ts";

const verifier = randomBytes(32).toString("base64url");
const request = {
  client_id: "aebc6443-996d-45c2-90f0-388ff96faa56",
  response_type: "code",
  redirect_uri: "http://localhost:4711/",
  scope: `${armScope} openid profile offline_access`,
  state: "state-1",
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
};

/** What a person does on the pages: chooses an account and answers what comes. */
async function answerPage(
  client: HttpClient,
  tenant: string,
  answers: Record<string, string>,
): Promise<Reply> {
  return client.post(`${tenant}/login`, { ...request, ...answers });
}

function returned(reply: Reply): URLSearchParams {
  return new URL(reply.headers.get("location") ?? "about:blank").searchParams;
}

async function redeem(client: HttpClient, code: string, change: Record<string, string> = {}): Promise<Reply> {
  return client.post("organizations/oauth2/v2.0/token", {
    grant_type: "authorization_code",
    client_id: request.client_id,
    redirect_uri: request.redirect_uri,
    scope: request.scope,
    code_verifier: verifier,
    code,
    ...change,
  });
}

async function newCode(client: HttpClient): Promise<string> {
  return returned(await answerPage(client, "organizations", { username: alice })).get("code") ?? "";
}

test("the account page offers every account, and a person can decline", async ({ azure, client }) => {
  const query = new URLSearchParams(request);
  const page = await client.send(
    `https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?${query}`,
  );
  const declined = await answerPage(client, "organizations", { cancel: "yes" });

  expect(page.headers.get("content-type")).toContain("text/html");
  expect(azure.accounts.every(({ username }) => page.text.includes(`>${username}</button>`))).toBe(true);
  expect(Object.fromEntries(returned(declined))).toMatchObject({
    error: "access_denied",
    error_description: expect.stringContaining("AADSTS65004"),
    state: "state-1",
  });
});

test("a code is redeemed once, by who asked for it", async ({ client }) => {
  const code = await newCode(client);
  const stolen = await redeem(client, code, { code_verifier: "another" });
  const elsewhere = await redeem(client, code, { redirect_uri: "http://localhost:1/" });
  const redeemed = await redeem(client, code);
  const again = await redeem(client, code);

  expect(
    [stolen, elsewhere, redeemed, again].map(({ status, json }) => [status, json?.["error_codes"]]),
  ).toEqual([
    [400, [501481]],
    [400, [500112]],
    [200, undefined],
    [400, [54005]],
  ]);
});

test("an address that no client registered gets no code", async ({ client }) => {
  const reply = await answerPage(client, "organizations", {
    username: alice,
    redirect_uri: "https://evil.example/",
  });
  expect([reply.headers.get("location"), reply.text.includes("AADSTS50011")]).toEqual([null, true]);
});

test("pages ask for MFA and for consent where the policy wants them", async ({ azure, client }) => {
  const mfa = tenantWith(azure, "mfaToSignIn");
  const consent = tenantWith(azure, "consentMissing");
  const mfaPage = await answerPage(client, mfa, { username: alice });
  const approved = await answerPage(client, mfa, { username: alice, mfa: "yes" });
  const consentPage = await answerPage(client, consent, { username: alice });
  const accepted = await answerPage(client, consent, { username: alice, consent: "yes" });

  expect([mfaPage.text, consentPage.text].map((text) => /<button[^>]*>(\w+)</.exec(text)?.[1])).toEqual([
    "Approve",
    "Accept",
  ]);
  expect([approved, accepted].map((reply) => returned(reply).has("code"))).toEqual([true, true]);
});

test("pages show what cannot be resolved, with a way back to the application", async ({ azure, client }) => {
  const tenant = tenantWith(azure, "blockedByConditionalAccess");
  const page = await answerPage(client, tenant, { username: alice });
  const back = await answerPage(client, tenant, { username: alice, return: "yes" });

  expect(page.text).toContain("AADSTS53003");
  expect(returned(back).get("error_description")).toContain("AADSTS53003");
});

test("the state that VS Code does not escape is glued together again, and vscode.dev sends it on", async ({
  client,
}) => {
  const callback = "http://localhost:4711/callback?vscode-reqid=1";
  const reply = await answerPage(client, "organizations", {
    username: alice,
    redirect_uri: "https://vscode.dev/redirect",
    state: callback,
    "vscode-scheme": "code-oss",
    "vscode-authority": "vscode.microsoft-authentication",
  });
  const forwarded = await client.send(reply.headers.get("location") ?? "");
  const target = new URL(forwarded.headers.get("location") ?? "about:blank");

  expect(returned(reply).get("state")).toBe(
    `${callback}&vscode-scheme=code-oss&vscode-authority=vscode.microsoft-authentication`,
  );
  expect([target.origin, target.pathname, target.searchParams.get("vscode-scheme")]).toEqual([
    "http://localhost:4711",
    "/callback",
    "code-oss",
  ]);
  expect(target.searchParams.get("code")).toBeTruthy();
});

test("discovery names the endpoints, and knows no deleted tenant", async ({ azure, client }) => {
  const [known, deleted] = await Promise.all(
    ["contoso.example", tenantWith(azure, "deleted")].map((tenant) =>
      client.send(`https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`),
    ),
  );

  expect(known?.json?.["token_endpoint"]).toBe(
    `https://login.microsoftonline.com/${azure.accounts[0]?.homeTenantId}/oauth2/v2.0/token`,
  );
  expect([deleted?.status, deleted?.json?.["error"], deleted?.json?.["error_codes"]]).toEqual([
    400,
    "invalid_tenant",
    [90002],
  ]);
});

test("the published keys verify ID tokens", async ({ azure, client, control }) => {
  const { body } = await control.signIn({ username: alice, tenantId: "organizations", scope: armScope });
  const keys = await client.send("https://login.microsoftonline.com/common/discovery/v2.0/keys");
  const keySet = createLocalJWKSet(keys.json as unknown as JSONWebKeySet);
  const { payload } = await jwtVerify(String(body["id_token"]), keySet, { audience: request.client_id });
  const [home] = azure.accounts;

  expect(payload).toMatchObject({ oid: home?.objectId, tid: home?.homeTenantId, preferred_username: alice });
});
