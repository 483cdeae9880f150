// Mutation testing: `npm run test:mutation [-- FILE…]`. Changes one thing after another in each file (without FILE, in the
// twenty that matter most) and runs the unit tests that reach it: a mutant that no test notices survives. A file takes a
// minute to ten. Not part of `npm test`; fails only if it cannot run.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { number, object, parse, record, string, array, optional } from "valibot";
import { repository } from "./repository.ts";
import { installPackages } from "./run.mjs";

const folder = path.join(repository, "test", "mutation");

/** The files in which a mistake does most harm: what is written, what is told of it, what is kept. */
const core = [
  "src/links/changeStep.ts",
  "src/links/changes.ts",
  "src/links/stepEnd.ts",
  "src/model/change.ts",
  "src/model/undoPlan.ts",
  "src/model/knowledge.ts",
  "src/model/rowState.ts",
  "src/azure/armError.ts",
  "src/azure/partnerLinks.ts",
  "src/azure/armTokenPolicy.ts",
  "src/links/tokenGate.ts",
  "src/links/checkQueue.ts",
  "src/links/runOwner.ts",
  "src/links/journalReader.ts",
  "src/links/runLog.ts",
  "src/ui/messageGate.ts",
  "src/recipes/recipeChange.ts",
  "src/model/snapshot.ts",
  "src/links/linkStore.ts",
  "src/identity/identityBook.ts",
];

const reportSchema = object({
  files: record(
    string(),
    object({
      mutants: array(
        object({
          mutatorName: string(),
          replacement: optional(string(), ""),
          status: string(),
          location: object({ start: object({ line: number(), column: number() }) }),
        }),
      ),
    }),
  ),
});

/**
 * Stryker 9 names a test "suite name", Vitest 5 "suite > name": without this no test would be found by its name, and no
 * mutant killed. Both places are in what npm installed for this program alone.
 */
function joinNamesAsVitestDoes(): void {
  const runner = path.join(folder, "node_modules", "@stryker-mutator", "vitest-runner", "dist", "src");
  for (const name of ["stryker-setup.js", "test-helpers.js"]) {
    const file = path.join(runner, name);
    const text = readFileSync(file, "utf8");
    const joined = text.replace("nameParts.join(' ')", "nameParts.join(' > ')");
    if (!joined.includes("nameParts.join(' > ')")) {
      throw new Error(`${name} joins the names of tests in a way that is not known here`);
    }
    writeFileSync(file, joined);
  }
}

/** A line of the table: what became of the mutants of one file. Those that cannot be compiled count for nothing. */
function figures(name: string, mutants: readonly { readonly status: string }[]): string[] {
  const count = (...statuses: string[]): number =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count("Killed", "Timeout", "RuntimeError");
  const missed = count("Survived", "NoCoverage");
  const percent = noticed + missed === 0 ? 100 : Math.floor((100 * noticed) / (noticed + missed));
  return [
    name,
    noticed + missed,
    count("Killed", "RuntimeError"),
    count("Timeout"),
    missed,
    `${percent} %`,
  ].map(String);
}

function printTable(rows: readonly string[][]): void {
  const widths = (rows[0] ?? []).map((_head, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  "),
    );
  }
}

const { positionals } = parseArgs({ allowPositionals: true });
const files = positionals.length === 0 ? core : positionals;
installPackages(folder);
joinNamesAsVitestDoes();
mkdirSync(path.join(repository, "out", "mutation"), { recursive: true });
const stryker = path.join(folder, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
const args = [stryker, "run", path.join("test", "mutation", "stryker.json"), "--mutate", files.join(",")];
const { status } = spawnSync(process.execPath, args, { cwd: repository, stdio: "inherit" });
if (status !== 0) {
  throw new Error(`Stryker failed (exit ${status ?? "by a signal"})`);
}
const report = parse(
  reportSchema,
  JSON.parse(readFileSync(path.join(repository, "out", "mutation", "report.json"), "utf8")),
);
const found = Object.entries(report.files);
for (const [name, { mutants }] of found) {
  for (const { status: fate, location, mutatorName, replacement } of mutants) {
    if (fate === "Survived" || fate === "NoCoverage") {
      const one = replacement.replaceAll(/\s+/g, " ").slice(0, 100);
      console.log(`${name}:${location.start.line}:${location.start.column} ${mutatorName} → ${one}`);
    }
  }
}
printTable([
  ["file", "mutants", "killed", "timed out", "survived", "score"],
  ...found.map(([name, { mutants }]) => figures(name, mutants)),
  ...(found.length > 1
    ? [
        figures(
          "all",
          found.flatMap(([, { mutants }]) => mutants),
        ),
      ]
    : []),
]);
