import { rm } from "node:fs/promises";
import path from "node:path";
import { ControlClient } from "../azure/controlClient.ts";
import type { LocalAzureDescription } from "../azure/description.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import { Person } from "../e2e/person.ts";
import { buildDemoSignIn } from "../vscode/buildDemoSignIn.ts";
import type { launchChromium } from "../vscode/chromium.ts";
import { newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { PromptWatch } from "../vscode/promptWatch.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { eventually } from "../vscode/screen.ts";
import { Traffic } from "../vscode/traffic.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import { bareSweep } from "./baselines/bareSweep.ts";
import { idOf } from "./baselines/extensionVsix.ts";
import { signInTitle, sweepFileVariable, sweepProbe } from "./sweepProbe.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

/** What a sweep is measured with. */
export interface SweepSetting {
  readonly browser: Browser;
  /** Ours, the bare extension and the probe. */
  readonly vsixes: readonly string[];
  /** A folder for the probe's file. */
  readonly folder: string;
  readonly tenants: number;
  /** Who signs in: a person with VS Code's own provider, the demo sign-in in its place, or nobody. */
  readonly signIn: "vscode" | "demo" | "nobody";
  /** More environment variables for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A local Azure with so many tenants, and a VS Code server beside it. */
export interface SweepVscode {
  readonly azure: LocalAzureDescription;
  readonly control: ControlClient;
  /** The probe's file. */
  readonly file: string;
  /** Where our extension remembers. */
  readonly storage: string;
  /** Opens a window in a fresh browser profile, with somebody signed in who was never seen before, or nobody. */
  open(): Promise<Person>;
  stop(): Promise<void>;
}

const ourId = "palworks.partner-admin-link";
/** The extension host of the window before may still be writing there. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };

/** Starts what sweeps are measured in; `remember` may put something into our storage before each window is opened. */
export async function startSweepVscode(
  setting: SweepSetting,
  remember: (azure: LocalAzureDescription, storage: string) => Promise<void> = () => Promise.resolve(),
): Promise<SweepVscode> {
  const { browser, vsixes, folder, tenants, signIn, env } = setting;
  const demo = signIn === "demo";
  const local = await startLocalAzure({ tenants });
  const azure = local.description;
  const username = azure.accounts[0]?.username ?? "";
  const file = path.join(folder, `sweeps-${tenants}-${signIn}.jsonl`);
  const server = await startVscodeServer({
    vsixes,
    settings: {
      ...localAzureSettings(azure.proxy),
      // A VS Code server looks for ports to forward every few seconds, which stalls the extension host itself.
      "remote.autoForwardPorts": false,
    },
    env: {
      NODE_EXTRA_CA_CERTS: azure.caFile,
      [sweepFileVariable]: file,
      ...env,
      ...(demo && { PAL_CONTROL_URL: azure.controlUrl, PAL_DEMO_SIGNED_IN: username }),
    },
    ...(demo && { signInExtension: await buildDemoSignIn() }),
  }).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });
  const storage = server.storageOf(ourId);
  return {
    azure,
    control: new ControlClient(azure.controlUrl),
    file,
    storage,
    async open() {
      await rm(storage, removal);
      await remember(azure, storage);
      const context = await newProfile(browser, { proxy: azure.proxy });
      const trusted = [ourId, idOf(bareSweep()), idOf(sweepProbe([]))];
      const workbench = await openWorkbench(context, server.origin, { trustedExtensions: trusted });
      await workbench.waitUntilReady();
      const person = new Person(workbench, new PromptWatch(), new Traffic(context));
      // The page is there before its extensions are.
      const offers = (): Promise<string[]> => workbench.palette.offers(signInTitle);
      await eventually(workbench.page, "The probe", offers, (titles) => titles.includes(signInTitle));
      if (signIn === "vscode") {
        await workbench.palette.run(signInTitle);
        await workbench.dialogs.waitFor("wants to sign in using Microsoft");
        const page = await person.allow();
        await page.press(username);
        await page.finish();
      }
      return person;
    },
    async stop() {
      await server.stop();
      await local.close();
    },
  };
}
