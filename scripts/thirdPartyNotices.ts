import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Metafile } from "esbuild";
import { object, optional, parse, string } from "valibot";
import { repository } from "./repository.ts";

const manifestSchema = object({ name: string(), version: string(), license: optional(string(), "none") });

// Licences that allow what we do with a package: bundle it into an MIT-licensed extension and name it.
const allowed = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"]);

// Icons and fonts that are shipped unchanged, and named.
const allowedForWorks = new Set([...allowed, "CC-BY-4.0"]);

/**
 * The folders, relative to the repository, of the packages whose code is in the bundles. A package whose modules were
 * all shaken out is not among them.
 */
function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const folders = new Set<string>();
  for (const output of metafiles.flatMap((metafile) => Object.values(metafile.outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder && bytesInOutput > 0) {
        folders.add(folder);
      }
    }
  }
  return [...folders].toSorted();
}

async function noticeOf(folder: string, allowed: ReadonlySet<string>): Promise<string> {
  const absolute = path.join(repository, folder);
  const manifest = parse(
    manifestSchema,
    JSON.parse(await readFile(path.join(absolute, "package.json"), "utf8")),
  );
  if (!allowed.has(manifest.license)) {
    throw new Error(
      `${folder} is licensed "${manifest.license}", which is not on the list of allowed licences.`,
    );
  }
  const file = (await readdir(absolute)).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
  if (!file) {
    throw new Error(`${folder} is bundled but brings no licence text.`);
  }
  const text = (await readFile(path.join(absolute, file), "utf8")).replaceAll("\r\n", "\n").trim();
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
}

/**
 * The text of ThirdPartyNotices.txt: name, version and licence of every package in the bundles, and of `works`, packages
 * (their folders) of which files are shipped as they are. Throws for a package without a licence text or with a licence
 * that is not allowed.
 */
export async function thirdPartyNotices(
  metafiles: readonly Metafile[],
  works: readonly string[],
): Promise<string> {
  const notices = await Promise.all([
    ...bundledPackages(metafiles).map((folder) => noticeOf(folder, allowed)),
    ...works.map((folder) => noticeOf(folder, allowedForWorks)),
  ]);
  const rule = `\n${"-".repeat(80)}\n\n`;
  return ["Partner Admin Link contains code of these packages.\n", ...notices].join(rule);
}
