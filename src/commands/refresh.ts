import * as vscode from "vscode";
import { showError } from "../ui/showError.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { homeFromArgument, identityFromArgument, rowsFromArguments } from "./rowArgument.ts";

/**
 * Checks the given tenants; lists the tenants of the given account, or of all, and checks them; the customers of a home
 * tenant are read with it if they were before, or by themselves. Never prompts.
 */
export async function refresh(parts: CommandParts, given: CommandArguments = {}): Promise<void> {
  const { store, sweep, delegationReader, log } = parts;
  const home = homeFromArgument(store, given.argument);
  if (home) {
    await delegationReader.read(home.id);
    return;
  }
  const rows = rowsFromArguments(store, given.argument, given.selection);
  const identity = identityFromArgument(store, given.argument);
  try {
    if (rows.length > 0) {
      const ids = rows.map(({ id }) => id);
      await Promise.all([sweep.check(ids), delegationReader.readAgain(ids)]);
    } else {
      await sweep.listAndCheck(identity?.id);
      await delegationReader.readAgain(
        (identity ? store.rowsOf(identity.id) : store.rows).map(({ id }) => id),
      );
    }
  } catch (error) {
    log.error("refresh failed", error);
    await showError(vscode.l10n.t("The tenants could not be listed."), error, () => refresh(parts, given));
  }
}
