import * as vscode from "vscode";
import type { Journal } from "../links/journal.ts";
import type { RunId } from "../model/change.ts";
import type { RunRecord } from "../model/journal.ts";

/**
 * Calls `tell` once for each run that was interrupted, at start or when another window dies; only in the window that the
 * person looks at, because all windows see the same runs.
 */
export function watchInterrupted(
  journal: Pick<Journal, "interrupted" | "onDidChange">,
  tell: (record: RunRecord) => void,
): vscode.Disposable {
  const told = new Set<RunId>();
  const look = (): void => {
    for (const record of vscode.window.state.focused ? journal.interrupted : []) {
      if (!told.has(record.runId)) {
        told.add(record.runId);
        tell(record);
      }
    }
  };
  look();
  return vscode.Disposable.from(journal.onDidChange(look), vscode.window.onDidChangeWindowState(look));
}
