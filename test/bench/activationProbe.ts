import type { BenchExtension } from "./baselines/extensionVsix.ts";

/** The environment variable with the file that the probe adds its measurements to. */
export const probeFileVariable = "PAL_BENCH_PROBE";

/**
 * An extension that activates others before VS Code does, and adds a line of JSON (`{ id: milliseconds }`) to the file
 * named by PAL_BENCH_PROBE. The first of `ids` is for warming up; the order of the others changes with each line, so
 * that none gains from being the last.
 */
export function activationProbe(ids: readonly string[]): BenchExtension {
  return {
    name: "activation-probe",
    code: `const vscode = require("vscode");
const fs = require("node:fs");
const ids = ${JSON.stringify(ids)};
exports.activate = async () => {
  const file = process.env.${probeFileVariable};
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\\n").length : 0;
  // VS Code's own start is over by then; extensions that wait for it wait for this function, too, but at most 10 s.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const [warmUp, ...measured] = ids;
  const times = {};
  for (const id of [warmUp, ...(lines % 2 === 0 ? measured : measured.reverse())]) {
    const extension = vscode.extensions.getExtension(id);
    if (!extension || extension.isActive) throw new Error(id + (extension ? " is active already" : " is missing"));
    const started = performance.now();
    await extension.activate();
    times[id] = performance.now() - started;
  }
  fs.appendFileSync(file, JSON.stringify(times) + "\\n");
};`,
    // Before every extension that waits for the start to be finished.
    activationEvents: ["*"],
  };
}
