import { expect } from "vitest";
import { alice, armScope, partnerPath, tenantWith, test } from "./contractTest.ts";

const client_id = "aebc6443-996d-45c2-90f0-388ff96faa56";

/** What a token answer refuses with: error, AADSTS number, suberror, whether it brings claims. */
function refusalOf(body: Record<string, unknown> | undefined): unknown[] {
  return [
    body?.["error"],
    (body?.["error_codes"] as number[] | undefined)?.[0],
    body?.["suberror"],
    typeof body?.["claims"],
  ];
}

test("a refresh token is redeemed in every tenant as its policy allows", async ({
  azure,
  client,
  control,
}) => {
  const { body } = await control.signIn({ username: alice, tenantId: "organizations", scope: armScope });
  const redeem = (tenant: string) =>
    client.post(`${tenant}/oauth2/v2.0/token`, {
      grant_type: "refresh_token",
      refresh_token: String(body["refresh_token"]),
      client_id,
      scope: `${armScope} openid offline_access`,
    });
  const outcomes: Record<string, unknown> = {};
  for (const policy of new Set(azure.tenants.map((tenant) => tenant.policy))) {
    const reply = await redeem(tenantWith(azure, policy));
    outcomes[policy] = reply.status === 200 ? Object.keys(reply.json ?? {}).length : refusalOf(reply.json);
  }

  expect(outcomes).toEqual({
    normal: 8,
    mfaOnWrites: 8,
    mfaToSignIn: ["interaction_required", 50076, "basic_action", "string"],
    blockedByConditionalAccess: ["invalid_grant", 53003, "message_only", "string"],
    consentMissing: ["invalid_grant", 65001, "consent_required", "undefined"],
    noAccount: ["invalid_grant", 50020, undefined, "undefined"],
    deleted: ["invalid_request", 90002, undefined, "undefined"],
  });
  const elsewhere = await redeem("00000000-1111-4222-8333-444444444444");
  expect(refusalOf(elsewhere.json)[1]).toBe(90002);
});

test("refusals name trace and correlation", async ({ client }) => {
  const reply = await client.send("https://login.microsoftonline.com/organizations/oauth2/v2.0/token", {
    method: "POST",
    headers: { "client-request-id": "correlation-1" },
    body: "grant_type=refresh_token&refresh_token=unknown&client_id=x",
  });
  expect(reply.headers.get("client-request-id")).toBe("correlation-1");
  expect(reply.json).toMatchObject({
    correlation_id: "correlation-1",
    trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    error_codes: [700082],
    error_description: expect.stringMatching(/^AADSTS700082: .*Correlation ID: correlation-1 /),
  });
});

test("a revoked sign-in ends its refresh tokens", async ({ client, control }) => {
  const { body } = await control.signIn({
    username: "bob@contoso.example",
    tenantId: "organizations",
    scope: armScope,
  });
  await control.revoke("bob@contoso.example");
  const reply = await client.post("organizations/oauth2/v2.0/token", {
    grant_type: "refresh_token",
    refresh_token: String(body["refresh_token"]),
    client_id,
    scope: armScope,
  });
  expect(refusalOf(reply.json).slice(0, 2)).toEqual(["invalid_grant", 50173]);
});

test("MFA on writes: reading is free, a write is challenged, a token got with the claims passes", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const tenantId = tenantWith(azure, "mfaOnWrites", false);
  const token = await tokenFor(tenantId);
  const read = await client.arm(token, "GET", partnerPath("4567890"));
  const refused = await client.arm(token, "PUT", partnerPath("4567890"));
  const challenge = refused.headers.get("www-authenticate") ?? "";
  const claims = Buffer.from(/claims="([^"]+)"/.exec(challenge)?.[1] ?? "", "base64").toString();

  expect([read.status, refused.status]).toEqual([404, 401]);
  expect(challenge).toContain('error="insufficient_claims"');
  expect(JSON.parse(claims)).toEqual({ access_token: { acrs: { essential: true, values: ["p1"] } } });

  const request = { username: alice, tenantId, scope: armScope, claims };
  const withoutMfa = await control.signIn(request);
  const withMfa = await control.signIn({ ...request, mfa: true });
  const retried = await client.arm(String(withMfa.body["access_token"]), "PUT", partnerPath("4567890"));

  expect(refusalOf(withoutMfa.body).slice(0, 2)).toEqual(["interaction_required", 50076]);
  expect([withMfa.status, retried.status]).toEqual([200, 200]);
});

test.for([
  ["mfaOnWrites403", true],
  ["mfaOnWrites403NoHeader", false],
] as const)(
  "MFA on writes can be asked for by 403, too: %s",
  async ([policy, hasHeader], { azure, client, control, tokenFor }) => {
    const tenantId = tenantWith(azure, "normal", false);
    await control.setPolicy(tenantId, policy);
    const token = await tokenFor(tenantId);
    const read = await client.arm(token, "GET", partnerPath("4567890"));
    const refused = await client.arm(token, "PUT", partnerPath("4567890"));
    const claims = '{"access_token":{"acrs":{"essential":true,"values":["p1"]}}}';
    const { body } = await control.signIn({ username: alice, tenantId, scope: armScope, claims, mfa: true });
    const done = await client.arm(String(body["access_token"]), "PUT", partnerPath("4567890"));
    await control.restore();

    expect([read.status, refused.status, done.status]).toEqual([404, 403, 200]);
    expect(refused.headers.get("www-authenticate")?.includes("claims=") ?? false).toBe(hasHeader);
    expect(refused.json).toMatchObject({
      error: {
        code: "RequestDisallowedByPolicy",
        message: expect.stringContaining("Users must authenticate with multi-factor authentication"),
      },
    });
  },
);

test("an MFA passed at sign-in lets that tenant's later silent tokens pass, too", async ({
  azure,
  client,
  control,
}) => {
  const tenantId = tenantWith(azure, "mfaToSignIn");
  const { body } = await control.signIn({ username: alice, tenantId, scope: armScope, mfa: true });
  const reply = await client.post(`${tenantId}/oauth2/v2.0/token`, {
    grant_type: "refresh_token",
    refresh_token: String(body["refresh_token"]),
    client_id,
    scope: armScope,
  });
  expect(reply.status).toBe(200);
});

test("a policy can change while the server runs", async ({ azure, control }) => {
  const tenantId = tenantWith(azure, "normal");
  await control.setPolicy(tenantId, "blockedByConditionalAccess");
  const blocked = await control.signIn({ username: alice, tenantId, scope: armScope });
  await control.setPolicy(tenantId, "normal");
  const open = await control.signIn({ username: alice, tenantId, scope: armScope });

  expect([blocked.status, open.status]).toEqual([400, 200]);
});
