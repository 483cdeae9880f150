/** What the tests in the extension host came to: the form of `out/results/host.json`. */
export interface HostReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The tests that failed. */
  readonly failures: readonly HostFailure[];
  /** Tests that passed at a later try; why the first one failed. */
  readonly retried: readonly HostFailure[];
}

/** A test that failed: its full name, and its error with the stack. */
export interface HostFailure {
  readonly test: string;
  readonly why: string;
}

/** Names the environment variable that tells the extension host where to write its report; beside it goes the text. */
export const reportVariable = "PAL_HOST_REPORT";

/**
 * Names the environment variable that tells the extension host where to write its own arguments and environment: nobody else sees what
 * changes while it runs.
 */
export const processVariable = "PAL_HOST_PROCESS";

/** The text for people beside a report: a line for each test. */
export function textBeside(reportFile: string): string {
  return reportFile.replace(/\.json$/, ".txt");
}
