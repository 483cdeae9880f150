import type { BenchExtension } from "./extensionVsix.ts";

/** The command of the bare extension that checks every tenant. */
export const bareSweepCommand = "bareSweep.run";

/**
 * An extension that lists the tenants of the only account and reads the link of each, as short as that can be written: the
 * same `getSession` calls one after another and the same requests, of which as many overlap as with us. It shows nothing
 * and keeps nothing.
 */
export function bareSweep(): BenchExtension {
  return {
    name: "bare-sweep",
    code: `const vscode = require("vscode");
const arm = "https://management.azure.com";
const audience = "https://management.core.windows.net";
const partners = arm + "/providers/Microsoft.ManagementPartner/partners?api-version=2018-02-01";
const readsAtOnce = 8;

const tokenFor = async (account, tenantId) => {
  const scopes = [audience + "/.default", "VSCODE_TENANT:" + tenantId];
  const session = await vscode.authentication.getSession("microsoft", scopes, { silent: true, account });
  return session?.accessToken;
};
const get = async (token, url, ...expected) => {
  const response = await fetch(url, { headers: { authorization: "Bearer " + token } });
  const text = await response.text();
  if (!expected.includes(response.status)) throw new Error(url + " answered " + response.status + ": " + text);
  return text;
};

const run = async () => {
  const [account] = await vscode.authentication.getAccounts("microsoft");
  const home = account.id.split(".")[1];
  const homeToken = await tokenFor(account, home);
  const tenants = [];
  for (let page = arm + "/tenants?api-version=2022-12-01"; page; ) {
    const { value, nextLink } = JSON.parse(await get(homeToken, page, 200));
    tenants.push(...value);
    page = nextLink;
  }
  const reads = new Set();
  for (const { tenantId, tenantCategory } of tenants) {
    if (tenantCategory !== "Home") continue; // reached through Lighthouse: we do not check it either
    while (reads.size >= readsAtOnce) await Promise.race(reads);
    const token = tenantId === home ? homeToken : await tokenFor(account, tenantId);
    if (!token) continue;
    const read = get(token, partners, 200, 400, 401, 403, 404)
      .then(() => reads.delete(read));
    reads.add(read);
  }
  await Promise.all(reads);
};

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand("${bareSweepCommand}", run));
};`,
    activationEvents: ["onStartupFinished"],
  };
}
