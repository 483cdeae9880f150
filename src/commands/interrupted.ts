import * as vscode from "vscode";
import { showHistoryCommand } from "../model/commandIds.ts";
import type { RunRecord } from "../model/journal.ts";
import { undoable, undoPlan } from "../model/undoPlan.ts";
import { cancellable } from "../ui/cancellable.ts";
import { doubtWords } from "../ui/doubtWords.ts";
import { planTitle } from "../ui/changeWords.ts";
import { areTooMany, toBeTold } from "../ui/interruptedWatch.ts";
import { interruptedWords, manyInterruptedWords, standingOf } from "../ui/interruptedWords.ts";
import { showError } from "../ui/showError.ts";
import { changeFromArgument } from "./changeArgument.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { runAndTell, runPlan } from "./runPlan.ts";

type Offer = "resume" | "undo" | "leave";

/** Says that a change was interrupted, and offers to look. Nothing is read before the person asks for it. */
export async function tellInterrupted(parts: CommandParts, record: RunRecord): Promise<void> {
  const interrupted = toBeTold(parts.journal);
  if (areTooMany(interrupted)) {
    const show = vscode.l10n.t("Show History");
    if ((await vscode.window.showWarningMessage(manyInterruptedWords(interrupted.length), show)) === show) {
      await vscode.commands.executeCommand(showHistoryCommand);
    }
    return;
  }
  const see = vscode.l10n.t("See How It Stands");
  const leave = vscode.l10n.t("Leave As Is");
  const choice = await vscode.window.showWarningMessage(interruptedWords(record), see, leave);
  if (choice === see) {
    await lookAndOffer(parts, record, ["resume", "undo", "leave"]);
  } else if (choice === leave) {
    await leaveIt(parts, record);
  }
}

/** See How It Stands: reads what became of an interrupted run, says it, and offers what can be done. */
export async function seeHowItStands(parts: CommandParts, given: CommandArguments): Promise<void> {
  await onInterrupted(parts, given, (record) => lookAndOffer(parts, record, ["resume", "undo", "leave"]));
}

/** Resume…: looks first, then asks whether to go on. */
export async function resume(parts: CommandParts, given: CommandArguments): Promise<void> {
  await onInterrupted(parts, given, (record) => lookAndOffer(parts, record, ["resume"]));
}

/** Undo What Was Done…: looks first, then asks whether to take it back. */
export async function undoDone(parts: CommandParts, given: CommandArguments): Promise<void> {
  await onInterrupted(parts, given, (record) => lookAndOffer(parts, record, ["undo"]));
}

/** Leave As Is: nothing more is sent, and the run is over. */
export async function leaveAsIs(parts: CommandParts, given: CommandArguments): Promise<void> {
  await onInterrupted(parts, given, (record) => leaveIt(parts, record));
}

async function onInterrupted(
  { journal }: CommandParts,
  { argument }: CommandArguments,
  act: (record: RunRecord) => Promise<void>,
): Promise<void> {
  const record = changeFromArgument(journal.interrupted, argument)?.record;
  if (record) {
    await act(record);
  } else {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "This change is not interrupted any more: it is over, or another window goes on with it.",
      ),
    );
  }
}

async function lookAndOffer(parts: CommandParts, record: RunRecord, offers: readonly Offer[]): Promise<void> {
  const title = planTitle(record.plan);
  try {
    const looks = await cancellable(vscode.l10n.t("Checking the current state: {0}", title), (signal) =>
      parts.changes.look(record, signal),
    );
    const { text, canResume, canUndo } = standingOf(record, looks);
    const labels = new Map<string, Offer>([
      ...(canResume && offers.includes("resume") ? [[vscode.l10n.t("Resume"), "resume"] as const] : []),
      ...(canUndo && offers.includes("undo") ? [[vscode.l10n.t("Undo What Was Done"), "undo"] as const] : []),
    ]);
    if (labels.size === 0 || offers.includes("leave")) {
      labels.set(vscode.l10n.t("Leave As Is"), "leave"); // whatever was found, the run can be ended
    }
    const isPreliminary = looks.some((look) => look.isPreliminary);
    const detail = [text, ...consequences([...labels.values()], isPreliminary)].join("\n\n");
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t("This change was interrupted: {0}", title),
      { modal: true, detail },
      ...labels.keys(),
    );
    await act(parts, record, labels.get(choice ?? ""));
  } catch (error) {
    parts.log.error("following up an interrupted change failed", error);
    await showError(vscode.l10n.t("It could not be gone on with: {0}.", title), error, () =>
      lookAndOffer(parts, record, offers),
    );
  }
}

function consequences(offers: readonly Offer[], isPreliminary: boolean): string[] {
  return [
    ...(offers.includes("resume")
      ? [vscode.l10n.t("Resume does what is not done. Each tenant is read before anything is sent.")]
      : []),
    ...(offers.includes("undo")
      ? [
          vscode.l10n.t(
            "Undo restores what was there before, where nothing has changed since. Days that were lost meanwhile are not credited afterwards.",
          ),
        ]
      : []),
    ...(isPreliminary
      ? [
          vscode.l10n.t(
            "Each of these can take a minute: the tenant is checked again until no request can be on its way.",
          ),
        ]
      : []),
  ];
}

async function act(parts: CommandParts, record: RunRecord, choice: Offer | undefined): Promise<void> {
  switch (choice) {
    case "resume":
      await runAndTell(parts, record.plan, (options) => parts.changes.resume(record.runId, options), true);
      break;
    case "undo": {
      const left = await leaveWithProgress(parts, record);
      const isUndoable = undoable(parts.journal.runs);
      const plan = undoPlan(
        left,
        [...left.steps.keys()].filter((step) => isUndoable(left, step)),
      );
      if (plan && left.closed) {
        await runPlan(parts, plan);
      } else if (left.closed) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t("There is nothing to undo in {0}.", planTitle(record.plan)),
        );
      }
      break;
    }
    case "leave":
      await leaveIt(parts, record);
      break;
    default:
      choice satisfies undefined;
  }
}

/** Ends a run once nothing of it is on its way any more, which takes up to a minute. Called off, it stays interrupted. */
function leaveWithProgress(parts: CommandParts, { runId, plan }: RunRecord): Promise<RunRecord> {
  return cancellable(vscode.l10n.t("Checking the current state: {0}", planTitle(plan)), (signal, report) =>
    parts.changes.leave(runId, {
      signal,
      onDoubt: (left) => report(left > 0 ? doubtWords(left, plan.steps.length) : "", 0),
    }),
  );
}

async function leaveIt(parts: CommandParts, record: RunRecord): Promise<void> {
  const title = planTitle(record.plan);
  try {
    const { closed } = await leaveWithProgress(parts, record);
    if (closed) {
      vscode.window.setStatusBarMessage(vscode.l10n.t("Left as it is: {0}", title), 5000);
    }
  } catch (error) {
    parts.log.error("leaving an interrupted change failed", error);
    await showError(vscode.l10n.t("It could not be gone on with: {0}.", title), error, () =>
      leaveIt(parts, record),
    );
  }
}
