// `npm run bench`: how long our main acts take, each as a ratio to a baseline that is measured in the same run.
// Prints a table and writes out/bench.json. A measurement, no test: nothing here can fail for being slow.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { buildVsix } from "../../scripts/package.ts";
import { repository } from "../../scripts/repository.ts";
import { installRig } from "../vscode/installRig.ts";
import { type Figure, figureTable, median, ratio } from "./figure.ts";

installRig();
// Loaded when the rig's packages are there.
const { measureAll } = await import("./measureAll.ts");

const vsix = await buildVsix();
const folder = await mkdtemp(path.join(tmpdir(), "pal-bench-"));
let figures: readonly Figure[];
try {
  figures = await measureAll(vsix, folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

console.log(figureTable(figures));
const report = {
  date: new Date().toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
  node: process.version,
  figures: figures.map((figure) => ({
    name: figure.name,
    against: figure.against,
    oursMedian: median(figure.ours),
    baselineMedian: median(figure.baseline),
    ratio: ratio(figure),
    ours: figure.ours,
    baseline: figure.baseline,
  })),
};
await mkdir(path.join(repository, "out"), { recursive: true });
await writeFile(path.join(repository, "out", "bench.json"), `${JSON.stringify(report, null, 2)}\n`);
