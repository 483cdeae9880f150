import * as vscode from "vscode";
import type { CommandParts } from "./commandParts.ts";

/** Forget Everything Stored: asks, then all is as on the first day; accounts and settings are VS Code's own and stay. */
export async function forget({ sweep, memory, active, scope, lister }: CommandParts): Promise<void> {
  const sure = vscode.l10n.t("Forget Everything");
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t("Forget everything that Partner Admin Link has stored?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "All tenants and their links as last seen, names and marks that you gave, and the active tenant. Links in Azure, your accounts and your settings stay as they are.",
      ),
    },
    sure,
  );
  if (choice === sure) {
    sweep.stop();
    await memory.forget();
    await active.choose(undefined);
    scope.change({ text: "", onlyAttention: false, showHidden: false });
    await lister.listIdentities();
  }
}
