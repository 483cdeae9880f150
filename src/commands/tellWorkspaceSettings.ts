import * as vscode from "vscode";
import { workspaceSetsCloud } from "../platform/cloudSettings.ts";
import { readWorkspaceSettings } from "../platform/workspaceSettings.ts";

/** Says so if the workspace wants to choose where people sign in. It cannot; but who knows whose folder it is should know. */
export async function tellOfWorkspaceCloud(): Promise<void> {
  if (workspaceSetsCloud()) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "This workspace sets microsoft-sovereign-cloud. A workspace must not choose where you sign in, so Partner Admin Link stays with the public cloud.",
      ),
    );
  } else {
    await tellIgnored("microsoft-sovereign-cloud.");
  }
}

/** Says so if the workspace wants to choose a partner ID, or how long the history is kept. */
export function tellOfWorkspacePartnerIds(): Promise<void> {
  return tellIgnored("partnerAdminLink.");
}

async function tellIgnored(prefix: string): Promise<void> {
  const names = await readWorkspaceSettings(prefix);
  if (names.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "This workspace sets {0}. A workspace must not choose that, so it is ignored: only your user settings count.",
        names.join(", "),
      ),
    );
  }
}
