import type { ChangePlan, ChangeStep, RunId } from "./change.ts";
import { orderOfRun, type RunRecord, type StepRecord, type StepState } from "./journal.ts";
import { type RowId, rowId } from "./row.ts";

/**
 * The plan that takes back what a run changed, the last first; undefined if there is nothing to be taken back. Each step gives
 * up only the very link that the run left, so whatever was changed since stays.
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
 * Whether a step of a run can still be taken back: it changed something, and no later run changed the same row.
 *
 * @param runs all runs that are known.
 */
export function canUndo(record: RunRecord, step: number, runs: readonly RunRecord[]): boolean {
  return undoable(runs)(record, step);
}

/** `canUndo` for many steps of the same runs. */
export function undoable(runs: readonly RunRecord[]): (record: RunRecord, step: number) => boolean {
  const writes = writesByRow(runs);
  return (run, index) => {
    const { runId, steps } = run;
    const record = steps[index];
    return (
      record !== undefined &&
      turnedRound(record) !== undefined &&
      !writes
        .get(rowOf(record))
        ?.some((write) => endsUndo(write, { runId, order: orderOfRun(run), index, record }))
    );
  };
}

/** A step that changed its row, or may have. */
interface Write {
  readonly runId: RunId;
  /** Of the run. */
  readonly order: number;
  readonly record: StepRecord;
  /** The step that it takes back. */
  readonly undoes?: { readonly runId: RunId; readonly index: number };
}

function writesByRow(runs: readonly RunRecord[]): ReadonlyMap<RowId, readonly Write[]> {
  const writes = new Map<RowId, Write[]>();
  for (const run of runs) {
    const { runId, plan, steps } = run;
    for (const [place, record] of steps.entries()) {
      if (mayHaveWritten(record)) {
        const index = plan.undoes?.steps[place];
        const undoes = plan.undoes && index !== undefined && { runId: plan.undoes.runId, index };
        const row = rowOf(record);
        const known = writes.get(row) ?? [];
        known.push({ runId, order: orderOfRun(run), record, ...(undoes && { undoes }) });
        writes.set(row, known);
      }
    }
  }
  return writes;
}

function rowOf({ step }: StepRecord): RowId {
  return rowId(step.identityId, step.tenantId);
}

/** Whether the step left another link than it found, as far as anybody knows. */
function mayHaveWritten({ state }: StepRecord): boolean {
  return mayStillChange(state) || state === "changed" || state === "unclear" || state === "notVerified";
}

/** Whether what the step sent may still come. */
function mayStillChange(state: StepState): boolean {
  return state === "announced" || state === "inDoubt";
}

/** Whether a write is why a step cannot be taken back any more. */
function endsUndo(write: Write, step: Omit<Write, "undoes"> & { readonly index: number }): boolean {
  if (write.undoes?.runId === step.runId && write.undoes.index === step.index) {
    const { state } = write.record;
    return state === "changed" || mayStillChange(state); // an undo that came to nothing can be tried again
  }
  return write.runId !== step.runId && isLater(write, step);
}

/**
 * By Azure's clock if both tell it, because the clock of a machine may be set back; else by the order of what was learnt of
 * the row, or that of the runs, which know of that.
 */
function isLater(one: Omit<Write, "undoes">, other: Omit<Write, "undoes">): boolean {
  const [a, b] = [azureTime(one.record), azureTime(other.record)];
  if (a && b && a.at !== b.at) {
    return a.at > b.at;
  }
  if (a && b && a.isGone !== b.isGone) {
    return a.isGone;
  }
  const [p, q] = [orderInRow(one.record), orderInRow(other.record)];
  if (p !== undefined && q !== undefined && p !== q) {
    return p > q;
  }
  return one.order === other.order
    ? machineTime(one.record) > machineTime(other.record)
    : one.order > other.order;
}

/** When the step left the link, or when the link was last changed that it removed. */
function azureTime({ beforeStamp, afterStamp }: StepRecord): { at: number; isGone: boolean } | undefined {
  const at = afterStamp?.updatedAt ?? beforeStamp?.updatedAt;
  return at === undefined ? undefined : { at, isGone: afterStamp?.updatedAt === undefined };
}

/** Where the write stands among all that was learnt of its row, if the journal tells. */
function orderInRow({ announcedAt = 0, beforeOrder }: StepRecord): number | undefined {
  return beforeOrder === undefined ? undefined : Math.max(announcedAt, beforeOrder);
}

function machineTime({ announcedAt, endedAt }: StepRecord): number {
  return announcedAt ?? endedAt ?? 0;
}

/** The step that takes this one back. Only what was written and then read can be. */
function turnedRound(record: StepRecord | undefined): ChangeStep | undefined {
  if (record?.state !== "changed") {
    return undefined;
  }
  const { before, after, afterStamp } = record;
  if (before === undefined || after === undefined || before === after) {
    return undefined; // a journal that lacks a line: better no offer than a wrong one
  }
  const { fromStamp: _given, ...step } = record.step;
  return { ...step, from: after, ...(afterStamp && { fromStamp: afterStamp }), wanted: before };
}
