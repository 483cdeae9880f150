import { expect } from "vitest";
import { clouds } from "../../src/model/cloud.ts";
import { readTokenClaims } from "../../src/identity/tokenClaims.ts";
import { azRest } from "../../src/recipes/azRest.ts";
import { azureCli } from "../../src/recipes/azureCli.ts";
import { curl } from "../../src/recipes/curl.ts";
import { pipelineText } from "../../src/recipes/pipelineText.ts";
import { recipeChange, type RecipeChange, type RecipeIdentity } from "../../src/recipes/recipeChange.ts";
import type { ControlClient } from "../azure/controlClient.ts";
import { type AzureCli, openAzureCli, provideAzureCli } from "./azureCli.ts";
import { type BashResult, runBash } from "./bashText.ts";
import { test as base, tenantWith } from "./contractTest.ts";

const missing = await provideAzureCli();
if (missing !== undefined) {
  console.warn(`Left out: texts for the Azure CLI that are run for real, because ${missing}.`);
}

const hostileName = "'\"; az rest --method delete $(false) `false`\nexit 1 # '@ \u202e\0";

/** A change in a tenant as a recipe is written for it. */
function change(
  tenantId: string,
  from: string | null,
  wanted: string | null,
  identity: RecipeIdentity = { kind: "user" },
): RecipeChange {
  const names = { tenantName: hostileName, accountLabel: hostileName };
  const made = recipeChange({ tenantId, from, wanted, ...names }, identity, clouds.public);
  if (!made) {
    throw new Error("no change");
  }
  return made;
}

/** The requests about links since they were last forgotten: `PUT 4567890`. */
async function linkRequests(control: ControlClient): Promise<string[]> {
  const calls = (await control.requests()).filter(({ path }) => path.includes("ManagementPartner"));
  return calls.map(({ method, path }) => `${method} ${path.split("/partners")[1]?.slice(1) ?? ""}`.trim());
}

/** A principal of a tenant of its own that is signed in to an Azure CLI of its own. */
const test = base.extend("principal", { scope: "file" }, async ({ azure }, { onCleanup }) => {
  const [found] = azure.servicePrincipals;
  if (!found || missing !== undefined) {
    return undefined;
  }
  const { tenantId, clientId, clientSecret: secret } = found;
  const cli = await openAzureCli(azure);
  onCleanup(() => cli.close());
  await cli.logIn({ tenantId, clientId, secret });
  return { tenantId, cli, identity: { kind: "servicePrincipal", clientId } as const };
});

interface Principal {
  readonly tenantId: string;
  readonly cli: AzureCli;
  readonly identity: RecipeIdentity;
}

function there(principal: Principal | undefined): Principal {
  if (!principal) {
    throw new Error("no principal is signed in");
  }
  return principal;
}

/** Runs a text in the Azure CLI's environment; gives how it ended, and the requests about links. */
async function run(
  { cli }: Principal,
  control: ControlClient,
  text: string,
): Promise<BashResult & { requests: string[] }> {
  await control.forgetRequests();
  const result = await runBash(text, cli.env);
  return { ...result, requests: await linkRequests(control) };
}

