import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { serverFolder } from "./installRig.ts";

// VS Code starts up to 4 s faster without its other ninety built-in extensions.
const needed = ["theme-defaults", "theme-modern-icons"];

/**
 * Fills `folder` with links to the few built-in extensions that the rig needs.
 * @param signInExtension the extension that provides Microsoft accounts, if not VS Code's own.
 */
export function linkBuiltinExtensions(folder: string, signInExtension?: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of needed) {
    symlinkSync(path.join(serverFolder, "extensions", name), path.join(folder, name), "junction");
  }
  const signIn = "microsoft-authentication";
  const source = signInExtension ?? path.join(serverFolder, "extensions", signIn);
  symlinkSync(source, path.join(folder, signIn), "junction");
}
