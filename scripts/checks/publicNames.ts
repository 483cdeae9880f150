import { readFile } from "node:fs/promises";
import path from "node:path";
import { array, looseObject, optional, record, string } from "valibot";
import { commandIds } from "../../src/model/commandIds.ts";
import { repository } from "../repository.ts";
import type { Check } from "./check.ts";
import { readJson } from "./readJson.ts";
import { sourceFiles } from "./sourceFiles.ts";

/** Where a public name (`partnerAdminLink.…`) can stand. */
interface Names {
  /** package.json as text. */
  readonly manifest: string;
  /** package.nls.json as text: welcome views name commands. */
  readonly words: string;
  /** All of src/ as text. */
  readonly sources: string;
  /** The commands that package.json contributes. */
  readonly contributed: readonly string[];
  /** The commands that its menus show. */
  readonly inMenus: readonly string[];
  /** The commands that the code registers: the typed table. */
  readonly registered: readonly string[];
}

// Names that only code needs to know: the status bar item, for which there is no contribution point, and a context key
// that no `when` clause reads, because writing it is only a way to wait for one round trip to the window.
const onlyInCode = new Set(["partnerAdminLink.activeLink", "partnerAdminLink.ready"]);
// VS Code registers such a command for every view.
const viewCommand = /\.(focus|open|resetViewLocation|removeView)$/;

function namesIn(text: string): Set<string> {
  const names = text.match(/\bpartnerAdminLink(\.[A-Za-z]\w*)+/g) ?? [];
  return new Set(names.map((name) => name.replace(viewCommand, "")));
}

function missing(wanted: Iterable<string>, there: ReadonlySet<string>, problem: string): string[] {
  return [...wanted].filter((name) => !there.has(name)).map((name) => `${name} ${problem}`);
}

/**
 * Compares the names that package.json contributes (commands, views, settings, context keys) with those in the code;
 * a host test compares them with what is registered at run time.
 */
export function publicNameProblems(names: Names): string[] {
  const contributed = new Set(names.contributed);
  const registered = new Set(names.registered);
  const inManifest = namesIn(names.manifest);
  // The typed table is code, which puts the ids together: a command counts as used when it is in the table.
  const inTable = names.registered.filter((name) => contributed.has(name));
  const inCode = namesIn([names.sources, ...inTable].join("\n"));
  return [
    ...missing(contributed, registered, "is contributed as a command, but is not in the table of commands"),
    ...missing(
      registered,
      contributed,
      "is in the table of commands, but package.json does not contribute it",
    ),
    ...missing(names.inMenus, contributed, "stands in a menu, but is no command"),
    ...missing(namesIn(names.words), contributed, "stands in package.nls.json, but is no command"),
    ...missing(inManifest, inCode, "stands in package.json, but not in src/"),
    ...missing(
      [...inCode].filter((name) => !onlyInCode.has(name)),
      inManifest,
      "stands in src/, but not in package.json",
    ),
  ];
}

const manifestSchema = looseObject({
  contributes: looseObject({
    commands: array(looseObject({ command: string() })),
    menus: optional(record(string(), array(looseObject({ command: optional(string()) }))), {}),
  }),
});

/** Commands, views, settings and context keys of package.json are those of the code. */
export const publicNames: Check = {
  name: "public names: package.json and src/ agree",
  async run() {
    const { contributes } = await readJson("package.json", manifestSchema);
    return publicNameProblems({
      manifest: await readFile(path.join(repository, "package.json"), "utf8"),
      words: await readFile(path.join(repository, "package.nls.json"), "utf8"),
      sources: [...(await sourceFiles()).values()].join("\n"),
      contributed: contributes.commands.map(({ command }) => command),
      inMenus: Object.values(contributes.menus)
        .flat()
        .flatMap(({ command }) => (command === undefined ? [] : [command])),
      registered: Object.values(commandIds),
    });
  },
};
