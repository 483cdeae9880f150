import { cp } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { repository } from "../../scripts/repository.ts";

const source = path.join(import.meta.dirname, "demo-sign-in");
const folder = path.join(repository, "out", "demo-sign-in");

/**
 * Builds the extension that provides demo accounts in the place of VS Code's Microsoft accounts, and returns its folder.
 * It wants `PAL_CONTROL_URL` in the extension host's environment; `PAL_DEMO_SIGNED_IN` names those already signed in.
 */
export async function buildDemoSignIn(): Promise<string> {
  await build({
    entryPoints: [path.join(source, "extension.ts")],
    outfile: path.join(folder, "extension.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  await cp(path.join(source, "package.json"), path.join(folder, "package.json"));
  return folder;
}
