import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** An esbuild plugin that takes the indentation out of the style sheets of pages, which esbuild leaves alone as texts. */
export const shortStyles: Plugin = {
  name: "short-styles",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]webview[\\/]\w+Style\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replaceAll(/css`[^`]*`/g, (sheet) => sheet.replaceAll(/\s+/g, " "));
      return { contents, loader: "ts" };
    });
  },
};
