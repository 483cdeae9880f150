import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { object, parse, array, string, number, type InferOutput } from "valibot";
import { repository } from "../repository.ts";
import { brokenLayer, type Failure, judgeLayer, type LayerResult } from "./layerResult.ts";
import { runProgram } from "./runProgram.ts";

const reportSchema = object({
  numPassedTests: number(),
  numFailedTests: number(),
  numPendingTests: number(),
  numTodoTests: number(),
  testResults: array(
    object({
      name: string(),
      status: string(),
      message: string(),
      assertionResults: array(
        object({ fullName: string(), status: string(), failureMessages: array(string()) }),
      ),
    }),
  ),
});

/** Counts a vitest JSON report. A file that failed without a failing test (it could not be loaded) is one failure. */
export function countReport(report: InferOutput<typeof reportSchema>): LayerResult {
  const failures: Failure[] = [];
  const retried: Failure[] = [];
  let brokenFiles = 0;
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    failures.push(...failed.map(failureOf));
    // Whatever passed and has an error nevertheless has it from an earlier try.
    const late = file.assertionResults.filter(
      ({ status, failureMessages }) => status === "passed" && failureMessages.length > 0,
    );
    retried.push(...late.map(failureOf));
    if (file.status === "failed" && failed.length === 0) {
      brokenFiles += 1;
      failures.push({ test: `${path.relative(repository, file.name)} could not be run`, why: file.message });
    }
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    retried,
  };
}

/** The first try's error: later ones may only follow from what it left behind. */
function failureOf(test: {
  readonly fullName: string;
  readonly failureMessages: readonly string[];
}): Failure {
  return { test: test.fullName, why: test.failureMessages[0] ?? "" };
}

/** Runs the tests of `test/<layer>/` with vitest, showing its output, and reads the counts from its JSON report. */
export async function vitestLayer(
  layer: string,
  limitSeconds: number,
  env: Readonly<Record<string, string>>,
): Promise<LayerResult> {
  const report = path.join("out", "results", `${layer}.json`);
  await rm(path.join(repository, report), { force: true });
  const { code, timedOut } = await runProgram(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config",
      `test/${layer}/vitest.config.ts`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile=${report}`,
    ],
    { show: true, limitSeconds, env },
  );
  if (timedOut) {
    return brokenLayer(`stopped after ${limitSeconds} seconds`);
  }
  let text: string;
  try {
    text = await readFile(path.join(repository, report), "utf8");
  } catch {
    return brokenLayer(`vitest ended with exit code ${code} and wrote no report`);
  }
  return judgeLayer(countReport(parse(reportSchema, JSON.parse(text))), code);
}
