import * as vscode from "vscode";

/**
 * The setting `partnerAdminLink.historyDays`: so many days changes are kept in the history; 0: for ever. Only the user's own
 * value counts: a workspace must not make anybody forget.
 */
export function readHistoryDays(): number {
  const found = vscode.workspace.getConfiguration("partnerAdminLink").inspect<unknown>("historyDays");
  const days = found?.globalValue ?? found?.defaultValue;
  return typeof days === "number" && days >= 0 ? days : 0;
}
