import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { looseObject, record, string } from "valibot";
import { repository } from "../repository.ts";
import type { Check } from "./check.ts";
import { readJson } from "./readJson.ts";

// The README's promise to newcomers.
const promised = ["npm start", "npm test"];

/** Commands in a document that package.json does not have: `npm run X`, `npm start`, `npm test`. */
export function unknownCommands(file: string, text: string, scripts: ReadonlySet<string>): string[] {
  const commands = text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g);
  return [...commands]
    .filter(([, run, short]) => !scripts.has(run ?? short ?? ""))
    .map(([command]) => `${file} says "${command}", which package.json does not have`);
}

/** What the documents tell people to type exists. */
export const documentedCommands: Check = {
  name: "documents: their npm commands exist",
  async run() {
    const { scripts } = await readJson("package.json", looseObject({ scripts: record(string(), string()) }));
    const names = new Set(Object.keys(scripts));
    const files = globSync(["*.md", "docs/**/*.md"], { cwd: repository });
    const texts = new Map<string, string>();
    for (const file of files) {
      texts.set(file, await readFile(path.join(repository, file), "utf8"));
    }
    const readme = texts.get("README.md") ?? "";
    return [
      ...promised
        .filter((command) => !readme.includes(command))
        .map((command) => `README.md lacks "${command}"`),
      ...[...texts].flatMap(([file, text]) => unknownCommands(file, text, names)),
    ];
  },
};
