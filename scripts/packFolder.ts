import { runProgram } from "./testing/runProgram.ts";

const limitSeconds = 120;

/**
 * Packs the extension in `folder` (absolute path) into the file `vsix` with vsce. Throws if vsce fails or warns of
 * anything. It is run as a program of its own, because only its output tells the warnings.
 */
export async function packFolder(folder: string, vsix: string): Promise<void> {
  const { code, output } = await runProgram(
    [
      "node_modules/@vscode/vsce/vsce",
      "package",
      "--no-dependencies",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--out",
      vsix,
    ],
    { limitSeconds, cwd: folder },
  );
  if (code !== 0 || /\bwarn/i.test(output)) {
    throw new Error(`vsce is not content with the package:\n${output.trim()}`);
  }
}
