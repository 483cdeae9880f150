import type { LocalAzureDescription } from "../../test/azure/description.ts";
import { buildDemoSignIn } from "../../test/vscode/buildDemoSignIn.ts";
import { installRig } from "../../test/vscode/installRig.ts";
import { localAzureSettings } from "../../test/vscode/quietSettings.ts";
import { startVscodeServer } from "../../test/vscode/vscodeServer.ts";
import type { RunningVscode } from "./runningVscode.ts";

export interface StartInBrowserOptions {
  /** The port to listen on; 0, the default, lets the system choose. */
  readonly port?: number;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Starts a VS Code with the extension installed that people open in a browser of their own, without a proxy. */
export async function startInBrowser(
  azure: LocalAzureDescription,
  vsix: string,
  options: StartInBrowserOptions = {},
): Promise<RunningVscode & { readonly address: string }> {
  installRig();
  const server = await startVscodeServer({
    port: options.port ?? 0,
    vsixes: [vsix],
    // VS Code's own sign-in would open a popup at Microsoft, which only a browser behind the local Azure's proxy can.
    signInExtension: await buildDemoSignIn(),
    settings: { ...localAzureSettings(azure.proxy), ...options.settings },
    env: { NODE_EXTRA_CA_CERTS: azure.caFile, PAL_CONTROL_URL: azure.controlUrl },
  });
  return { address: server.origin, ended: server.ended, stop: () => server.stop() };
}
