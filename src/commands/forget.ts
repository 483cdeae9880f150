import * as vscode from "vscode";
import { MfaTold } from "../platform/mfaTold.ts";
import { showError } from "../ui/showError.ts";
import type { CommandParts } from "./commandParts.ts";

/** Forget Everything Stored: asks, then all is as on the first day; accounts and settings are VS Code's own and stay. */
export async function forget(parts: CommandParts): Promise<void> {
  const sure = vscode.l10n.t("Forget Everything");
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t("Forget everything that Partner Admin Link has stored?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "All tenants and their links as last seen, names and marks that you gave, the active tenant, service principals that you added with their secrets, and the history: what was changed from here can then no longer be undone. Links in Azure, your accounts and your settings stay as they are.",
      ),
    },
    sure,
  );
  if (choice === sure) {
    await forgetAll(parts);
  }
}

async function forgetAll(parts: CommandParts): Promise<void> {
  const { sweep, memory, journal, principals, active, glance, scope, lister, log, memento } = parts;
  sweep.stop();
  try {
    await principals.forgetAll(); // first: whatever fails afterwards, no secret is left
    await memory.forget();
    await journal.forget();
  } catch (error) {
    log.error("forgetting failed", error);
    const what = vscode.l10n.t("Not everything that is stored could be removed.");
    await showError(what, error, () => forgetAll(parts));
    return;
  }
  await new MfaTold(memento).forget();
  await active.choose(undefined);
  await glance.keep({ attention: 0 });
  scope.change({ text: "", onlyAttention: false, showHidden: false });
  await lister.listIdentities();
}
