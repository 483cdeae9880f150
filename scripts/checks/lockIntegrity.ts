import { globSync } from "node:fs";
import { boolean, looseObject, optional, record, string } from "valibot";
import { repository } from "../repository.ts";
import type { Check } from "./check.ts";
import { readJson } from "./readJson.ts";

const lockSchema = looseObject({
  packages: record(string(), looseObject({ integrity: optional(string()), link: optional(boolean()) })),
});

/** What a lock file says of its packages, by their places. */
export type LockedPackages = Readonly<
  Record<string, { readonly integrity?: string | undefined; readonly link?: boolean | undefined }>
>;

/** Places without a hash, with the reason: CONTRIBUTING.md tells the same. */
const explained: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "test/vscode/package-lock.json": {
    "stubs/native-watchdog": "a folder of this repository",
    "stubs/spdlog": "a folder of this repository",
    "node_modules/@vscode/native-watchdog": "a link to that folder",
    "node_modules/@vscode/spdlog": "a link to that folder",
  },
};

/**
 * What of a lock file npm could install without noticing that it is not what was locked: packages without a hash (npm leaves it
 * out for other platforms than the one it ran on) or with one that can be forged, unless they are `known` to have none.
 */
export function unprovedPackages(
  file: string,
  packages: LockedPackages,
  known: ReadonlySet<string>,
): string[] {
  const unproved = Object.entries(packages)
    .filter(([place, { integrity = "" }]) => place !== "" && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity))
    .map(([place]) => place);
  return [
    ...unproved.filter((place) => !known.has(place)).map((place) => `${file} has no sha512 for ${place}`),
    ...[...known]
      .filter((place) => !unproved.includes(place))
      .map((place) => `${file}: ${place} need not be explained any more`),
  ];
}

/** npm can prove every package that it installs. */
export const lockIntegrity: Check = {
  name: "lock files: every package has its hash",
  async run() {
    const files = globSync(["package-lock.json", "{scripts,src,test}/**/package-lock.json"], {
      cwd: repository,
      exclude: (name) => name.split("/").includes("node_modules"),
    });
    const problems: string[] = [];
    for (const file of files) {
      const { packages } = await readJson(file, lockSchema);
      problems.push(...unprovedPackages(file, packages, new Set(Object.keys(explained[file] ?? {}))));
    }
    return problems;
  },
};
