import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { readTokenClaims } from "../../src/identity/tokenClaims.ts";
import { clouds } from "../../src/model/cloud.ts";
import { azRest } from "../../src/recipes/azRest.ts";
import { azureCli } from "../../src/recipes/azureCli.ts";
import { curl } from "../../src/recipes/curl.ts";
import { identityVariable } from "../../src/recipes/meant.ts";
import { pipelineText } from "../../src/recipes/pipelineText.ts";
import { recipeChange, type RecipeChange, type RecipeIdentity } from "../../src/recipes/recipeChange.ts";
import type { ControlClient } from "../azure/controlClient.ts";
import { openAzureCli, provideAzureCli } from "./azureCli.ts";
import { type BashResult, runBash } from "./bashText.ts";
import { alice, armScope, test as base, tenantWith } from "./contractTest.ts";
import { signInAz } from "./signInAz.ts";

/** Each bash text as whom it is for, as somebody else, in another tenant, and twice. */

const missing = await provideAzureCli();
if (missing !== undefined) {
  console.warn(`Left out: who may run the texts for the Azure CLI, because ${missing}.`);
}

const partnerId = "4567890";
const bob = "bob@contoso.example";

function change(tenantId: string, identity: RecipeIdentity, from: string | null = null): RecipeChange {
  const wanted = from === null ? partnerId : null;
  const step = { tenantId, tenantName: "Tenant", accountLabel: "Somebody", from, wanted };
  const made = recipeChange(step, identity, clouds.public);
  if (!made) {
    throw new Error("no change");
  }
  return made;
}

interface Ran extends BashResult {
  /** The requests about links: `PUT 4567890`. */
  readonly requests: readonly string[];
  readonly last: string;
}

async function run(control: ControlClient, text: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  await control.forgetRequests();
  const result = await runBash(text, env);
  const calls = (await control.requests()).filter(({ path: at }) => at.includes("ManagementPartner"));
  const requests = calls.map(({ method, path: at }) =>
    `${method} ${at.split("/partners")[1]?.slice(1) ?? ""}`.trim(),
  );
  return { ...result, requests, last: result.stdout.trimEnd().split("\n").at(-1) ?? "" };
}

/** Nothing was asked about links, and it is an error that says whom it found. */
function expectRefused(ran: Ran, said: string): void {
  expect(ran).toMatchObject({ requests: [], stderr: expect.stringContaining(said) });
  expect(ran.stderr).toMatch(/nothing was changed\.|Nothing was changed\./);
  expect(ran.code).not.toBe(0);
}

/** An `az` that signs nobody in, before the real one: a text would wait for a person. */
// Vitest reads from this pattern which other fixtures this one needs.
// oxlint-disable-next-line no-empty-pattern
const test = base.extend("noLogin", { scope: "file" }, async ({}, { onCleanup }): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), "no-login-"));
  onCleanup(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "az");
  const rest = `PATH=\${PATH#*:} exec az "$@"`;
  await writeFile(file, `#!/bin/bash\n[ "$1" != login ] || exit 1\n${rest}\n`);
  await chmod(file, 0o755);
  return folder;
});

/** The environment of an Azure CLI in which somebody is signed in and nobody can sign in. */
function withoutLogin(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  return { ...env, PATH: `${folder}:${env["PATH"] ?? ""}` };
}

