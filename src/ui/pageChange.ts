import * as vscode from "vscode";
import type { ChangePlan, ChangeStep, RunResult } from "../model/change.ts";
import type { Identity } from "../model/identity.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { canUndo } from "../model/undoPlan.ts";
import { failedWords } from "./changeWords.ts";
import { errorWords } from "./errorWords.ts";
import { leadsToStranger } from "./knownPartners.ts";
import type { PageParts } from "./pageParts.ts";
import type { HostMessage } from "./protocol.ts";
import { resultWords } from "./resultWords.ts";

/** What a page is told of an act that is over. */
export type Told = Pick<HostMessage & { type: "told" }, "how" | "words" | "canUndo">;

/** The plan for one row: what is known to be linked there is what the user agrees to give up. */
export function planForRow(
  purpose: "link" | "update" | "remove",
  row: Row,
  identity: Identity,
  wanted: string | null,
): ChangePlan {
  const { knowledge, tenant } = row;
  const linked = knowledge.kind === "linked" ? knowledge.link.partnerId : null;
  const step: ChangeStep = {
    identityId: row.identityId,
    accountLabel: identity.label,
    tenantId: tenant.tenantId,
    tenantName: rowLabel(row),
    from: purpose === "link" ? null : linked,
    wanted,
  };
  return { purpose, steps: [step] };
}

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
    const words = `${failedWords(plan.purpose, step, unclear)} ${errorWords(error)}`;
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
