/** A test that failed, at least once. */
export interface Failure {
  /** Its full name; or what went wrong, where that is no test's fault. */
  readonly test: string;
  /** The error's text as the runner gave it, with its stack if it had one. */
  readonly why?: string;
}

/** What a layer of tests found. */
export interface LayerResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, to be repeated at the end of the run. */
  readonly failures: readonly Failure[];
  /** Tests that count as passed, because a later try did; and why the first one failed. */
  readonly retried: readonly Failure[];
}

/** So much of an error is repeated at the end of a run; the whole stands where the test ran. */
const longestReason = { lines: 14, characters: 240 };

/** The result of a layer that could not do its work at all: one failure, never a silent pass. */
export function brokenLayer(reason: string): LayerResult {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ test: reason }], retried: [] };
}

/**
 * Adds what the counts alone do not show: a layer that ran nothing, and a runner that ended badly although no test
 * failed (a crash, an unhandled rejection), count as failed.
 */
export function judgeLayer(counted: LayerResult, exitCode: number): LayerResult {
  const reasons: Failure[] = [];
  if (counted.passed + counted.failed === 0) {
    reasons.push({ test: "no test ran" });
  }
  if (exitCode !== 0 && counted.failed === 0) {
    reasons.push({ test: `the test runner ended with exit code ${exitCode}` });
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

/** A layer in the result of a run: its counts, and below them what failed and why. The end of the output may be all that is kept. */
export function resultLines(name: string, result: LayerResult): readonly string[] {
  return [
    `${name.padEnd(10)} ${summaryLine([result])}`,
    ...result.failures.flatMap((failure) => failureLines("failed", failure)),
    ...result.retried.flatMap((failure) => failureLines("passed at a later try", failure)),
  ];
}

function failureLines(how: string, { test, why }: Failure): readonly string[] {
  return [`           ${how}: ${test}`, ...shortReason(why ?? "").map((line) => `             ${line}`)];
}

/** What an error says, and of its stack only the first line in a test. */
function shortReason(text: string): readonly string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const words = lines.filter((line) => !isStack(line)).slice(0, longestReason.lines);
  const place = lines.find((line) => isStack(line) && /[/\\]test[/\\]/u.test(line));
  return [...words, ...(place === undefined ? [] : [place])].map((line) =>
    line.slice(0, longestReason.characters),
  );
}

function isStack(line: string): boolean {
  return /^\s*at /u.test(line);
}