test("texts for the Azure CLI, and what a pipeline runs, work as the principal that is meant and as no other", async ({
  azure,
  control,
  noLogin,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const [right, other, third] = azure.servicePrincipals;
  if (!right || !other || !third) {
    throw new Error("too few principals");
  }
  const { tenantId } = right;
  await control.setCredentials(other.clientId, { alsoIn: [tenantId] });
  const [cli, otherCli] = [await openAzureCli(azure), await openAzureCli(azure)];
  try {
    await cli.logIn({ tenantId, clientId: right.clientId, secret: right.clientSecret });
    await otherCli.logIn({ tenantId, clientId: other.clientId, secret: other.clientSecret });
    const [env, otherEnv] = [cli.env, otherCli.env].map((one) => withoutLogin(one, noLogin));
    const identity = { kind: "servicePrincipal", clientId: right.clientId } as const;
    for (const [name, write] of Object.entries({ azureCli, azRest })) {
      await control.clearLinks();
      const asRight = await run(control, write(change(tenantId, identity)), env ?? {});
      const twice = await run(control, write(change(tenantId, identity)), env ?? {});
      const [asOther, elsewhere] = await Promise.all([
        run(control, write(change(tenantId, identity)), otherEnv ?? {}),
        run(control, write(change(third.tenantId, identity)), env ?? {}),
      ]);

      expect(asRight).toMatchObject({ code: 0, requests: ["GET", `PUT ${partnerId}`, "GET"] });
      expect(asRight.last).toContain(`as application ${right.clientId}`);
      if (name === "azRest") {
        expect(twice).toMatchObject({ requests: ["GET", `PUT ${partnerId}`] });
        expect(twice.code).not.toBe(0);
        expect(twice.stderr).toContain("Conflict");
      } else {
        expect(twice).toMatchObject({ code: 0, requests: ["GET"] });
        expect(twice.last).toContain(`as application ${right.clientId}`);
      }
      for (const refused of [asOther, elsewhere]) {
        expect(refused.requests).toEqual([]);
        expect(refused.code).not.toBe(0);
      }
      if (name !== "azureCli") {
        // Where nobody is to sign in, it says who is.
        expectRefused(asOther, other.clientId);
        expectRefused(elsewhere, tenantId);
      }
    }
    // A pipeline that says by a variable whom it is for, since the text was written for a person.
    const text = pipelineText(change(tenantId, { kind: "user" }, partnerId));
    const say = (id: string): NodeJS.ProcessEnv => ({ ...env, [identityVariable]: id });
    const [unsaid, wrong, asOther] = await Promise.all([
      run(control, text, env ?? {}),
      run(control, text, say("APPLICATION-ID-OF-THE-SERVICE-CONNECTION")),
      run(control, pipelineText(change(tenantId, identity)), otherEnv ?? {}),
    ]);
    const said = await run(control, text, say(right.clientId.toUpperCase()));
    expectRefused(unsaid, `export ${identityVariable}=${right.clientId} `);
    expectRefused(wrong, right.clientId);
    expectRefused(asOther, other.clientId);
    expect(said).toMatchObject({ code: 0, requests: ["GET", `DELETE ${partnerId}`, "GET"] });
    expect(said.last).toContain(`as application ${right.clientId}`);
  } finally {
    await Promise.all([cli.close(), otherCli.close()]);
    await control.restore();
  }
}, 400_000);

test("texts for the Azure CLI work as the person who is meant and as no other", async ({
  azure,
  client,
  control,
  noLogin,
  tokenFor,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const tenantId = tenantWith(azure, "normal", false);
  const elsewhereId = azure.servicePrincipals.find((one) => one.tenantId !== tenantId)?.tenantId ?? "";
  const { objectId = "" } = readTokenClaims(await tokenFor(tenantId));
  const { objectId: otherId = "" } = readTokenClaims(await tokenFor(tenantId, { username: bob }));
  const [cli, otherCli] = [await openAzureCli(azure), await openAzureCli(azure)];
  try {
    await signInAz(cli.env, client, { username: alice, tenantId });
    await signInAz(otherCli.env, client, { username: bob, tenantId });
    const env = withoutLogin(cli.env, noLogin);
    const otherEnv = withoutLogin(otherCli.env, noLogin);
    const identity = { kind: "user", objectId } as const;
    for (const [name, write] of Object.entries({ azureCli, azRest })) {
      await control.clearLinks();
      const asRight = await run(control, write(change(tenantId, identity)), env);
      const twice = await run(control, write(change(tenantId, identity)), env);
      const [asOther, elsewhere] = await Promise.all([
        run(control, write(change(tenantId, identity, partnerId)), otherEnv),
        run(control, write(change(elsewhereId, identity)), env),
      ]);

      expect(asRight).toMatchObject({ code: 0, requests: ["GET", `PUT ${partnerId}`, "GET"] });
      expect(asRight.last).toContain(`as user ${objectId}`);
      expect(twice.code === 0).toBe(name === "azureCli");
      expect(twice.requests).toEqual(name === "azureCli" ? ["GET"] : ["GET", `PUT ${partnerId}`]);
      for (const refused of [asOther, elsewhere]) {
        expect(refused.requests).toEqual([]);
        expect(refused.code).not.toBe(0);
      }
      if (name === "azRest") {
        expectRefused(asOther, otherId);
        expectRefused(elsewhere, tenantId);
        const unknown = write(change(tenantId, { kind: "user" }, partnerId));
        const unsaid = await run(control, unknown, env);
        expectRefused(unsaid, `export ${identityVariable}=${objectId} `);
        const wrong = await run(control, unknown, { ...otherEnv, [identityVariable]: objectId });
        expect(wrong.requests).toEqual([]);
        expect(wrong.code).not.toBe(0);
        const said = await run(control, unknown, { ...env, [identityVariable]: objectId });
        expect(said).toMatchObject({ code: 0, requests: ["GET", `DELETE ${partnerId}`, "GET"] });
      }
    }
  } finally {
    await Promise.all([cli.close(), otherCli.close()]);
    await control.restore();
  }
}, 400_000);

test("the text for curl works with a token of whom it is for, and with nobody else's", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const shared = tenantWith(azure, "normal", false);
  const right = azure.servicePrincipals.find((one) => one.tenantId === shared);
  const [other, third] = azure.servicePrincipals.filter((one) => one.tenantId !== shared);
  if (!right || !other || !third) {
    throw new Error("too few principals");
  }
  const { tenantId } = right;
  await control.setCredentials(other.clientId, { alsoIn: [tenantId] });
  const appToken = async (principal: typeof right): Promise<string> => {
    const { json } = await client.post(`${tenantId}/oauth2/v2.0/token`, {
      grant_type: "client_credentials",
      client_id: principal.clientId,
      client_secret: principal.clientSecret,
      scope: armScope,
    });
    return String(json?.["access_token"]);
  };
  const env = { ...process.env, HTTPS_PROXY: azure.proxy, CURL_CA_BUNDLE: azure.caFile };
  const runWith = (token: string, text: string, more: NodeJS.ProcessEnv = {}): Promise<Ran> =>
    run(control, text, { ...env, AZURE_ACCESS_TOKEN: token, ...more });
  const [rightToken, otherToken] = [await appToken(right), await appToken(other)];
  const person = await tokenFor(tenantId);
  const { objectId = "" } = readTokenClaims(person);
  const otherPerson = await tokenFor(tenantId, { username: bob });

  const principal = { kind: "servicePrincipal", clientId: right.clientId } as const;
  const user = { kind: "user", objectId } as const;
  await control.clearLinks();
  for (const [identity, token, name, strangers] of [
    [principal, rightToken, `application ${right.clientId}`, [otherToken, person]],
    [user, person, `user ${objectId}`, [otherPerson, rightToken]],
  ] as const) {
    const text = curl(change(tenantId, identity));
    const asRight = await runWith(token, text);
    const twice = await runWith(token, text);
    expect(asRight).toMatchObject({ code: 0, requests: ["GET", `PUT ${partnerId}`, "GET"] });
    expect(asRight.last).toContain(`as ${name}`);
    expect(twice).toMatchObject({ code: 0, requests: ["GET"] });
    expect(twice.last).toContain(`as ${name}`);
    for (const stranger of strangers) {
      for (const from of [null, partnerId]) {
        const refused = await runWith(stranger, curl(change(tenantId, identity, from)));
        expectRefused(refused, `Signed in as `);
      }
    }
    expectRefused(await runWith(token, curl(change(third.tenantId, identity))), tenantId);
  }
  // A managed identity, and a person whose object ID nobody knew: whoever runs it has to say whom it is for.
  for (const [identity, token, id] of [
    [{ kind: "managedIdentity" }, rightToken, right.clientId],
    [{ kind: "managedIdentity" }, rightToken, right.objectId],
    [{ kind: "user" }, person, objectId],
  ] as const) {
    const text = curl(change(tenantId, identity));
    expectRefused(await runWith(token, text), `export ${identityVariable}=`);
    expectRefused(await runWith(token, text, { [identityVariable]: third.clientId }), third.clientId);
    const wrongKind = identity.kind === "user" ? rightToken : person;
    expectRefused(await runWith(wrongKind, text), "which is no ");
    expect(await runWith(token, text, { [identityVariable]: id })).toMatchObject({
      code: 0,
      requests: ["GET"],
    });
  }
  await control.restore();
}, 120_000);
