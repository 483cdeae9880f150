import { Person } from "../e2e/person.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import type { LocalAzureDescription } from "../azure/description.ts";
import { launchChromium, newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { PromptWatch } from "../vscode/promptWatch.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { Traffic } from "../vscode/traffic.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import type { Workbench } from "../vscode/workbench.ts";

/** A VS Code in which the first account of the local Azure is signed in, with the tenants in the tree. */
export interface SignedInVscode {
  readonly azure: LocalAzureDescription;
  readonly workbench: Workbench;
  stop(): Promise<void>;
}

// All rows are in sight: VS Code keeps the others out of the page.
const height = 1600;

/**
 * Starts the local Azure and a VS Code with the given extensions, and signs in as a person does, with VS Code's own
 * Microsoft provider.
 */
export async function startSignedInVscode(vsixes: readonly string[]): Promise<SignedInVscode> {
  const toClose: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of toClose.splice(0).toReversed()) {
      await close();
    }
  };
  try {
    const azure = await startLocalAzure();
    toClose.push(() => azure.close());
    const { description } = azure;
    const server = await startVscodeServer({
      vsixes,
      settings: localAzureSettings(description.proxy),
      env: { NODE_EXTRA_CA_CERTS: description.caFile },
    });
    toClose.push(() => server.stop());
    const browser = await launchChromium();
    toClose.push(() => browser.close());
    const context = await newProfile(browser, { proxy: description.proxy, height });
    const workbench = await openWorkbench(context, server.origin);
    await workbench.waitUntilReady();
    const person = new Person(workbench, new PromptWatch(), new Traffic(context));
    await person.signIn(description.accounts[0]?.username ?? "");
    return { azure: description, workbench, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
