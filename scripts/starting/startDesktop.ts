import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { resolveCliArgsFromVSCodeExecutablePath } from "@vscode/test-electron";
import type { LocalAzureDescription } from "../../test/azure/description.ts";
import { buildDemoSignIn } from "../../test/vscode/buildDemoSignIn.ts";
import { demoSignInOption, downloadDesktop } from "../../test/vscode/downloadDesktop.ts";
import { startProcessGroup } from "../../test/vscode/processGroup.ts";
import { localAzureSettings, quietSettings } from "../../test/vscode/quietSettings.ts";
import { writeSettings } from "../../test/vscode/vscodeServer.ts";
import type { RunningVscode } from "./runningVscode.ts";

/** Downloads the desktop VS Code and starts it with fresh user data and the extension installed. */
export async function startDesktop(azure: LocalAzureDescription, vsix: string): Promise<RunningVscode> {
  const executable = await downloadDesktop();
  const folder = await mkdtemp(path.join(tmpdir(), "pal-desktop-"));
  const userData = path.join(folder, "user-data");
  await writeSettings(userData, { ...quietSettings, ...localAzureSettings(azure.proxy) });
  const profile = [`--user-data-dir=${userData}`, `--extensions-dir=${path.join(folder, "extensions")}`];
  const [cli = executable, ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  await promisify(execFile)(cli, [...cliArgs, ...profile, "--install-extension", vsix]);
  const demo = `--extensionDevelopmentPath=${await buildDemoSignIn()}`;
  const args = [...profile, demo, demoSignInOption, "--skip-welcome", "--disable-workspace-trust"];
  const group = startProcessGroup(executable, args, {
    ...process.env,
    NODE_EXTRA_CA_CERTS: azure.caFile,
    PAL_CONTROL_URL: azure.controlUrl,
  });
  return {
    ended: once(group.process, "exit"),
    async stop() {
      await group.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
