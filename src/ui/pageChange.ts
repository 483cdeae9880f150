import type { ChangePlan, RunResult } from "../model/change.ts";
import { canUndo } from "../model/undoPlan.ts";
import { entraWords } from "./entraWords.ts";
import type { PageParts } from "./pageParts.ts";
import type { HostMessage } from "./protocol.ts";
import { failedTold, goodTold } from "./stepTold.ts";

/** What a page is told of an act that is over. */
export type Told = Pick<HostMessage & { type: "told" }, "how" | "words" | "canUndo">;

/** What came of a plan of one step. */
export function toldOf(parts: PageParts, plan: ChangePlan, { runId, results }: RunResult): Told {
  const [step] = plan.steps;
  const [result] = results;
  if (!step || !result) {
    return { how: "nothingToDo", words: "", canUndo: false };
  }
  if (result.kind === "failed") {
    const { error } = result;
    if (error.code === "cancelled" || error.code === "signInCancelled") {
      return { how: "cancelled", words: failedTold(plan.purpose, step, error, parts), canUndo: false };
    }
    const words = `${failedTold(plan.purpose, step, error, parts)} ${entraWords(error)}`;
    return { how: "failed", words, canUndo: false };
  }
  const record = parts.journal.runs.find((run) => run.runId === runId);
  const { words, serious } = goodTold(plan.purpose, step, result, record?.steps[0]?.before, parts);
  switch (result.kind) {
    case "changed":
      return {
        how: serious ? "stopped" : "done",
        words,
        // What was undone is not undone again, as in notifications: the history can.
        canUndo: record !== undefined && plan.purpose !== "undo" && canUndo(record, 0, parts.journal.runs),
      };
    case "nothingToDo":
      return { how: "nothingToDo", words, canUndo: false };
    case "foundOther":
      return { how: "stopped", words, canUndo: false };
    default:
      return result satisfies never;
  }
}
