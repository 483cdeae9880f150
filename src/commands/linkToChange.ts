import * as vscode from "vscode";
import { type CommandName, commandIds } from "../model/commandIds.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { deriveState } from "../model/rowState.ts";
import { plainText } from "../ui/plainText.ts";
import type { CommandParts } from "./commandParts.ts";

/**
 * Whether there is a link to be changed or removed; it is read first if nothing is known. If there is none, says so, with
 * what to do instead.
 */
export async function linkToChange(
  { store, sweep, tree, ours }: CommandParts,
  kind: "update" | "remove",
  given: Row,
): Promise<boolean> {
  const tenantName = plainText(rowLabel(given));
  if (given.knowledge.kind === "nothing") {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Reading the link in {0}", tenantName),
      },
      () => sweep.check([given.id]),
    );
  }
  const row = store.row(given.id) ?? given;
  if (row.knowledge.kind === "linked") {
    return true;
  }
  const node = tree.ownNode(row.id);
  if (row.knowledge.kind === "notLinked") {
    const text = vscode.l10n.t(
      "Nothing is linked in {0}, so there is nothing to change or remove.",
      tenantName,
    );
    const offered = kind === "update" ? vscode.l10n.t("Link Partner ID…") : undefined;
    void offer(text, offered, "link", node);
  } else {
    const needsYou = row.attempt.kind === "signInNeeded" || row.attempt.kind === "mfaNeeded";
    const text = `${tenantName}: ${tree.lookOf(row, deriveState(row, ours())).sentence()}`;
    void offer(text, needsYou ? vscode.l10n.t("Sign In to This Tenant") : undefined, "signInToTenant", node);
  }
  return false;
}

async function offer(
  text: string,
  label: string | undefined,
  command: CommandName,
  node: unknown,
): Promise<void> {
  const choice = await vscode.window.showInformationMessage(text, ...(label === undefined ? [] : [label]));
  if (choice !== undefined) {
    await vscode.commands.executeCommand(commandIds[command], node);
  }
}
