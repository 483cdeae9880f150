import { readFile } from "node:fs/promises";
import path from "node:path";
import { record, string } from "valibot";
import { repository } from "../repository.ts";
import type { Check } from "./check.ts";
import { readJson } from "./readJson.ts";

// Parts of `contributes` that people read.
const readable =
  /"(title|shortTitle|contextualTitle|category|contents|description|markdownDescription|patternErrorMessage|errorMessage|deprecationMessage|label)": "([^%"][^"]*)"/g;
// A view's name; elsewhere in package.json names are for machines.
const viewName = /"id": "[^"]*",\s*"name": "([^%$"][^"]*)"/g;

/** Compares the `%keys%` of package.json (its text) with those of package.nls.json, and finds words that have no key. */
export function manifestWordProblems(manifest: string, words: Readonly<Record<string, string>>): string[] {
  const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key));
  const known = new Set(Object.keys(words));
  return [
    ...[...used].filter((key) => !known.has(key)).map((key) => `package.nls.json lacks "${key}"`),
    ...[...known].filter((key) => !used.has(key)).map((key) => `package.json does not use "${key}"`),
    ...[...manifest.matchAll(readable), ...manifest.matchAll(viewName)].map(
      ([found]) => `cannot be translated, it needs a %key%: ${found}`,
    ),
    ...[...known].filter((key) => words[key]?.trim() === "").map((key) => `"${key}" has no words`),
  ];
}

/** package.json and package.nls.json know the same words. */
export const manifestWords: Check = {
  name: "words of package.json: every key is there and used",
  async run() {
    const manifest = await readFile(path.join(repository, "package.json"), "utf8");
    return manifestWordProblems(manifest, await readJson("package.nls.json", record(string(), string())));
  },
};
