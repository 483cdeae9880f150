import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { installPackages } from "../../scripts/run.mjs";

const packages = path.join(import.meta.dirname, "node_modules");

/** The folder of the VS Code server inside npm's `code-server`. */
export const serverFolder: string = path.join(packages, "code-server", "lib", "vscode");

/**
 * Installs what the rig needs, if it is missing: a real VS Code server and Playwright. Safe to call again.
 * Throws when npm fails.
 */
export function installRig(): void {
  installPackages(import.meta.dirname);
  linkServerPackages();
}

// code-server's postinstall would install all fifty packages of the server and compile some of them. The tests need about
// half: those that our package.json names. Each is linked alone, because some exist twice in different versions.
function linkServerPackages(): void {
  const ours = dependenciesOf(import.meta.dirname);
  const servers = dependenciesOf(serverFolder);
  for (const name of ours.filter((name) => servers.includes(name))) {
    const link = path.join(serverFolder, "node_modules", name);
    if (!existsSync(link)) {
      mkdirSync(path.dirname(link), { recursive: true });
      symlinkSync(path.join(packages, name), link, "junction");
    }
  }
}

function dependenciesOf(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.keys(manifest.dependencies);
}
