import * as vscode from "vscode";
import type { Journal } from "../links/journal.ts";
import { isDoneButForDoubts } from "../links/runRecord.ts";
import type { RunId } from "../model/change.ts";
import type { RunRecord } from "../model/journal.ts";

/** Of more runs VS Code would not show every message: at most three at once, and none that comes soon after. */
const mostAtOnce = 2;

/** The interrupted runs that a person has to decide about; those that are done but for doubts need only be read. */
export function toBeTold({ interrupted }: Pick<Journal, "interrupted">): readonly RunRecord[] {
  return interrupted.filter((run) => !isDoneButForDoubts(run));
}

/** Whether so many runs were interrupted that one message has to tell of all. */
export function areTooMany(interrupted: readonly RunRecord[]): boolean {
  return interrupted.length > mostAtOnce;
}

/**
 * Calls `tell` once for each run that was interrupted, at start or when another window dies; of too many only for the newest.
 * Only in the window that the person looks at, because all windows see the same runs.
 */
export function watchInterrupted(
  journal: Pick<Journal, "interrupted" | "onDidChange">,
  tell: (record: RunRecord) => void,
): vscode.Disposable {
  const told = new Set<RunId>();
  const look = (): void => {
    const interrupted = toBeTold(journal);
    const news = vscode.window.state.focused ? interrupted.filter(({ runId }) => !told.has(runId)) : [];
    news.forEach(({ runId }) => told.add(runId));
    news.slice(0, areTooMany(interrupted) ? 1 : undefined).forEach(tell);
  };
  look();
  return vscode.Disposable.from(journal.onDidChange(look), vscode.window.onDidChangeWindowState(look));
}
