// `npm run bench`: how long our main acts take, each as a ratio to a baseline that is measured in the same run.
// Prints a table and writes out/bench.json. A measurement, no test: nothing here can fail for being slow.
// `--large` adds what takes long; `--samples N` takes so many of each figure; `--only NAME` (of measureAll.ts, may be repeated) measures only that.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildVsix } from "../../scripts/package.ts";
import { repository } from "../../scripts/repository.ts";
import { installRig } from "../vscode/installRig.ts";
import { type Figure, figureTable, median, ratio } from "./figure.ts";

installRig();
// Loaded when the rig's packages are there.
const { measureAll } = await import("./measureAll.ts");

const { values } = parseArgs({
  options: {
    large: { type: "boolean", default: false },
    samples: { type: "string" },
    only: { type: "string", multiple: true },
  },
});
const vsix = await buildVsix();
const folder = await mkdtemp(path.join(tmpdir(), "pal-bench-"));
const figures: Figure[] = [];
const broken: string[] = [];
try {
  await measureAll(
    {
      vsix,
      folder,
      large: values.large,
      ...(values.samples && { samples: Number(values.samples) }),
      ...(values.only && { only: values.only }),
    },
    (measured) => {
      figures.push(...measured);
      console.log(measured.map(({ name }) => `measured: ${name}`).join("\n"));
    },
    (name, error) => {
      broken.push(name);
      console.error(`"${name}" could not be measured:`, error);
    },
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

// Two numbers on a busy machine say less: the load shows whether anybody else was at work.
const load = loadavg()[0] ?? 0;
console.log(`\n${figureTable(figures)}\n`);
console.log(`${cpus().length} cores, load ${load.toFixed(1)} at the end; medians (least–most).`);
const report = {
  date: new Date().toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
  load,
  node: process.version,
  figures: figures.map((figure) => ({
    name: figure.name,
    unit: figure.unit ?? "milliseconds",
    against: figure.against,
    goal: figure.goal,
    oursMedian: median(figure.ours),
    baselineMedian: median(figure.baseline),
    ratio: ratio(figure),
    ours: figure.ours,
    baseline: figure.baseline,
  })),
};
await mkdir(path.join(repository, "out"), { recursive: true });
await writeFile(path.join(repository, "out", "bench.json"), `${JSON.stringify(report, null, 2)}\n`);
// What could not be measured is no figure: that is an error, however slow anything else was.
// At once: Node.js may wait for ever, at full speed, for a socket that is closed on one side only.
process.exit(broken.length === 0 ? 0 : 1);
