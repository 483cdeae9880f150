import * as vscode from "vscode";
import type { CheckProgress } from "../links/checkProgress.ts";

/** How far checks are, "12 of 40 tenants checked", or why they are paused; nothing if nothing is left to be done. */
export function progressWords(progress: CheckProgress | undefined): string {
  if (progress?.pausedBy !== undefined) {
    return vscode.l10n.t(
      "Checking is paused: VS Code needs {0} s for each tenant's token. {1} of {2} tenants checked",
      (progress.pausedBy / 1000).toLocaleString(vscode.env.language, { maximumFractionDigits: 1 }),
      progress.checked,
      progress.total,
    );
  }
  return progress && progress.checked < progress.total
    ? vscode.l10n.t("{0} of {1} tenants checked", progress.checked, progress.total)
    : "";
}
