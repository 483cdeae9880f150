import * as vscode from "vscode";
import type { LogPort } from "../model/ports.ts";
import { readWorkspaceSettings } from "../platform/workspaceSettings.ts";

/**
 * Says so if the workspace sets what only the person may choose: a cloud, a partner ID. It is ignored; but who opened somebody's folder should
 * know that it tries. Nothing waits for it: the workspace may lie on a disk that never answers.
 */
export function tellOfWorkspaceSettings(
  prefix: "microsoft-sovereign-cloud." | "partnerAdminLink.",
  log: LogPort,
): void {
  readAndTell(prefix).catch((error: unknown) =>
    log.error("the settings of the workspace could not be looked at", error),
  );
}

/** More names say no more, and the workspace chooses how many there are. */
const mostTold = 10;

async function readAndTell(prefix: string): Promise<void> {
  const names = await readWorkspaceSettings(prefix);
  if (names.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "This workspace sets {0}. That is not for a workspace to choose, so it is ignored: only your user settings count.",
        [...names.slice(0, mostTold), ...(names.length > mostTold ? ["…"] : [])].join(", "),
      ),
    );
  }
}
