// Bundles the extension into dist/: `npm run build [-- --watch]`.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, type BuildOptions, context, type Metafile } from "esbuild";
import { type Bundle, bundles, pagesBundle, styleOfPages } from "./bundles.ts";
import { lazyBundles } from "./lazyBundles.ts";
import { kilobytes } from "./kilobytes.ts";
import { oneVscode } from "./oneVscode.ts";
import { pageStyle } from "./pageStyle.ts";
import { repository } from "./repository.ts";
import { shortStyles } from "./shortStyles.ts";

/** What one bundle became: its size in bytes and esbuild's account of what is in it. */
export interface BuiltBundle {
  readonly bundle: Bundle;
  readonly bytes: number;
  readonly metafile: Metafile;
}

function optionsOf(bundle: Bundle): BuildOptions {
  return {
    absWorkingDir: repository,
    entryPoints: [bundle.entry],
    outfile: bundle.outfile,
    bundle: true,
    minify: true,
    ...(bundle.platform === "page" ? forPages : forExtensionHost),
    // Without "module" first, packages that come in both formats (Azure's core) are bundled twice.
    mainFields: ["module", "main"],
    // Written next to the bundles for debugging; neither named in them nor shipped.
    sourcemap: "external",
    // The licences of bundled packages are gathered in ThirdPartyNotices.txt.
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    plugins: [lazyBundles(bundles, repository), shortStyles, oneVscode(repository)],
  };
}

const forExtensionHost: BuildOptions = {
  platform: "node",
  format: "cjs",
  target: "node22",
  external: ["vscode"],
  supported: { "dynamic-import": false },
};

const forPages: BuildOptions = { platform: "browser", format: "iife", target: "es2022" };

/** Builds every bundle; files of earlier builds are removed from dist/. Throws when a source cannot be bundled. */
export async function buildBundles(): Promise<BuiltBundle[]> {
  const built = await Promise.all(
    bundles.map(async (bundle) => {
      const { metafile } = await build({ ...optionsOf(bundle), metafile: true });
      return { bundle, bytes: metafile.outputs[bundle.outfile]?.bytes ?? 0, metafile };
    }),
  );
  await writePageStyle();
  await removeLeftovers(built);
  return built;
}

async function writePageStyle(): Promise<void> {
  const scripts = await Promise.all(
    bundles.filter(({ platform }) => platform === "page").map(({ outfile }) => readText(outfile)),
  );
  // They stand in the documents of pages: this would end them there.
  if (scripts.some((script) => /<\/script|<!--/i.test(script))) {
    throw new Error("The script of a page holds what ends a script element.");
  }
  const code = [...scripts, await readText(pagesBundle)];
  await writeFile(path.join(repository, "dist", styleOfPages), await pageStyle(code));
}

function readText(file: string): Promise<string> {
  return readFile(path.join(repository, file), "utf8");
}

// Not the whole folder beforehand: a VS Code that has the extension loaded, or a second build, would find nothing there.
async function removeLeftovers(built: readonly BuiltBundle[]): Promise<void> {
  const dist = path.join(repository, "dist");
  const fresh = new Set([styleOfPages, ...built.map(({ bundle }) => path.basename(bundle.outfile))]);
  const old = (await readdir(dist)).filter(
    (name) => /\.(js(\.map)?|css|ttf)$/.test(name) && !fresh.has(name.replace(/\.map$/, "")),
  );
  await Promise.all(old.map((name) => rm(path.join(dist, name))));
}

async function watchBundles(): Promise<void> {
  await buildBundles();
  for (const bundle of bundles) {
    const watcher = await context({ ...optionsOf(bundle), logLevel: "info" });
    await watcher.watch();
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { watch: { type: "boolean", default: false } } });
  if (values.watch) {
    await watchBundles();
  } else {
    for (const { bundle, bytes } of await buildBundles()) {
      console.log(`${bundle.outfile.padEnd(22)} ${kilobytes(bytes)} of ${kilobytes(bundle.maxBytes)}`);
    }
  }
}
