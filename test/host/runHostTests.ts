// Runs every `*.hosttest.ts` inside a real extension host, with the extension, the local Azure and a person who is
// signed in already: `node test/host/runHostTests.ts [--desktop]`. With --desktop, in the desktop VS Code, which is
// downloaded; otherwise in the stand-in. Results: out/results/host.json. Exit code 0: no test failed.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { buildBundles } from "../../scripts/build.ts";
import { vsixVariable } from "../../scripts/package.ts";
import { repository } from "../../scripts/repository.ts";
import type { LocalAzureDescription } from "../azure/description.ts";
import { ControlClient } from "../azure/controlClient.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import { SecretWatch } from "../secrets/secretWatch.ts";
import { buildDemoSignIn } from "../vscode/buildDemoSignIn.ts";
import { demoSignInOption, downloadDesktop } from "../vscode/downloadDesktop.ts";
import { installRig } from "../vscode/installRig.ts";
import { localAzureSettings, quietSettings } from "../vscode/quietSettings.ts";
import { writeSettings } from "../vscode/vscodeServer.ts";
import { buildHostTests } from "./buildHostTests.ts";
import { processVariable, reportVariable, textBeside } from "./hostReport.ts";
import { reportSecrets } from "./secretsOfRun.ts";

const standIn = path.join(repository, "test", "vscode", "headlessVscode.ts");
const extensionId = "palworks.partner-admin-link";
const report = path.join(repository, "out", "results", "host.json");

/** Returns whether all tests passed. */
async function runHostTests(desktop: boolean): Promise<boolean> {
  await rm(report, { force: true });
  await mkdir(path.dirname(report), { recursive: true });
  // Packaging has built the bundles already.
  if (!process.env[vsixVariable]) {
    await buildBundles();
  }
  const folder = await mkdtemp(path.join(tmpdir(), "pal-host-"));
  const azure = await startLocalAzure();
  const watch = new SecretWatch(new ControlClient(azure.description.controlUrl));
  try {
    const userData = path.join(folder, "user-data");
    const storage = path.join(userData, "User", "globalStorage", extensionId);
    await mkdir(storage, { recursive: true });
    watch.follow(storage, "storage");
    await writeSettings(userData, { ...quietSettings, ...localAzureSettings(azure.description.proxy) });
    await runTests({
      vscodeExecutablePath: desktop ? await downloadDesktop([extensionId]) : standIn,
      extensionDevelopmentPath: [repository, await buildDemoSignIn()],
      extensionTestsPath: await buildHostTests(),
      extensionTestsEnv: {
        ...testEnvironment(azure.description),
        [processVariable]: path.join(folder, "process.json"),
      },
      launchArgs: [
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(folder, "extensions")}`,
        demoSignInOption,
      ],
    });
    return await reportSecrets(watch, folder, report);
  } catch (error) {
    // The report says which tests failed.
    if (error instanceof TestRunFailedError && existsSync(report)) {
      await reportSecrets(watch, folder, report);
      return false;
    }
    throw error;
  } finally {
    await azure.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    const text = textBeside(report);
    console.log(existsSync(text) ? await readFile(text, "utf8") : "No test in the extension host ran.");
  }
}

/** What the extension host and the tests in it need to know. */
function testEnvironment(azure: LocalAzureDescription): Record<string, string> {
  return {
    [reportVariable]: report,
    NODE_EXTRA_CA_CERTS: azure.caFile,
    PAL_CONTROL_URL: azure.controlUrl,
    // VS Code refuses every dialog during tests, also the one that asks for consent: the person has signed in before,
    // and the extension is trusted.
    PAL_DEMO_SIGNED_IN: azure.accounts[0]?.username ?? "",
    PAL_TRUSTED_EXTENSIONS: extensionId,
  };
}

const { values } = parseArgs({ options: { desktop: { type: "boolean", default: false } } });
if (!values.desktop) {
  installRig();
}
process.exitCode = (await runHostTests(values.desktop)) ? 0 : 1;
