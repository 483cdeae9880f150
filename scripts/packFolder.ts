import { readFile, writeFile } from "node:fs/promises";
import { setPlainModes } from "./plainModes.ts";
import { sourceDate } from "./sourceDate.ts";
import { runProgram } from "./testing/runProgram.ts";

const limitSeconds = 120;

/**
 * Packs the extension in `folder` (absolute path) into the file `vsix` with vsce. Throws if vsce fails or warns of
 * anything. It is run as a program of its own, because only its output tells the warnings. The same files give the same
 * bytes, wherever and whenever they are packed.
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
    { limitSeconds, cwd: folder, env: sameEverywhere(folder) },
  );
  if (code !== 0 || /\bwarn/i.test(output)) {
    throw new Error(`vsce is not content with the package:\n${output.trim()}`);
  }
  const packed = await readFile(vsix);
  setPlainModes(packed);
  await writeFile(vsix, packed);
}

/** What vsce's bytes depend on: the files' time, the zone it is written in, and the language that sorts their names. */
function sameEverywhere(folder: string): Readonly<Record<string, string>> {
  return { SOURCE_DATE_EPOCH: String(sourceDate(folder)), TZ: "UTC", LC_ALL: "C" };
}
