import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { expect } from "vitest";
import { armScope, test } from "./contractTest.ts";

const issuer = "https://token.actions.example";
const subject = "repo:contoso/deploy:ref:refs/heads/main";
const audience = "api://AzureADTokenExchange";

test("a federated assertion signs an application in, when issuer, subject, audience, time and key are right", async ({
  azure,
  client,
  control,
}) => {
  const principal = azure.servicePrincipals[5];
  const clientId = principal?.clientId ?? "";
  const [trusted, stranger] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  await control.setCredentials(clientId, {
    federation: { issuer, subject, publicKey: await exportSPKI(trusted.publicKey) },
  });
  const now = Math.floor(Date.now() / 1000);
  const code = async (change: JWTPayload, key = trusted.privateKey): Promise<unknown> => {
    const claims = { iss: issuer, sub: subject, aud: audience, exp: now + 60, ...change };
    const assertion = await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(key);
    const { json } = await client.post(`${principal?.tenantId}/oauth2/v2.0/token`, {
      grant_type: "client_credentials",
      client_id: clientId,
      scope: armScope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    });
    return json?.["token_type"] ?? json?.["error_codes"];
  };

  expect(await code({})).toBe("Bearer");
  expect(await code({ sub: "repo:contoso/other" })).toEqual([700213]);
  expect(await code({ aud: "api://another" })).toEqual([700023]);
  expect(await code({ exp: now - 3600 })).toEqual([700024]);
  expect(await code({}, stranger.privateKey)).toEqual([700027]);
});

test("an application is known in its own tenant only", async ({ azure, client }) => {
  const [one, other] = azure.servicePrincipals;
  const { status, json } = await client.post(`${other?.tenantId}/oauth2/v2.0/token`, {
    grant_type: "client_credentials",
    client_id: one?.clientId ?? "",
    client_secret: one?.clientSecret ?? "",
    scope: armScope,
  });
  expect([status, json?.["error"], json?.["error_codes"]]).toEqual([400, "unauthorized_client", [700016]]);
});
