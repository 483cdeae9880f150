import * as vscode from "vscode";
import type { RunOptions } from "../links/changes.ts";
import type { ChangePlan, RunResult } from "../model/change.ts";
import type { RunRecord } from "../model/journal.ts";
import { undoable, undoPlan } from "../model/undoPlan.ts";
import { readOwnPartnerIds } from "../platform/ownPartnerIds.ts";
import { cancellable, type Report } from "../ui/cancellable.ts";
import { signInFor } from "../ui/changeSignIn.ts";
import { failedWords, nothingToUndoWords, progressTitle } from "../ui/changeWords.ts";
import { doubtWords } from "../ui/doubtWords.ts";
import { confirmChange } from "../ui/confirmChange.ts";
import { partnerNameOf } from "../ui/knownPartners.ts";
import { showError } from "../ui/showError.ts";
import type { CommandParts } from "./commandParts.ts";
import { tellResult } from "./tellResult.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** Does what the person agreed to, with a notification that names it and can cancel it, and tells what came of it. */
export async function runPlan(parts: CommandParts, plan: ChangePlan): Promise<void> {
  await runAndTell(parts, plan, (options) => parts.changes.run(plan, options));
}

/**
 * The same for any way to run a plan.
 *
 * @param wasBegun an earlier window may have sent some of it: if it cannot be gone on with, nobody knows how things stand.
 */
export async function runAndTell(
  parts: CommandParts,
  plan: ChangePlan,
  run: (options: RunOptions) => Promise<RunResult>,
  wasBegun = false,
): Promise<void> {
  let result: RunResult;
  try {
    result = await cancellable(progressTitle(plan), (signal, report) =>
      run(optionsFor(parts, plan, signal, report)),
    );
  } catch (error) {
    parts.log.error("change not begun", error);
    const [first] = plan.steps;
    const what = first ? failedWords(plan.purpose, first, wasBegun) : "";
    await showError(what, error, () => runAndTell(parts, plan, run, wasBegun));
    return;
  }
  await tellResult(parts, plan, result, {
    again: () => runPlan(parts, plan),
    agree: (anew) => agreeAndRun(parts, anew),
    undo: (record) => undoSteps(parts, record),
  });
}

/**
 * Asks whether the person agrees to a plan, and runs it if they do.
 *
 * @param foreign it was not started from our own interface.
 */
export async function agreeAndRun(parts: CommandParts, plan: ChangePlan, foreign = false): Promise<void> {
  const own = readOwnPartnerIds();
  const nameOf = (partnerId: string): Untrusted | undefined =>
    partnerNameOf(partnerId, own, parts.store.rows);
  if (!(await confirmChange({ plan, nameOf, foreign }))) {
    return;
  }
  if (isForgotten(parts, plan)) {
    tellForgotten();
  } else {
    await runPlan(parts, plan);
  }
}

/** Whether a plan takes back what the history does not know any more: meanwhile somebody may have changed anything. */
function isForgotten({ journal }: CommandParts, { undoes }: ChangePlan): boolean {
  return undoes !== undefined && !journal.runs.some(({ runId }) => runId === undoes.runId);
}

function tellForgotten(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t("Nothing was undone: the change isn't in the history any more."),
  );
}

/**
 * Takes back what a run changed, after asking.
 *
 * @param only these of its steps (their index); all unless told.
 */
export async function undoSteps(
  parts: CommandParts,
  record: RunRecord,
  only: readonly number[] = [...record.steps.keys()],
): Promise<void> {
  const isUndoable = undoable(parts.journal.runs);
  const plan = undoPlan(
    record,
    only.filter((step) => isUndoable(record, step)),
  );
  if (plan && isForgotten(parts, plan)) {
    tellForgotten();
  } else if (plan) {
    await agreeAndRun(parts, plan);
  } else {
    void vscode.window.showInformationMessage(nothingToUndoWords());
  }
}

function optionsFor(parts: CommandParts, plan: ChangePlan, signal: AbortSignal, report: Report): RunOptions {
  const { length } = plan.steps;
  let ended = 0;
  return {
    signal,
    signIn: signInFor(parts, plan),
    onDoubt: (left) => report(left > 0 ? doubtWords(left, length) : "", 0),
    onProgress: () => {
      ended += 1;
      if (length > 1) {
        report(vscode.l10n.t("{0} of {1}", ended, length), 100 / length);
      }
    },
  };
}
