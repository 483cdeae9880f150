// Writes l10n/bundle.l10n.json, the words of the extension that can be translated: `npm run l10n`.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { getL10nJson, type l10nJsonFormat } from "@vscode/l10n-dev";
import { sourceFiles } from "./checks/sourceFiles.ts";
import { repository } from "./repository.ts";

/** Where the words stand, relative to the repository. */
export const wordsFile = "l10n/bundle.l10n.json";

/** The words in the given sources: every string that is passed to `vscode.l10n.t`. */
export async function exportWords(sources: Iterable<string>): Promise<l10nJsonFormat> {
  const words = await getL10nJson([...sources].map((contents) => ({ contents, extension: ".ts" })));
  return Object.fromEntries(Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of l10n/bundle.l10n.json for the sources as they are now. */
export async function wordsText(): Promise<string> {
  const sources = await sourceFiles();
  return `${JSON.stringify(await exportWords(sources.values()), null, 2)}\n`;
}

if (import.meta.main) {
  const file = path.join(repository, wordsFile);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await wordsText());
}
