import * as vscode from "vscode";
import { showError } from "../ui/showError.ts";
import type { CommandParts } from "./commandParts.ts";
import { rowFromArgument } from "./rowArgument.ts";

/** Checks the given tenant, or lists the tenants of all accounts and checks them. Never prompts. */
export async function refresh(parts: CommandParts, argument?: unknown): Promise<void> {
  const row = rowFromArgument(parts.store, argument);
  try {
    await (row ? parts.sweep.check([row.id]) : parts.sweep.listAndCheck());
  } catch (error) {
    parts.log.error("refresh failed", error);
    await showError(vscode.l10n.t("The tenants could not be listed."), error, () => refresh(parts, argument));
  }
}
