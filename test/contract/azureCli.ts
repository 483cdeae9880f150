import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { LocalAzureDescription } from "../azure/localAzure.ts";

const run = promisify(execFile);

/** Makes sure that the Azure CLI can be run; gives the reason if it cannot. */
export async function provideAzureCli(): Promise<string | undefined> {
  if (await isInstalled()) {
    return undefined;
  }
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
    return "the Azure CLI (az) is not on PATH, and it can be installed only as root on Debian";
  }
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env });
    await run("apt-get", ["install", "--yes", "--no-install-recommends", "azure-cli"], { env });
  } catch (error) {
    return `the Azure CLI (az) could not be installed by apt: ${String(error)}`;
  }
  return (await isInstalled()) ? undefined : "the Azure CLI (az) was installed, but does not run";
}

async function isInstalled(): Promise<boolean> {
  try {
    await run("az", ["version"]);
    return true;
  } catch {
    return false;
  }
}

export interface AzureCli {
  /** Signs an application in. */
  logIn(application: { tenantId: string; clientId: string; secret: string }): Promise<string>;
  /** Runs `az` with these arguments; gives what it printed. Throws when it fails, with `stderr`. */
  az(...args: string[]): Promise<string>;
  /** The environment in which `az` is signed in, for a script that calls it. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** The Azure CLI with a configuration of its own; the local Azure stands behind Microsoft's names. */
export async function openAzureCli(azure: LocalAzureDescription): Promise<AzureCli> {
  const folder = await mkdtemp(path.join(tmpdir(), "azure-cli-"));
  const env = {
    ...process.env,
    AZURE_CONFIG_DIR: folder,
    AZURE_CORE_COLLECT_TELEMETRY: "0",
    AZURE_EXTENSION_USE_DYNAMIC_INSTALL: "no",
    HTTPS_PROXY: azure.proxy,
    REQUESTS_CA_BUNDLE: azure.caFile,
  };
  const az = async (...args: string[]): Promise<string> => (await run("az", args, { env })).stdout;
  return {
    logIn: ({ tenantId, clientId, secret }) => {
      const credentials = ["-u", clientId, "-p", secret, "--tenant", tenantId];
      return az("login", "--service-principal", "--allow-no-subscriptions", ...credentials);
    },
    az,
    env,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
