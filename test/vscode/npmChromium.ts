import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installPackages } from "../../scripts/run.mjs";
import type { ChromiumProgram } from "./findChromium.ts";

/** Installs the Chromium that npm's `@sparticuz/chromium` brings (Linux only, 75 MB). Throws when npm fails. */
export function installNpmChromium(): ChromiumProgram {
  const folder = path.join(import.meta.dirname, "npm-chromium");
  installPackages(folder);
  const unpacked = path.join(folder, "node_modules", ".unpacked");
  mkdirSync(unpacked, { recursive: true });
  // The package is made for AWS Lambda, and unpacks its system libraries only when it believes to be there.
  const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const unpack = path.join(folder, "unpack.mjs");
  const executablePath = execFileSync(process.execPath, [unpack], { env, encoding: "utf8" }).trim();
  // The package's own list of font folders knows /tmp only, and without a font Chromium shows no text at all.
  const fonts = path.join(unpacked, "fonts.conf");
  const folders = [path.join(unpacked, "fonts"), "/usr/share/fonts"].map((folder) => `<dir>${folder}</dir>`);
  const cache = `<cachedir>${path.join(unpacked, "fonts-cache")}</cachedir>`;
  writeFileSync(fonts, `<fontconfig>${folders.join("")}${cache}</fontconfig>\n`);
  return {
    executablePath,
    env: { LD_LIBRARY_PATH: path.join(unpacked, "al2023", "lib"), FONTCONFIG_FILE: fonts },
    args: ["--no-sandbox"],
  };
}
