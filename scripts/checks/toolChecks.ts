import { runProgram } from "../testing/runProgram.ts";
import type { Check } from "./check.ts";

const limitSeconds = 120;
// The linter's configuration is a module, but the root's package.json cannot say so: the extension is CommonJS.
const env = { NODE_OPTIONS: "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON" };

function toolCheck(name: string, args: readonly string[]): Check {
  return {
    name,
    async run() {
      const { code, output, timedOut } = await runProgram(args, { limitSeconds, env });
      if (timedOut) {
        return [`${args[0] ?? ""} took longer than ${limitSeconds} seconds`];
      }
      return code === 0 ? [] : [output.trim() || `${args[0] ?? ""} ended with exit code ${code}`];
    },
  };
}

/** What the tools of the trade say of the repository: format, lint (with the walls between rooms), types, waste. */
export const toolChecks: readonly Check[] = [
  toolCheck("format (oxfmt)", ["node_modules/oxfmt/bin/oxfmt", "--check"]),
  toolCheck("lint (oxlint)", [
    "node_modules/oxlint/bin/oxlint",
    "--type-aware",
    "--deny-warnings",
    "src",
    "scripts",
    "test",
    "oxlint.config.ts",
  ]),
  toolCheck("types (tsc)", ["node_modules/typescript/bin/tsc", "-p", "."]),
  toolCheck("nothing unused (knip)", ["node_modules/knip/bin/knip.js", "--no-progress"]),
];
