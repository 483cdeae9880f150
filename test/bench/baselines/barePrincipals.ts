import { azureIdentity } from "./azureIdentity.ts";
import type { BenchExtension } from "./extensionVsix.ts";

/** The command of the bare extension that checks every tenant of every principal. */
export const barePrincipalsCommand = "barePrincipals.run";

/** The environment variable with the JSON file that names the principals (`clientId`, `tenantIds`) and their token file. */
export const principalsVariable = "PAL_BENCH_PRINCIPALS";

/**
 * An extension that does with `@azure/identity` what a check of service principals needs, as short as that can be written:
 * the list of tenants of each, then a token and the link of each tenant, of which as many overlap as with us. It shows nothing and
 * keeps nothing. Each tenant has a credential of its own, which is quicker than one for all.
 */
export async function barePrincipals(): Promise<BenchExtension> {
  return {
    name: "bare-principals",
    files: { "identity.js": await azureIdentity() },
    code: `const vscode = require("vscode");
const { readFile } = require("node:fs/promises");
const arm = "https://management.azure.com";
const scope = "https://management.core.windows.net/.default";
const partners = arm + "/providers/Microsoft.ManagementPartner/partners?api-version=2018-02-01";
const atOnce = 8;

const get = async (token, url, ...expected) => {
  const response = await fetch(url, { headers: { authorization: "Bearer " + token } });
  const text = await response.text();
  if (!expected.includes(response.status)) throw new Error(url + " answered " + response.status + ": " + text);
  return text;
};
const eachOf = async (items, work) => {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

const run = async () => {
  const { ClientAssertionCredential } = require("./identity.js");
  const { principals, tokenFile } = JSON.parse(await readFile(process.env.${principalsVariable}, "utf8"));
  const assertion = () => readFile(tokenFile, "utf8");
  const tokenFor = async (clientId, tenantId) => {
    const options = { disableInstanceDiscovery: true };
    const { token } = await new ClientAssertionCredential(tenantId, clientId, assertion, options).getToken(scope);
    return token;
  };
  const tenants = [];
  await eachOf(principals, async ({ clientId, tenantIds: [home, ...others] }) => {
    const token = await tokenFor(clientId, home);
    await get(token, arm + "/tenants?api-version=2022-12-01", 200);
    tenants.push({ token }, ...others.map((tenantId) => ({ clientId, tenantId })));
  });
  await eachOf(tenants, async ({ token, clientId, tenantId }) => {
    await get(token ?? (await tokenFor(clientId, tenantId)), partners, 200, 404);
  });
};

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand("${barePrincipalsCommand}", run));
};`,
    activationEvents: ["onStartupFinished"],
  };
}
