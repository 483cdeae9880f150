import { readFile } from "node:fs/promises";
import path from "node:path";
import { wordsFile, wordsText } from "../l10n.ts";
import { repository } from "../repository.ts";
import type { Check } from "./check.ts";
import { sourceFiles } from "./sourceFiles.ts";

/** Calls of `l10n.t` whose words are no literal: the export cannot find them, so they could never be translated. */
export function unexportableWords(file: string, source: string): string[] {
  return [...source.matchAll(/\bl10n\.t\(\s*([^\s"'{].*)/g)].map(
    ([, argument = ""]) => `${file}: l10n.t needs literal words, not: ${argument}`,
  );
}

/** The committed words are those of the code. */
export const translatableWords: Check = {
  name: "words of src/: l10n/bundle.l10n.json is up to date",
  async run() {
    const committed = await readFile(path.join(repository, wordsFile), "utf8");
    const problems = [...(await sourceFiles())].flatMap(([file, source]) => unexportableWords(file, source));
    return committed.replaceAll("\r\n", "\n") === (await wordsText())
      ? problems
      : [...problems, `${wordsFile} does not match src/: run "npm run l10n"`];
  },
};
