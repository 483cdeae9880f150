import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { strToU8, zipSync } from "fflate";

/** A small extension that exists only to be compared with, or to measure. */
export interface BenchExtension {
  readonly name: string;
  /** Its code, a CommonJS module. */
  readonly code: string;
  readonly activationEvents?: readonly string[];
  readonly contributes?: object;
  /** Other files beside its code: name and text. */
  readonly files?: Readonly<Record<string, string>>;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24"/></svg>';

/** The id that VS Code knows such an extension by. */
export function idOf({ name }: BenchExtension): string {
  return `palworks-bench.${name}`;
}

/** Writes such an extension as a VSIX into `folder`, with `icon.svg` beside its code. Returns the path of the VSIX. */
export async function extensionVsix(folder: string, extension: BenchExtension): Promise<string> {
  const { name, code, activationEvents = [], contributes = {}, files: others = {} } = extension;
  const manifest = {
    name,
    publisher: "palworks-bench",
    version: "1.0.0",
    engines: { vscode: "^1.105.0" },
    extensionKind: ["ui", "workspace"],
    main: "./extension.js",
    activationEvents,
    contributes,
  };
  const files = {
    ...others,
    "package.json": JSON.stringify(manifest),
    "extension.js": code,
    "icon.svg": icon,
  };
  const packed = Object.entries(files).map(([file, text]) => [`extension/${file}`, strToU8(text)] as const);
  const vsix = path.join(folder, `${name}.vsix`);
  await mkdir(folder, { recursive: true });
  await writeFile(vsix, zipSync(Object.fromEntries(packed)));
  return vsix;
}
