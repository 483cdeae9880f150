import * as vscode from "vscode";
import type { RunRecord } from "../model/journal.ts";
import { undoable } from "../model/undoPlan.ts";
import { planTitle } from "../ui/changeWords.ts";
import { timeWords } from "../ui/timeWords.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { changeFromArgument } from "./changeArgument.ts";
import { undoSteps } from "./runPlan.ts";

/** Undo Change…: the given run or step of the history, or the run that the person picks. */
export async function undo(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  const { runs } = parts.journal;
  const given = changeFromArgument(runs, argument);
  const record = given?.record ?? (await pickRun(runs));
  if (record) {
    await undoSteps(parts, record, given?.step === undefined ? undefined : [given.step]);
  }
}

async function pickRun(runs: readonly RunRecord[]): Promise<RunRecord | undefined> {
  const isUndoable = undoable(runs);
  const items = runs
    .filter((record) => record.steps.some((_step, index) => isUndoable(record, index)))
    .map((record) => ({
      label: planTitle(record.plan),
      description: timeWords(record.startedAt),
      record,
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Nothing was changed from here that could be undone."),
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Undo which change?") });
  return picked?.record;
}
