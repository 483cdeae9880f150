import * as vscode from "vscode";
import type { Look } from "../links/stepLook.ts";
import type { LinkedId } from "../model/change.ts";
import type { RunRecord, StepRecord } from "../model/journal.ts";
import { isSameStamp } from "../model/linkStamp.ts";
import { linkedWords, planTitle, stepTitle } from "./changeWords.ts";
import { errorWords } from "./errorWords.ts";
import { plainText } from "./plainText.ts";
import { historyLooks } from "./runWords.ts";
import { timeWords } from "./timeWords.ts";

/** So many tenants are told of; nobody reads more in a dialog. */
const mostTold = 8;

/** Says at start that a change was interrupted: its name and when it was begun. */
export function interruptedWords({ plan, startedAt }: RunRecord): string {
  return vscode.l10n.t(
    "VS Code ended in the middle of a change: {0} ({1}). Nothing more was sent since.",
    planTitle(plan),
    timeWords(startedAt),
  );
}

/** The same of many changes at once. */
export function manyInterruptedWords(count: number): string {
  return vscode.l10n.t(
    "VS Code ended in the middle of {0} changes. Nothing more was sent since. The history shows them, and what can be done about each.",
    count,
  );
}

/** How an interrupted run stands, in words, and what can be done about it. */
export interface Standing {
  readonly text: string;
  readonly canResume: boolean;
  readonly canUndo: boolean;
}

/** @param looks what was read of the steps whose end is not known. */
export function standingOf({ plan, steps }: RunRecord, looks: readonly Look[]): Standing {
  const told = steps.map((record, index) =>
    tellStep(
      record,
      looks.find(({ step }) => step === index),
    ),
  );
  const lines = steps.map((record, index) => {
    const { step } = record;
    return `${stepTitle(plan.purpose, step)} (${plainText(step.accountLabel)}): ${told[index]?.words ?? ""}`;
  });
  const left = lines.length - mostTold;
  return {
    text: [...lines.slice(0, mostTold), ...(left > 0 ? [vscode.l10n.t("and {0} more", left)] : [])].join(
      "\n\n",
    ),
    canResume: told.some(({ isDone }) => isDone !== true),
    canUndo: told.some(({ isDone }) => isDone === true),
  };
}

/** `isDone`: undefined if it is not known. */
function tellStep(record: StepRecord, look: Look | undefined): { words: string; isDone?: boolean } {
  const { step, state, before, beforeStamp } = record;
  if (!look) {
    return { words: historyLooks[state].words(), isDone: state === "changed" };
  }
  if (look.error) {
    const why = errorWords(look.error);
    return { words: vscode.l10n.t("how it stands could not be read. {0}", why) };
  }
  const found: LinkedId = look.found ?? null;
  const shown = linkedWords(found, look.name);
  if (found === step.wanted) {
    return { words: vscode.l10n.t("it was done. Azure shows {0}.", shown), isDone: true };
  }
  if (look.isPreliminary) {
    return {
      words: vscode.l10n.t(
        "it isn't done so far. Azure shows {0}, but the request may still be on its way: check again in a minute.",
        shown,
      ),
    };
  }
  if (found === (before ?? step.from) && isSameStamp(beforeStamp, look.stamp)) {
    return { words: vscode.l10n.t("it was not done. Azure shows {0}, as before.", shown), isDone: false };
  }
  return {
    words: vscode.l10n.t("it was changed from elsewhere since. Azure shows {0}.", shown),
    isDone: false,
  };
}
