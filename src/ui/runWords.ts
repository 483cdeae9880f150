import * as vscode from "vscode";
import type { LinkedId } from "../model/change.ts";
import type { JournaledError, RunRecord, StepRecord, StepState } from "../model/journal.ts";
import { PalError } from "../model/palError.ts";
import { linkedWords } from "./changeWords.ts";
import { errorWords } from "./errorWords.ts";

/** How a run, or one of its steps, stands; `undone`: a later run took it back. */
export type HistoryState = StepState | "running" | "interrupted" | "undone";

/** How a state of the history looks and what it says. */
interface HistoryLook {
  readonly icon: string;
  readonly color?: string;
  readonly words: () => string;
}

const warning = "list.warningForeground";

/** The one table of the history's states; a state that is forgotten here does not compile. */
export const historyLooks: Readonly<Record<HistoryState, HistoryLook>> = {
  running: { icon: "loading~spin", words: () => vscode.l10n.t("under way") },
  interrupted: { icon: "debug-pause", color: warning, words: () => vscode.l10n.t("interrupted") },
  planned: { icon: "circle-outline", words: () => vscode.l10n.t("not begun") },
  announced: {
    icon: "question",
    color: warning,
    words: () => vscode.l10n.t("not known what became of it"),
  },
  changed: { icon: "pass-filled", color: "testing.iconPassed", words: () => vscode.l10n.t("done") },
  undone: { icon: "discard", words: () => vscode.l10n.t("done, and undone later") },
  nothingToDo: { icon: "pass", words: () => vscode.l10n.t("nothing to do") },
  foundOther: {
    icon: "circle-slash",
    color: warning,
    words: () => vscode.l10n.t("another ID was there, nothing changed"),
  },
  notVerified: {
    icon: "question",
    color: warning,
    words: () => vscode.l10n.t("sent, but Azure showed another state"),
  },
  unclear: {
    icon: "question",
    color: warning,
    words: () => vscode.l10n.t("not known what became of it"),
  },
  failed: { icon: "error", color: "list.errorForeground", words: () => vscode.l10n.t("not done") },
};

/** What has most to be known comes first: a run is called after the worst of its steps. */
const worstFirst: readonly HistoryState[] = [
  "announced",
  "unclear",
  "notVerified",
  "failed",
  "foundOther",
  "planned",
  "changed",
  "undone",
  "nothingToDo",
];

/** How a run stands. @param steps how its steps stand. */
export function runState(
  { closed }: RunRecord,
  steps: readonly HistoryState[],
  isInterrupted: boolean,
): HistoryState {
  if (!closed) {
    return isInterrupted ? "interrupted" : "running";
  }
  return worstFirst.find((state) => steps.includes(state)) ?? "nothingToDo";
}

/** What was there and what is, or what was wanted if it was not done: "4567890 → 5012345, “Contoso Berlin”". */
export function fromTo(record: StepRecord): string {
  const { before, after } = ends(record);
  return `${before} → ${after}`;
}

/** The same for screen readers. */
export function spokenFromTo(record: StepRecord): string {
  const { before, after } = ends(record);
  return vscode.l10n.t("from {0} to {1}", before, after);
}

function ends({ step, state, before = step.from, beforeName, after, afterName }: StepRecord): {
  before: string;
  after: string;
} {
  const done = state === "changed" && after !== undefined;
  return {
    before: shortLinked(before, beforeName),
    after: done ? shortLinked(after, afterName) : shortLinked(step.wanted),
  };
}

/** For where there is little room. */
function shortLinked(id: LinkedId, name?: string): string {
  return id === null ? vscode.l10n.t("nothing") : linkedWords(id, name);
}

/** An error as the journal kept it, in words. */
export function journaledErrorWords({ code, ...details }: JournaledError): string {
  return errorWords(new PalError(code, details));
}
