/** What the tests in the extension host came to: the form of `out/results/host.json`. */
export interface HostReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The full names of the tests that failed; why, the text beside the report says. */
  readonly failures: readonly string[];
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
