import path from "node:path";
import type { Plugin } from "esbuild";
import type { Bundle } from "./bundles.ts";

/**
 * An esbuild plugin that turns a dynamic `import()` of a lazy bundle's entry into a `require` of that bundle's file,
 * and refuses every other dynamic import of our own sources, because it would silently be bundled into the caller.
 */
export function lazyBundles(bundles: readonly Bundle[], root: string): Plugin {
  return {
    name: "lazy-bundles",
    setup(build) {
      build.onResolve({ filter: /^\./ }, (args) => {
        if (args.kind !== "dynamic-import" || args.resolveDir.includes("node_modules")) {
          return undefined;
        }
        const target = path.relative(root, path.resolve(args.resolveDir, args.path)).replaceAll("\\", "/");
        const bundle = bundles.find((candidate) => candidate.lazy && candidate.entry === target);
        if (!bundle) {
          return { errors: [{ text: `import("${args.path}") loads no lazy bundle listed in bundles.ts` }] };
        }
        return { path: `./${path.posix.basename(bundle.outfile)}`, external: true };
      });
    },
  };
}
