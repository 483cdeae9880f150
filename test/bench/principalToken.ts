import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { unzipSync } from "fflate";
import { ControlClient } from "../azure/controlClient.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import { type launchChromium, newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import { azureIdentity } from "./baselines/azureIdentity.ts";
import type { Figure } from "./figure.ts";
import { type TokenMeasurement, type TokenOrder, tokenOrderVariable, tokenProbe } from "./tokenProbe.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Context = Awaited<ReturnType<typeof newProfile>>;

/**
 * The first token of a service principal whose secret is kept: from asking our extension until it is there, the bundle with
 * the credentials loaded and the secret read from VS Code's storage meanwhile; against a bare `@azure/identity` with the
 * secret in its hand. Each sample is taken in an extension host of its own.
 */
export async function measurePrincipalToken(
  browser: Browser,
  vsix: string,
  folder: string,
  samples: number,
): Promise<Figure[]> {
  const local = await startLocalAzure();
  const { description } = local;
  const files = {
    order: path.join(folder, "token-order.json"),
    result: path.join(folder, "token-result.json"),
    identity: path.join(folder, "identity.cjs"),
    probe: path.join(folder, "token-probe.cjs"),
  };
  await writeFile(files.identity, await azureIdentity());
  await writeFile(files.probe, tokenProbe);
  const extension = await unpack(vsix, path.join(folder, "unpacked"));
  const server = await startVscodeServer({
    settings: localAzureSettings(description.proxy),
    env: { NODE_EXTRA_CA_CERTS: description.caFile, [tokenOrderVariable]: files.order },
  }).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });
  try {
    const [app] = description.servicePrincipals;
    if (!app) {
      throw new Error("The local Azure has no application.");
    }
    // One profile: the browser keeps VS Code's secrets.
    const context = await newProfile(browser, { proxy: description.proxy });
    const control = new ControlClient(description.controlUrl);
    const run = async (what: TokenOrder["what"]): Promise<TokenMeasurement & { requests: number }> => {
      const order: TokenOrder = { what, app, identityFile: files.identity, resultFile: files.result };
      await writeFile(files.order, JSON.stringify(order));
      await rm(files.result, { force: true });
      await control.forgetRequests();
      await runProbe(context, server.origin, extension, files.probe);
      const measured = JSON.parse(await readFile(files.result, "utf8")) as TokenMeasurement;
      return { ...measured, requests: (await control.requests()).length };
    };
    await run("add");
    const measured = { ours: [await run("ours")], bare: [await run("bare")] };
    while (measured.ours.length < samples) {
      // Each is the first of the two as often as the other.
      const order =
        measured.ours.length % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
      for (const what of order) {
        measured[what].push(await run(what));
      }
    }
    const { ours, bare } = measured;
    const against = "a bare @azure/identity with the secret in its hand";
    const name = "first token of a service principal";
    return [
      {
        name,
        ours: ours.map(({ took }) => took),
        against,
        baseline: bare.map(({ took }) => took),
        goal: "≤ × 1.3",
      },
      {
        name: `${name}: processor time of the extension host`,
        ours: ours.map(({ cpu }) => cpu),
        against,
        baseline: bare.map(({ cpu }) => cpu),
      },
      {
        name: `${name}: requests`,
        unit: "requests",
        ours: ours.map(({ requests }) => requests),
        against,
        baseline: bare.map(({ requests }) => requests),
        goal: "≤ × 1",
      },
    ];
  } finally {
    await server.stop();
    await local.close();
  }
}

/** Opens VS Code, which runs the probe in a new extension host, and closes it when that is over. Throws if it failed. */
async function runProbe(context: Context, origin: string, extension: string, probe: string): Promise<void> {
  const ended = Promise.withResolvers<number>();
  const { page } = await openWorkbench(context, origin, {
    developmentExtensions: [extension],
    extensionTests: probe,
    prepare: async (tab) => {
      // VS Code's page calls these two when it runs something in place of a person.
      await tab.exposeFunction("codeAutomationExit", ended.resolve);
      await tab.exposeFunction("codeAutomationLog", () => undefined);
    },
  });
  const code = await ended.promise;
  await page.close();
  if (code !== 0) {
    throw new Error(`The probe of tokens ended with exit code ${code}.`);
  }
}

/** Unpacks the extension: VS Code shows its inside only to what runs beside an extension under development. */
async function unpack(vsix: string, folder: string): Promise<string> {
  for (const [name, content] of Object.entries(unzipSync(await readFile(vsix)))) {
    if (!name.endsWith("/")) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
  return path.join(folder, "extension");
}
