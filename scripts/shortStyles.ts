import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * An esbuild plugin that takes out of the templates of pages, sheets and markup, what is there for people only; esbuild
 * leaves them alone as texts. Those of VS Code's elements come so, too.
 */
export const shortStyles: Plugin = {
  name: "short-styles",
  setup(build) {
    const templates = /[\\/]src[\\/]webview[\\/]\w+\.ts$|[\\/]@vscode-elements[\\/].+\.js$/;
    build.onLoad({ filter: templates }, async ({ path }) => ({
      contents: shortenTemplates(await readFile(path, "utf8")),
      loader: path.endsWith(".ts") ? "ts" : "js",
    }));
  },
};

/** Shortens the sheets in a source file, and takes away its indentation, which says nothing in code nor in markup. */
function shortenTemplates(source: string): string {
  return source.replaceAll(/css`[^`]*`/g, shortenSheet).replaceAll(/\n[ \t]+/g, "\n");
}

/** A space before a colon stays: there it stands between elements. */
function shortenSheet(sheet: string): string {
  return sheet
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};]) ?/g, "$1")
    .replaceAll(/([:,]) /g, "$1");
}
