import {
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from "@azure/msal-node";
import { expect } from "vitest";
import { makeClientCertificate } from "./clientCertificate.ts";
import { alice, armScope, partnersPath, tenantWith, test } from "./contractTest.ts";
import { msalNetwork } from "./msalNetwork.ts";

const authorityOf = (tenant: string): string => `https://login.microsoftonline.com/${tenant}`;
const scopes = [armScope];

function publicClient(client: Parameters<typeof msalNetwork>[0]): PublicClientApplication {
  return new PublicClientApplication({
    auth: { clientId: "aebc6443-996d-45c2-90f0-388ff96faa56", authority: authorityOf("organizations") },
    system: { networkClient: msalNetwork(client) },
  });
}

test("MSAL signs a person in by code and PKCE, then gets silent tokens of other tenants", async ({
  azure,
  client,
}) => {
  const app = publicClient(client);
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const redirectUri = "http://localhost:4711/";
  const url = await app.getAuthCodeUrl({
    scopes,
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: "S256",
  });
  const login = await client.post("organizations/login", {
    ...Object.fromEntries(new URL(url).searchParams),
    username: alice,
  });
  const returned =
    /name="code" value="([^"]+)"/.exec(login.text)?.[1] ?? codeIn(login.headers.get("location"));
  const signedIn = await app.acquireTokenByCode({
    scopes,
    redirectUri,
    code: returned,
    codeVerifier: verifier,
  });
  const { account } = signedIn;
  if (!account) {
    throw new Error("no account");
  }
  const guestTenant = tenantWith(azure, "normal");
  const silent = await app.acquireTokenSilent({
    scopes,
    // MSAL looks its cache up by this tenant, whatever the authority.
    account: { ...account, tenantId: guestTenant },
    authority: authorityOf(guestTenant),
  });
  const [home] = azure.accounts;

  expect(account.homeAccountId).toBe(`${home?.objectId}.${home?.homeTenantId}`);
  expect([signedIn.tenantId, silent.tenantId]).toEqual([home?.homeTenantId, guestTenant]);
  expect((await client.arm(silent.accessToken, "GET", `${partnersPath}?api-version=2018-02-01`)).status).toBe(
    200,
  );
  const mfaTenant = tenantWith(azure, "mfaToSignIn");
  await expect(
    app.acquireTokenSilent({
      scopes,
      account: { ...account, tenantId: mfaTenant },
      authority: authorityOf(mfaTenant),
    }),
  ).rejects.toBeInstanceOf(InteractionRequiredAuthError);
});

test("MSAL signs a person in by device code", async ({ azure, client }) => {
  const result = await publicClient(client).acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ userCode, verificationUri }) => {
      const path = new URL(verificationUri).pathname.slice(1);
      void client.post(path, { user_code: userCode, username: alice });
    },
  });
  expect(result?.tenantId).toBe(azure.accounts[0]?.homeTenantId);
});

test("MSAL hears that a person declined the device code", async ({ client }) => {
  const declined = publicClient(client).acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ userCode, verificationUri }) => {
      void client.post(new URL(verificationUri).pathname.slice(1), { user_code: userCode, cancel: "yes" });
    },
  });
  await expect(declined).rejects.toThrow("authorization_declined");
});

test("MSAL signs an application in by secret, and hears which code a wrong one has", async ({
  azure,
  client,
}) => {
  const principal = azure.servicePrincipals[3];
  const app = (clientSecret: string): ConfidentialClientApplication =>
    new ConfidentialClientApplication({
      auth: {
        clientId: principal?.clientId ?? "",
        clientSecret,
        authority: authorityOf(principal?.tenantId ?? ""),
      },
      system: { networkClient: msalNetwork(client) },
    });
  const result = await app(principal?.clientSecret ?? "").acquireTokenByClientCredential({ scopes });
  const linked = await client.arm(
    result?.accessToken ?? "",
    "PUT",
    `${partnersPath}/4567890?api-version=2018-02-01`,
  );

  expect(linked.json?.["properties"]).toMatchObject({ objectId: principal?.objectId });
  await expect(app("wrong").acquireTokenByClientCredential({ scopes })).rejects.toThrow(/AADSTS7000215/);
});

test("MSAL signs an application in by certificate, once it is registered", async ({
  azure,
  client,
  control,
}) => {
  const principal = azure.servicePrincipals[4];
  const { certificate, privateKey, thumbprintSha256 } = await makeClientCertificate();
  const signIn = (): Promise<unknown> =>
    new ConfidentialClientApplication({
      auth: {
        clientId: principal?.clientId ?? "",
        clientCertificate: { privateKey, thumbprintSha256 },
        authority: authorityOf(principal?.tenantId ?? ""),
      },
      system: { networkClient: msalNetwork(client) },
    }).acquireTokenByClientCredential({ scopes });

  await expect(signIn()).rejects.toThrow(/AADSTS700027/);
  await control.setCredentials(principal?.clientId ?? "", { certificate });
  await expect(signIn()).resolves.toMatchObject({ tokenType: "Bearer" });
});

function codeIn(location: string | null): string {
  return new URL(location ?? "about:blank").searchParams.get("code") ?? "";
}
