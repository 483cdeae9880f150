import * as vscode from "vscode";
import type { LinkedId } from "../model/change.ts";
import type { JournaledError, RunRecord, StepRecord, StepState } from "../model/journal.ts";
import { PalError } from "../model/palError.ts";
import { linkedWords } from "./changeWords.ts";
import { errorWords } from "./errorWords.ts";
import type { Untrusted } from "../model/untrusted.ts";

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
  inDoubt: {
    icon: "question",
    color: warning,
    words: () => vscode.l10n.t("unknown so far; will be checked again"),
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
  "inDoubt",
  "unclear",
  "notVerified",
  "failed",
  "foundOther",
  "planned",
  "changed",
  "undone",
  "nothingToDo",
];

/** The states of a run that is over. */
const ended: Partial<Record<HistoryState, true>> = Object.fromEntries(
  worstFirst.map((state) => [state, true]),
);

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

/** How a run ended; of several steps also how many were done. */
export function runResult(steps: readonly StepRecord[], state: HistoryState): string {
  const inDoubt = steps.filter((step) => step.state === "inDoubt").length;
  const isLeft = inDoubt > 0 && steps.every((step) => step.state !== "planned" && step.state !== "announced");
  if (isLeft && (state === "running" || state === "interrupted")) {
    return vscode.l10n.t("finished except for {0} in doubt", inDoubt);
  }
  const done = steps.filter((step) => step.state === "changed").length;
  if (steps.length > 1 && ended[state]) {
    return vscode.l10n.t("{0} of {1} done", done, steps.length);
  }
  const [only] = steps;
  return (only && newerLinkWords(only)) ?? historyLooks[state].words();
}

/** A step in short: "4567890 → 5012345, “Contoso Berlin” · done". */
export function stepSummary(record: StepRecord, state: HistoryState): string {
  const { before, after } = ends(record);
  const change = before === undefined ? after : `${before} → ${after}`;
  return [change, foundWords(record) ?? historyLooks[state].words()].join(" · ");
}

/** The same for screen readers. */
export function spokenStep(record: StepRecord, state: HistoryState): string {
  const { before, after } = ends(record);
  const change = before === undefined ? after : vscode.l10n.t("from {0} to {1}", before, after);
  return `${change}. ${foundWords(record) ?? historyLooks[state].words()}.`;
}

/** Of an undo that found a link to the same ID, but not the one that it was to take back. */
export function newerLinkWords({ step, state, after }: StepRecord): string | undefined {
  return state === "foundOther" && after === step.from
    ? vscode.l10n.t("not changed; the link was changed in between")
    : undefined;
}

function foundWords(record: StepRecord): string | undefined {
  const { state, after, afterName } = record;
  const newer = newerLinkWords(record);
  if (newer !== undefined) {
    return newer;
  }
  return state === "foundOther" && after !== undefined
    ? vscode.l10n.t("{0} was there, nothing changed", linkedWords(after, afterName))
    : undefined;
}

/** What was there, and what is; what was wanted, if it was not done. */
function ends({ step, state, before = step.from, beforeName, after, afterName }: StepRecord): {
  readonly before?: string;
  readonly after: string;
} {
  if (state === "nothingToDo") {
    return { after: shortLinked(after ?? step.wanted, afterName) };
  }
  const isDone = state === "changed" && after !== undefined;
  return {
    before: shortLinked(before, beforeName),
    after: isDone ? shortLinked(after, afterName) : shortLinked(step.wanted),
  };
}

/** For where there is little room. */
function shortLinked(id: LinkedId, name?: Untrusted): string {
  return id === null ? vscode.l10n.t("nothing") : linkedWords(id, name);
}

/** An error as the journal kept it, in words. */
export function journaledErrorWords({ code, ...details }: JournaledError): string {
  return errorWords(new PalError(code, details));
}