test("the text for the Azure CLI reads first, then creates, updates, removes, or leaves all as it is", async ({
  principal: given,
  control,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const principal = there(given);
  const text = (from: string | null, wanted: string | null): string =>
    azureCli(change(principal.tenantId, from, wanted, principal.identity));

  const linked = await run(principal, control, text(null, "4567890"));
  const again = await run(principal, control, text(null, "4567890"));
  const updated = await run(principal, control, text("4567890", "5012345"));
  const otherLeft = await run(principal, control, text("4567890", null));
  const removed = await run(principal, control, text("5012345", null));
  const gone = await run(principal, control, text("5012345", null));

  expect(linked).toMatchObject({ code: 0, requests: ["GET", "PUT 4567890", "GET"] });
  expect(linked.stdout).toContain("Partner ID 4567890 is linked in tenant");
  expect(again).toMatchObject({ code: 0, requests: ["GET"] });
  expect(again.stdout).toContain("nothing to do");
  expect(updated).toMatchObject({ code: 0, requests: ["GET", "PATCH 5012345", "GET"] });
  expect(updated.stdout).toContain("Before: 4567890");
  expect(otherLeft).toMatchObject({ code: 1, requests: ["GET"] });
  expect(otherLeft.stderr).toContain("is linked to 5012345, not to 4567890: nothing was removed");
  expect(removed).toMatchObject({ code: 0, requests: ["GET", "DELETE 5012345", "GET"] });
  expect(gone).toMatchObject({ code: 0, requests: ["GET"] });
}, 240_000);

test("the text for the Azure CLI takes no other error for 'not linked', and tells when another ID was stored", async ({
  principal: given,
  azure,
  control,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const principal = there(given);
  const text = azureCli(change(principal.tenantId, null, "5012345", principal.identity));
  const read = { path: "/providers/Microsoft.ManagementPartner", method: "GET" };

  await control.addFault({
    ...read,
    status: 404,
    body: "nested",
    code: "InvalidResourceType",
    message: "No.",
  });
  const notOffered = await run(principal, control, text);
  await control.addFault({ ...read, status: 403, body: "nested", code: "Forbidden", message: "No." });
  const forbidden = await run(principal, control, text);
  await control.addFault({ path: read.path, method: "PATCH", otherPartnerId: "6001002" });
  await control.addFault({ path: read.path, method: "PUT", otherPartnerId: "6001002" });
  const stored = await run(principal, control, text);
  await control.clearFaults();
  const elsewhere = azure.tenants.find(({ tenantId }) => tenantId !== principal.tenantId)?.tenantId ?? "";
  const wrongTenant = await run(
    principal,
    control,
    azureCli(change(elsewhere, null, "5012345", principal.identity)),
  );

  expect(notOffered).toMatchObject({ code: 1, requests: ["GET"] });
  expect(notOffered.stderr).toContain("InvalidResourceType");
  expect(forbidden).toMatchObject({ code: 1, requests: ["GET"] });
  expect(stored.code).toBe(1);
  expect(stored.stderr).toContain("shows 6001002 instead of 5012345");
  expect(wrongTenant.code).not.toBe(0);
  expect(wrongTenant.requests).toEqual([]);
}, 240_000);

test("what a pipeline runs reads first, and refuses to link a principal of another tenant", async ({
  principal: given,
  azure,
  control,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const principal = there(given);
  const elsewhere = azure.tenants.find(({ tenantId }) => tenantId !== principal.tenantId)?.tenantId ?? "";
  const linked = await run(
    principal,
    control,
    pipelineText(change(principal.tenantId, null, "4567890", principal.identity)),
  );
  const refused = await run(
    principal,
    control,
    pipelineText(change(elsewhere, null, "4567890", principal.identity)),
  );

  expect(linked.code).toBe(0);
  expect(linked.requests[0]).toBe("GET");
  expect(refused).toMatchObject({ code: 1, requests: [] });
  expect(refused.stderr).toContain("nothing was changed");
}, 120_000);

test("the bare requests read, write what was planned, and read again", async ({
  principal: given,
  control,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const principal = there(given);
  await control.clearLinks();
  const { tenantId, identity } = principal;
  const text = (from: string | null, wanted: string | null): string =>
    azRest(change(tenantId, from, wanted, identity));
  const created = await run(principal, control, text(null, "4567890"));
  const refused = await run(principal, control, text(null, "5012345"));
  const updated = await run(principal, control, text("4567890", "5012345"));
  const removed = await run(principal, control, text("5012345", null));

  expect(created).toMatchObject({ code: 0, requests: ["GET", "PUT 4567890", "GET"] });
  expect(created.stdout).toContain(tenantId);
  expect(refused).toMatchObject({ requests: ["GET", "PUT 5012345"] });
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain("Conflict");
  expect(refused.stdout).not.toContain("is linked in tenant");
  expect(updated).toMatchObject({ code: 0, requests: ["GET", "PATCH 5012345", "GET"] });
  expect(removed).toMatchObject({ code: 0, requests: ["GET", "DELETE 5012345", "GET"] });
}, 120_000);

test("the text for curl does the same with a token of the tenant, and nothing with another", async ({
  azure,
  control,
  tokenFor,
}) => {
  const tenantId = tenantWith(azure, "normal", false);
  const env = { ...process.env, HTTPS_PROXY: azure.proxy, CURL_CA_BUNDLE: azure.caFile };
  const curlWith = async (token: string, from: string | null, wanted: string | null) => {
    await control.forgetRequests();
    const text = curl(change(tenantId, from, wanted, { kind: "user", objectId }));
    const result = await runBash(text, { ...env, AZURE_ACCESS_TOKEN: token });
    return { ...result, requests: await linkRequests(control) };
  };
  const token = await tokenFor(tenantId);
  const { objectId = "" } = readTokenClaims(token);
  const path = "/providers/Microsoft.ManagementPartner";

  const linked = await curlWith(token, null, "4567890");
  const again = await curlWith(token, null, "4567890");
  const updated = await curlWith(token, "4567890", "5012345");
  const removed = await curlWith(token, "5012345", null);
  await control.addFault({ path, status: 404, body: "nested", code: "InvalidResourceType", message: "No." });
  const notOffered = await curlWith(token, null, "4567890");
  await control.addFault({ path, status: 200, body: "html" });
  const html = await curlWith(token, null, "4567890");
  await control.addFault({ path, reset: true });
  const cut = await curlWith(token, null, "4567890");
  const wrongTenant = await curlWith(await tokenFor("organizations"), null, "4567890");
  const noToken = await curlWith("", null, "4567890");
  const noSuchToken = await curlWith('x"\nurl = "https://example.com', null, "4567890");

  expect(linked).toMatchObject({ code: 0, requests: ["GET", "PUT 4567890", "GET"] });
  expect(again).toMatchObject({ code: 0, requests: ["GET"] });
  expect(updated).toMatchObject({ code: 0, requests: ["GET", "PATCH 5012345", "GET"] });
  expect(removed).toMatchObject({ code: 0, requests: ["GET", "DELETE 5012345", "GET"] });
  expect(notOffered).toMatchObject({ code: 1, requests: ["GET"] });
  expect(notOffered.stderr).toContain("InvalidResourceType");
  expect(html).toMatchObject({ code: 1, requests: ["GET"] });
  expect(cut).toMatchObject({ code: 1, requests: ["GET"] });
  expect(wrongTenant).toMatchObject({ code: 1, requests: [] });
  expect(wrongTenant.stderr).toContain("nothing was changed");
  expect(noToken).toMatchObject({ requests: [] });
  expect(noToken.code).not.toBe(0);
  expect(noSuchToken).toMatchObject({ code: 1, requests: [] });
  expect(await control.refused()).toEqual([]);
}, 120_000);
