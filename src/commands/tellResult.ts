import * as vscode from "vscode";
import type { ChangePlan, ChangeStep, RunResult, StepResult } from "../model/change.ts";
import { showHistoryCommand } from "../model/commandIds.ts";
import type { PalError } from "../model/palError.ts";
import type { RunRecord } from "../model/journal.ts";
import { failedWords } from "../ui/changeWords.ts";
import type { GoodResult } from "../ui/resultWords.ts";
import { type ErrorAction as Action, showError } from "../ui/showError.ts";
import { failedTold, goodTold, isUnclear } from "../ui/stepTold.ts";
import { explainPartnerId } from "../ui/whichPartnerId.ts";
import type { CommandParts } from "./commandParts.ts";

/** What the person can do about a result. */
export interface FollowUps {
  /** Runs the same plan again. */
  readonly again: () => Promise<void>;
  /** Asks whether they agree to another plan, and runs it. */
  readonly agree: (plan: ChangePlan) => Promise<void>;
  /** Takes back what was changed, after asking. */
  readonly undo: (record: RunRecord) => Promise<void>;
}

/** Tells what came of a plan, in words that name the tenant, with what can be done about it. */
export async function tellResult(
  parts: CommandParts,
  plan: ChangePlan,
  result: RunResult,
  next: FollowUps,
): Promise<void> {
  const [step, ...others] = plan.steps;
  const [only] = result.results;
  if (!step || !only || others.length > 0) {
    const { treeWords } = await import("../ui/treeWords.ts");
    offer(parts, tellMany(parts, plan, result, next, treeWords.entraWords));
  } else if (only.kind === "failed") {
    const { error } = only;
    const help = { label: vscode.l10n.t("Which Partner ID?"), run: explainPartnerId };
    const more = error.code === "refused" ? [help] : [];
    // What is in doubt is not tried again: it may still come.
    const again = error.code === "inDoubt" ? undefined : next.again;
    await showError(failedTold(plan.purpose, step, error, parts), error, again, ...more);
  } else {
    offer(parts, tellOne(parts, plan, result, { step, only }, next));
  }
}

interface Message {
  readonly text: string;
  readonly serious: boolean;
  readonly actions: readonly Action[];
}

function tellOne(
  parts: CommandParts,
  plan: ChangePlan,
  result: RunResult,
  { step, only }: { readonly step: ChangeStep; readonly only: GoodResult },
  next: FollowUps,
): Message {
  const before = recordOf(parts, result)?.steps[0]?.before;
  const { words: text, serious } = goodTold(plan.purpose, step, only, before, parts);
  switch (only.kind) {
    case "changed":
      return { text, serious, actions: undoActions(parts, plan, result, next) };
    case "nothingToDo":
      return { text, serious, actions: [] };
    case "foundOther": {
      const actions = plan.purpose === "undo" ? [history()] : agreeAnew(plan, only, next);
      return { text, serious, actions };
    }
    default:
      return only satisfies never;
  }
}

function tellMany(
  parts: CommandParts,
  plan: ChangePlan,
  result: RunResult,
  next: FollowUps,
  errorWords: (error: PalError) => string,
): Message {
  const count = (kind: StepResult["kind"]): number =>
    result.results.filter((one) => one.kind === kind).length;
  const unknown = result.results.filter((one) => one.kind === "failed" && isUnclear(one.error)).length;
  const bad = count("failed") + count("foundOther") - unknown;
  const first = result.results.findIndex(({ kind }) => kind === "failed");
  const [step, failed] = [plan.steps[first], result.results[first]];
  const sentences = [
    vscode.l10n.t(
      "{0} of {1} tenants were changed, {2} needed nothing, {3} were not changed.",
      count("changed"),
      plan.steps.length,
      count("nothingToDo"),
      bad,
    ),
    ...(unknown > 0 ? [vscode.l10n.t("Result unknown: {0}.", unknown)] : []),
    ...(step && failed?.kind === "failed"
      ? [failedWords(plan.purpose, step, isUnclear(failed.error)), errorWords(failed.error)]
      : []),
  ];
  const undo = count("changed") > 0 ? undoActions(parts, plan, result, next) : [];
  return { text: sentences.join(" "), serious: bad + unknown > 0, actions: [...undo, history()] };
}

/** Another ID was found than the person had agreed to give up: the same again, if they agree to give up that one. */
function agreeAnew({ purpose, steps: [step] }: ChangePlan, { link }: GoodResult, next: FollowUps): Action[] {
  if (!link || !step) {
    return [];
  }
  const removes = purpose === "remove";
  const anew: ChangePlan = {
    purpose: removes ? "remove" : "update",
    steps: [{ ...step, from: link.partnerId }],
  };
  const label = removes ? vscode.l10n.t("Remove…") : vscode.l10n.t("Change…");
  return [{ label, run: () => next.agree(anew) }];
}

function undoActions(
  parts: CommandParts,
  { purpose }: ChangePlan,
  result: RunResult,
  next: FollowUps,
): Action[] {
  const record = purpose === "undo" ? undefined : recordOf(parts, result);
  return record ? [{ label: vscode.l10n.t("Undo"), run: () => next.undo(record) }] : [];
}

function history(): Action {
  return {
    label: vscode.l10n.t("Show History"),
    run: () => vscode.commands.executeCommand(showHistoryCommand),
  };
}

function recordOf({ journal }: CommandParts, { runId }: RunResult): RunRecord | undefined {
  return journal.runs.find((run) => run.runId === runId);
}

/** Not waited for: the command is over, whatever the person does with the notification. */
function offer({ log }: CommandParts, { text, serious, actions }: Message): void {
  const labels = actions.map(({ label }) => label);
  const show = async (): Promise<void> => {
    const choice = await (serious
      ? vscode.window.showWarningMessage(text, ...labels)
      : vscode.window.showInformationMessage(text, ...labels));
    await actions.find(({ label }) => label === choice)?.run();
  };
  show().catch((error: unknown) => log.error("following up a change failed", error));
}
