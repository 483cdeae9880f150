// The test runner: `npm test [-- LAYER…] [--desktop]`. A failing layer does not stop the others; the last line of the
// output is `N passed, N failed` (and `, N skipped` if there are any), and the exit code says the same.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { allChecks } from "./checks/allChecks.ts";
import { buildVsix, vsixVariable } from "./package.ts";
import { repository } from "./repository.ts";
import { checkLayer } from "./testing/checkLayer.ts";
import { hostLayer } from "./testing/hostLayer.ts";
import { brokenLayer, type LayerResult, resultLines, summaryLine } from "./testing/layerResult.ts";
import { runProgram } from "./testing/runProgram.ts";
import { vitestLayer } from "./testing/vitestLayer.ts";

type Env = Readonly<Record<string, string>>;

/** A layer of tests, and what must be there before it: the rig (VS Code and a browser), the extension, the Azure CLI. */
interface Layer {
  readonly name: string;
  readonly needsRig: boolean;
  readonly needsVsix: boolean;
  readonly needsAzureCli?: true;
  run(env: Env, desktop: boolean): Promise<LayerResult>;
}

/** Limits of layers are there to end what hangs; on a machine that does nothing else, each takes a fraction of its own. */
const minutes = 60;

const layers: readonly Layer[] = [
  // The types of the tests need the packages of the rig.
  { name: "check", needsRig: true, needsVsix: false, run: () => checkLayer(allChecks) },
  { name: "unit", needsRig: false, needsVsix: false, run: (env) => vitestLayer("unit", 6 * minutes, env) },
  {
    name: "host",
    needsRig: true,
    needsVsix: true,
    run: (env, desktop) => hostLayer(8 * minutes, env, desktop),
  },
  { name: "pages", needsRig: true, needsVsix: false, run: (env) => vitestLayer("pages", 10 * minutes, env) },
  { name: "e2e", needsRig: true, needsVsix: true, run: (env) => vitestLayer("e2e", 40 * minutes, env) },
  {
    name: "contract",
    needsRig: false,
    needsVsix: false,
    needsAzureCli: true,
    run: (env) => vitestLayer("contract", 12 * minutes, env),
  },
  {
    name: "package",
    needsRig: false,
    needsVsix: true,
    run: (env) => vitestLayer("package", 5 * minutes, env),
  },
];

/** Runs a program that installs something, beside the layers that do not need it: what it says is shown only if it fails. */
async function prepare(program: string): Promise<void> {
  const { code, output } = await runProgram([program], { limitSeconds: 10 * minutes });
  if (code !== 0) {
    throw new Error(`${program} failed:\n${output}`);
  }
}

async function runLayers(chosen: readonly Layer[], desktop: boolean): Promise<LayerResult[]> {
  const needsRig = chosen.some((layer) => layer.needsRig && !desktop);
  const rig = needsRig ? prepare("scripts/testing/prepareRig.ts") : Promise.resolve();
  // What fails is reported by the first layer that needs it. One after the other: apt serves only one at a time.
  const rigTried = rig.catch(() => {});
  const needsCli = chosen.some((layer) => layer.needsAzureCli);
  const azureCli = rigTried.then(() =>
    needsCli ? prepare("scripts/testing/prepareAzureCli.ts") : undefined,
  );
  azureCli.catch(() => {});
  let vsix: Promise<string> | undefined;
  const results: LayerResult[] = [];
  for (const layer of chosen) {
    const started = performance.now();
    console.log(`\n━━ ${layer.name} ━━`);
    let result: LayerResult;
    try {
      if (layer.needsRig) {
        await rig;
      }
      if (layer.needsAzureCli) {
        await azureCli;
      }
      vsix ??= layer.needsVsix ? buildVsix() : undefined;
      result = await layer.run(vsix ? { [vsixVariable]: await vsix } : {}, desktop);
    } catch (error) {
      result = brokenLayer(error instanceof Error ? error.message : String(error));
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${layer.name}: ${summaryLine([result])} (${seconds} s)`);
    results.push(result);
    for (const { test } of result.failures) {
      console.log(`  failed: ${test}`);
    }
  }
  return results;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { desktop: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !layers.some((layer) => layer.name === name));
if (unknown.length > 0) {
  console.error(
    `No such layer: ${unknown.join(", ")}. There are: ${layers.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}
await mkdir(path.join(repository, "out", "results"), { recursive: true });
const chosen = layers.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const results = await runLayers(chosen, values.desktop);

console.log("\n━━ result ━━");
for (const [index, { name }] of chosen.entries()) {
  const result = results[index];
  if (result) {
    console.log(resultLines(name, result).join("\n"));
  }
}
console.log(summaryLine(results));
// Not process.exit(): output to a pipe must be written first.
process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0;
