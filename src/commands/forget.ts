import * as vscode from "vscode";
import { MfaTold } from "../platform/mfaTold.ts";
import { forgetHere } from "../ui/forgetHere.ts";
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
  const { sweep, memory, journal, principals, log, memento } = parts;
  sweep.stop();
  const errors: unknown[] = [];
  // Secrets first; and whatever fails, the rest is forgotten.
  for (const forgetIt of [
    () => principals.forgetAll(),
    () => memory.forget(),
    () => journal.forget(),
    () => new MfaTold(memento).forget(),
    () => forgetHere(parts),
  ]) {
    await forgetIt().catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) {
    errors.forEach((error) => log.error("forgetting failed", error));
    const what = vscode.l10n.t("Not everything that is stored could be removed.");
    await showError(what, errors[0], () => forgetAll(parts));
  }
}
