import { mkdir, rename } from "node:fs/promises";
import path from "node:path";
import { inject } from "vitest";
import type { LocalAzureDescription } from "../azure/description.ts";
import { ControlClient } from "../azure/controlClient.ts";
import { SecretWatch } from "../secrets/secretWatch.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { startVscodeServer, type VscodeServer, type VscodeServerOptions } from "../vscode/vscodeServer.ts";

/** A VS Code whose state, logs and processes must hold no secret. */
export interface WatchedVscode extends VscodeServer {
  readonly secrets: SecretWatch;
  /** Takes a file or folder away, if it is there, for the next test to begin without it; it is looked through at the end. */
  setAside(fileOrFolder: string): Promise<void>;
}

/**
 * Starts a VS Code that has the extension, and the local Azure for Azure. When it is stopped, what it has left is looked through for all
 * secrets of the local Azure: `stop` throws if one is anywhere but where it belongs.
 *
 * @param options more than that; settings and environment are added.
 */
export async function startWatchedVscode(
  azure: LocalAzureDescription,
  options: VscodeServerOptions = {},
): Promise<WatchedVscode> {
  const server = await startVscodeServer({
    vsixes: [inject("vsix")],
    ...options,
    settings: { ...localAzureSettings(azure.proxy), ...options.settings },
    env: { NODE_EXTRA_CA_CERTS: azure.caFile, ...options.env },
  });
  const secrets = new SecretWatch(new ControlClient(azure.controlUrl));
  let earlier = 0;
  return {
    ...server,
    secrets,
    async setAside(fileOrFolder) {
      earlier += 1;
      const folder = path.join(server.folder, "earlier", String(earlier));
      await mkdir(folder, { recursive: true });
      // Moved in one piece: what somebody still writes into it is not lost.
      await rename(fileOrFolder, path.join(folder, path.basename(fileOrFolder))).catch(ignoreMissing);
    },
    async stop() {
      try {
        secrets.noteProcesses();
        // What it writes at its end counts, too, and nobody writes while it is looked through.
        await server.end();
        await secrets.check({ "VS Code's folder": server.folder, "the VSIX": inject("vsix") });
      } finally {
        await server.stop();
      }
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") {
    throw error;
  }
}
