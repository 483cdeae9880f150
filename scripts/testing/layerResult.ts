/** What a layer of tests found. */
export interface LayerResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, one line each, to be repeated at the end of the run. */
  readonly failures: readonly string[];
}

/** The result of a layer that could not do its work at all: one failure, never a silent pass. */
export function brokenLayer(reason: string): LayerResult {
  return { passed: 0, failed: 1, skipped: 0, failures: [reason] };
}

/**
 * Adds what the counts alone do not show: a layer that ran nothing, and a runner that ended badly although no test
 * failed (a crash, an unhandled rejection), count as failed.
 */
export function judgeLayer(counted: LayerResult, exitCode: number): LayerResult {
  const reasons: string[] = [];
  if (counted.passed + counted.failed === 0) {
    reasons.push("no test ran");
  }
  if (exitCode !== 0 && counted.failed === 0) {
    reasons.push(`the test runner ended with exit code ${exitCode}`);
  }
  return {
    ...counted,
    failed: counted.failed + reasons.length,
    failures: [...counted.failures, ...reasons],
  };
}

/** The line that ends a run: `N passed, N failed`, and `, N skipped` if there are any. */
export function summaryLine(results: readonly LayerResult[]): string {
  const sum = (key: "passed" | "failed" | "skipped"): number =>
    results.reduce((total, result) => total + result[key], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
