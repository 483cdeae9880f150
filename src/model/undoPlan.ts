import type { ChangePlan, ChangeStep } from "./change.ts";
import type { RunRecord, StepRecord } from "./journal.ts";

/**
 * The plan that takes back what a run changed, the last first; undefined if there is nothing to be taken back. Each step gives
 * up only what the run left, so whatever was changed since stays.
 *
 * @param steps only these of the run's steps (their index); all unless told.
 */
export function undoPlan(record: RunRecord, steps?: readonly number[]): ChangePlan | undefined {
  const indices = [...record.steps.keys()].filter((index) => steps?.includes(index) !== false);
  const back = indices.toReversed().flatMap((index) => {
    const step = turnedRound(record.steps[index]);
    return step ? [{ index, step }] : [];
  });
  if (back.length === 0) {
    return undefined;
  }
  return {
    purpose: "undo",
    steps: back.map(({ step }) => step),
    undoes: { runId: record.runId, steps: back.map(({ index }) => index) },
  };
}

/**
 * Whether a step of a run can still be taken back: it changed something, and no later run took it back.
 *
 * @param runs all runs that are known.
 */
export function canUndo(record: RunRecord, step: number, runs: readonly RunRecord[]): boolean {
  return turnedRound(record.steps[step]) !== undefined && !runs.some((run) => tookBack(run, record, step));
}

/** The step that takes this one back. Only what was written and then read can be. */
function turnedRound(record: StepRecord | undefined): ChangeStep | undefined {
  if (record?.state !== "changed") {
    return undefined;
  }
  const { step, before, after } = record;
  if (before === undefined || after === undefined || before === after) {
    return undefined; // a journal that lacks a line: better no offer than a wrong one
  }
  return { ...step, from: after, wanted: before };
}

function tookBack({ plan: { undoes }, steps }: RunRecord, { runId }: RunRecord, step: number): boolean {
  const place = undoes?.runId === runId ? undoes.steps.indexOf(step) : -1;
  return steps[place]?.state === "changed";
}
