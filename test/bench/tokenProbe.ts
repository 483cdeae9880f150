/** The environment variable with the JSON file that says what the probe has to do. */
export const tokenOrderVariable = "PAL_BENCH_TOKEN_ORDER";

/** What one extension host has to do, and where it writes what it found. */
export interface TokenOrder {
  readonly what: "add" | "ours" | "bare";
  /** The application, in its tenant. */
  readonly app: { readonly clientId: string; readonly tenantId: string; readonly clientSecret: string };
  /** The bundle with a bare `@azure/identity`. */
  readonly identityFile: string;
  readonly resultFile: string;
}

/** Milliseconds from asking for the token until it is there, and the processor time of the extension host meanwhile. */
export interface TokenMeasurement {
  readonly took: number;
  readonly cpu: number;
}

/**
 * The code of what VS Code runs in place of tests, once in each extension host: adds the application to our extension with
 * its secret kept, or gets its first token, from our extension or from a bare `@azure/identity`. Both have our extension started
 * beside them.
 */
export const tokenProbe = `const vscode = require("vscode");
const { readFileSync, writeFileSync } = require("node:fs");
exports.run = async () => {
  const order = JSON.parse(readFileSync(process.env.${tokenOrderVariable}, "utf8"));
  const { clientId, tenantId, clientSecret } = order.app;
  const app = await vscode.extensions.getExtension("palworks.partner-admin-link").activate();
  const { principals, source, lister, store } = await app.loadParts();
  if (order.what === "add") {
    const credential = { kind: "secret", secret: clientSecret };
    await principals.add({ cloud: "public", clientId, tenantIds: [tenantId], credential, keepSecret: true });
    writeFileSync(order.resultFile, "{}");
    return;
  }
  await lister.listIdentities();
  const identity = store.identities.map(({ identity }) => identity).find(({ accountId }) => accountId === clientId);
  const ours = async () => (await source.silentToken(identity, tenantId)).token;
  const bare = async () => {
    const { ClientSecretCredential } = require(order.identityFile);
    const options = { disableInstanceDiscovery: true };
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, options);
    return (await credential.getToken("https://management.core.windows.net/.default")).token;
  };
  const ask = order.what === "ours" ? ours : bare;
  // VS Code's own start is over by then.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const token = await ask();
  const took = performance.now() - started;
  const used = process.cpuUsage(cpuBefore);
  if (!token) throw new Error("There is no token.");
  writeFileSync(order.resultFile, JSON.stringify({ took, cpu: (used.user + used.system) / 1000 }));
};`;
