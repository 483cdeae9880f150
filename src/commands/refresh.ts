import * as vscode from "vscode";
import { showError } from "../ui/showError.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { identityFromArgument, rowsFromArguments } from "./rowArgument.ts";

/**
 * Checks the given tenants; lists the tenants of the given account, or of all, and checks them. Never prompts.
 */
export async function refresh(parts: CommandParts, given: CommandArguments = {}): Promise<void> {
  const { store, sweep, log } = parts;
  const rows = rowsFromArguments(store, given.argument, given.selection);
  const identity = identityFromArgument(store, given.argument);
  try {
    if (rows.length > 0) {
      await sweep.check(rows.map(({ id }) => id));
    } else {
      await sweep.listAndCheck(identity?.id);
    }
  } catch (error) {
    log.error("refresh failed", error);
    await showError(vscode.l10n.t("The tenants could not be listed."), error, () => refresh(parts, given));
  }
}
