// Packages the extension: `npm run package` writes partner-admin-link.vsix and prints what is in it.
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { unzipSync } from "fflate";
import { buildBundles } from "./build.ts";
import { kilobytes } from "./kilobytes.ts";
import { packFolder } from "./packFolder.ts";
import { codicons } from "./pageStyle.ts";
import { repository } from "./repository.ts";
import { thirdPartyNotices } from "./thirdPartyNotices.ts";

/** The environment variable that names a VSIX already built in this run, so that a test run packages once. */
export const vsixVariable = "PAL_VSIX";

/**
 * Builds the extension and packs it. Returns the absolute path of the VSIX; of the one named by PAL_VSIX, if it is
 * set. Throws if anything is wrong with the package, warnings of vsce included.
 */
export async function buildVsix(): Promise<string> {
  const already = process.env[vsixVariable];
  if (already) {
    await stat(already);
    return already;
  }
  const bundles = await buildBundles();
  const metafiles = bundles.map(({ metafile }) => metafile);
  const notices = await thirdPartyNotices(metafiles, [codicons]);
  await writeFile(path.join(repository, "dist", "ThirdPartyNotices.txt"), notices);
  const vsix = path.join(repository, "partner-admin-link.vsix");
  await packFolder(repository, vsix);
  return vsix;
}

if (import.meta.main) {
  const vsix = await buildVsix();
  const packed = await readFile(vsix);
  for (const [name, content] of Object.entries(unzipSync(packed))) {
    console.log(`${kilobytes(content.length).padStart(10)}  ${name}`);
  }
  console.log(`${kilobytes(packed.length).padStart(10)}  ${path.relative(repository, vsix)}, packed`);
}
