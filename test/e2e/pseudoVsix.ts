import { readFile, writeFile } from "node:fs/promises";
import { getL10nPseudoLocalized, type l10nJsonFormat } from "@vscode/l10n-dev";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** VS Code's name of the pseudo language: English in letters that no English text has ("Ŀīƞķ"). */
export const pseudoLanguage = "qps-ploc";

const translated = {
  "extension/package.nls.json": `extension/package.nls.${pseudoLanguage}.json`,
  "extension/l10n/bundle.l10n.json": `extension/l10n/bundle.l10n.${pseudoLanguage}.json`,
};

/** Writes a copy of a VSIX that also speaks the pseudo language, as a translation into a real one would be added. */
export async function addPseudoLanguage(vsix: string, copy: string): Promise<void> {
  const files = unzipSync(await readFile(vsix));
  for (const [english, pseudo] of Object.entries(translated)) {
    const words = files[english];
    if (!words) {
      throw new Error(`${vsix} has no ${english}.`);
    }
    const format = JSON.parse(strFromU8(words)) as l10nJsonFormat;
    files[pseudo] = strToU8(JSON.stringify(getL10nPseudoLocalized(format)));
  }
  await writeFile(copy, zipSync(files));
}
