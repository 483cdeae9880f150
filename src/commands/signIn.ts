import * as vscode from "vscode";
import { asPalError } from "../model/palError.ts";
import { showError } from "../ui/showError.ts";
import type { CommandParts } from "./commandParts.ts";

/** Signs in with an account of VS Code's Microsoft provider, then lists and checks its tenants. */
export async function signIn(parts: CommandParts): Promise<void> {
  try {
    await parts.source.signIn({
      detail: vscode.l10n.t(
        "Partner Admin Link lists the tenants of this account and reads their partner links.",
      ),
    });
    await parts.sweep.listAndCheck();
  } catch (error) {
    parts.log.error("sign-in failed", asPalError(error));
    await showError(vscode.l10n.t("Signing in did not work."), error, () => signIn(parts));
  }
}
