import * as vscode from "vscode";
import type { ChangePlan, RunResult } from "../model/change.ts";
import { canUndo } from "../model/undoPlan.ts";
import { failedWords } from "./changeWords.ts";
import { entraWords } from "./entraWords.ts";
import { leadsToStranger } from "./knownPartners.ts";
import type { PageParts } from "./pageParts.ts";
import type { HostMessage } from "./protocol.ts";
import { resultWords } from "./resultWords.ts";

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
      return { how: "cancelled", words: failedWords(plan.purpose, step, false), canUndo: false };
    }
    const unclear = error.code === "unclear" || error.code === "notVerified";
    const words = `${failedWords(plan.purpose, step, unclear)} ${entraWords(error)}`;
    return { how: "failed", words, canUndo: false };
  }
  const record = parts.journal.runs.find((run) => run.runId === runId);
  const words = resultWords(plan.purpose, step, result, record?.steps[0]?.before);
  switch (result.kind) {
    case "changed": {
      const { link } = result;
      const strange = leadsToStranger(plan.purpose, step, link, parts);
      return {
        how: "done",
        words: strange ? `${words} ${vscode.l10n.t("Is that your company?")}` : words,
        canUndo: record !== undefined && canUndo(record, 0, parts.journal.runs),
      };
    }
    case "nothingToDo":
      return { how: "nothingToDo", words, canUndo: false };
    case "foundOther":
      return { how: "stopped", words, canUndo: false };
    default:
      return result satisfies never;
  }
}
