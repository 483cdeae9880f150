import { globSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { repository } from "../../scripts/repository.ts";

const outfile = path.join(repository, "out", "host-tests.cjs");

/**
 * Bundles every `*.hosttest.ts` here into one CommonJS module with a function `run`, as VS Code wants it.
 * Returns the file's path.
 */
export async function buildHostTests(): Promise<string> {
  const files = globSync("**/*.hosttest.ts", { cwd: import.meta.dirname });
  // `require`, not `import`: a test file describes its tests at once, when `describe` and `it` must be there already.
  const requires = files.toSorted().map((file) => `require("./${file.replaceAll("\\", "/")}");`);
  await build({
    stdin: {
      contents: `import { runMocha } from "./runMocha.ts";
        export const run = () => runMocha(() => { ${requires.join(" ")} });`,
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode", "mocha"],
    mainFields: ["module", "main"],
    sourcemap: true,
    logLevel: "warning",
  });
  return outfile;
}
