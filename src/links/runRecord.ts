import type { JournaledError, JournalEvent, RunEvent, RunRecord, StepRecord } from "../model/journal.ts";
import { PalError } from "../model/palError.ts";
import { isRefusal } from "./stepEnd.ts";

/**
 * What the events of one run come to. Throws `unexpected` if the first is not `planned`.
 *
 * @param events in their order, only those that count: see `parseJournal`.
 */
export function foldRun([planned, ...events]: readonly JournalEvent[]): RunRecord {
  if (planned?.type !== "planned") {
    throw new PalError("unexpected");
  }
  const { runId, plan, at: startedAt, order } = planned;
  const steps: StepRecord[] = plan.steps.map((step) => ({ step, state: "planned" }));
  let closed: RunRecord["closed"];
  for (const event of events) {
    if (event.type === "closed") {
      closed ??= { at: event.at, how: event.how };
    } else if (event.type !== "planned" && event.type !== "owned") {
      const before = steps[event.step];
      if (before) {
        steps[event.step] = foldStep(before, event);
      }
    }
  }
  return {
    runId,
    plan,
    startedAt,
    ...(order !== undefined && { order }),
    steps,
    ...(closed && { closed }),
  };
}

/** Whether the run is not over. */
export function isOpen({ closed }: RunRecord): boolean {
  return closed === undefined;
}

/** The steps of which only a read can tell what became of them, by their index. */
export function announcedSteps({ steps }: RunRecord): readonly number[] {
  return [...steps.keys()].filter((i) => isUnended(steps[i]));
}

/** Whether a run is done but for steps in doubt: nothing more is to be sent, only to be read. */
export function isDoneButForDoubts({ closed, steps }: RunRecord): boolean {
  const states = steps.map(({ state }) => state);
  return (
    !closed &&
    states.includes("inDoubt") &&
    states.every((state) => state !== "planned" && state !== "announced")
  );
}

/** Whether a request was announced for the step, and nobody wrote down what became of it. */
export function isUnended(record: StepRecord | undefined): boolean {
  return record?.state === "announced" || record?.state === "inDoubt";
}

/** That it is in doubt is no reason why. */
function isMereDoubt({ code }: JournaledError): boolean {
  return code === "inDoubt";
}

function foldStep(record: StepRecord, event: RunEvent): StepRecord {
  const { step, before, beforeName, beforeStamp, beforeOrder, announcedAt } = record;
  if (event.type === "writing") {
    return {
      step,
      state: "announced",
      before: event.before,
      ...(event.beforeName !== undefined && { beforeName: event.beforeName }),
      ...(event.beforeStamp && { beforeStamp: event.beforeStamp }),
      ...(event.beforeOrder !== undefined && { beforeOrder: event.beforeOrder }),
      announcedAt: event.at,
      ...(record.correlationId !== undefined && { correlationId: record.correlationId }),
    };
  }
  const given = event.type === "answered" ? event.correlationId : undefined;
  const correlationId = given ?? event.error?.correlationId ?? record.correlationId;
  const said = {
    ...(correlationId !== undefined && { correlationId }),
    ...(event.error && { error: isMereDoubt(event.error) ? (record.error ?? event.error) : event.error }),
  };
  if (event.type === "answered") {
    const isDoubtful = isUnended(record) && event.error !== undefined && !isRefusal(event.error);
    return { ...record, ...said, ...(isDoubtful && { state: "inDoubt" }) };
  }
  return {
    step,
    state: event.end,
    ...(before !== undefined && { before }),
    ...(beforeName !== undefined && { beforeName }),
    ...(beforeStamp && { beforeStamp }),
    ...(beforeOrder !== undefined && { beforeOrder }),
    ...(event.after !== undefined && { after: event.after }),
    ...(event.afterName !== undefined && { afterName: event.afterName }),
    ...(event.afterStamp && { afterStamp: event.afterStamp }),
    ...(announcedAt !== undefined && { announcedAt }),
    ...said,
    endedAt: event.at,
  };
}
