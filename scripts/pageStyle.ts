import { readFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";
import { repository } from "./repository.ts";

/** The package whose icons the pages show, relative to the repository. */
export const codicons = "node_modules/@vscode/codicons";

/**
 * The style sheet of the icons that pages show, with their font in it: of the 500 codicons, only those whose name stands
 * as a word of its own in the code of the pages. A page then waits for no file.
 *
 * @param code the code of pages and of what tells them which icons to show.
 */
export async function pageStyle(code: readonly string[]): Promise<string> {
  const css = await readFile(path.join(repository, codicons, "dist/codicon.css"), "utf8");
  const named = new Set(
    code.flatMap((text) => text.match(/(?<=["'`]|codicon-)[a-z][a-z0-9-]*(?=["'`~ ])/g) ?? []),
  );
  const glyphs = [...css.matchAll(/\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}/g)]
    .map(([, name = "", code = ""]) => ({ name, code }))
    .filter(({ name }) => named.has(name));
  const font = await subsetFont(
    await readFile(path.join(repository, codicons, "dist/codicon.ttf")),
    glyphs.map(({ code }) => String.fromCodePoint(Number.parseInt(code, 16))).join(""),
    { targetFormat: "woff2" },
  );
  const source = `url("data:font/woff2;base64,${font.toString("base64")}") format("woff2")`;
  return [
    `@font-face{font-family:codicon;src:${source}}`,
    ".codicon{font:16px/1 codicon;display:inline-block;text-align:center;user-select:none}",
    "@keyframes codicon-spin{100%{transform:rotate(360deg)}}",
    ".codicon-modifier-spin{animation:codicon-spin 1.5s steps(30) infinite}",
    ...glyphs.map(({ name, code }) => `.codicon-${name}:before{content:"\\${code}"}`),
  ].join("\n");
}
