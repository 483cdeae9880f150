import * as vscode from "vscode";
import { chooseRow } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";

/** Set as Active Tenant: the status bar shows the given or picked tenant from now on. */
export async function setActiveTenant(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  const title = vscode.l10n.t("Which tenant shall the status bar show?");
  const row = await chooseRow(parts, argument, title);
  if (row) {
    await parts.active.choose(row.id);
  }
}
