import type { RunRecord } from "../model/journal.ts";

/** What a command on the history is about. */
export interface ChangeArgument {
  readonly record: RunRecord;
  /** The index of the step; absent: the whole run. */
  readonly step?: number;
}

/** The run or step that a command's argument means: a node of the history. Undefined if there is no such run. */
export function changeFromArgument(
  runs: readonly RunRecord[],
  argument: unknown,
): ChangeArgument | undefined {
  if (typeof argument !== "object" || argument === null || !("runId" in argument)) {
    return undefined;
  }
  const record = runs.find(({ runId }) => runId === argument.runId);
  const step = "step" in argument && typeof argument.step === "number" ? argument.step : undefined;
  return record && { record, ...(step !== undefined && { step }) };
}
