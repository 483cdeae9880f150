import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { array, number, object, parse, string } from "valibot";
import { repository } from "../repository.ts";
import { brokenLayer, judgeLayer, type LayerResult } from "./layerResult.ts";
import { runProgram } from "./runProgram.ts";

const report = path.join(repository, "out", "results", "host.json");
const failuresSchema = array(object({ test: string(), why: string() }));
const reportSchema = object({
  passed: number(),
  failed: number(),
  skipped: number(),
  failures: failuresSchema,
  retried: failuresSchema,
});

/** Runs the tests inside the extension host, in the desktop VS Code if asked to, and reads the counts they wrote. */
export async function hostLayer(
  limitSeconds: number,
  env: Readonly<Record<string, string>>,
  desktop: boolean,
): Promise<LayerResult> {
  await rm(report, { force: true });
  const { code, timedOut } = await runProgram(
    ["test/host/runHostTests.ts", ...(desktop ? ["--desktop"] : [])],
    { show: true, limitSeconds, env },
  );
  if (timedOut) {
    return brokenLayer(`stopped after ${limitSeconds} seconds`);
  }
  let text: string;
  try {
    text = await readFile(report, "utf8");
  } catch {
    return brokenLayer(`the host tests ended with exit code ${code} and wrote no report`);
  }
  return judgeLayer(parse(reportSchema, JSON.parse(text)), code);
}
