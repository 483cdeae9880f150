import * as vscode from "vscode";
import { commandIds } from "../model/commandIds.ts";
import type { Row } from "../model/row.ts";
import { pickTenant } from "../ui/pickTenant.ts";
import type { CommandParts } from "./commandParts.ts";
import { refresh } from "./refresh.ts";
import { rowFromArgument } from "./rowArgument.ts";

/**
 * The row that a command is about: the given one, or the one that the person picks; undefined if they escape.
 * Hidden tenants are offered only if `fits` says so.
 */
export async function chooseRow(
  parts: CommandParts,
  argument: unknown,
  title: string,
  fits: (row: Row) => boolean = ({ mark }) => mark.hidden !== true,
): Promise<Row | undefined> {
  const { store, ours, tree } = parts;
  const given = rowFromArgument(store, argument);
  if (given || !(await listFirst(parts))) {
    return given;
  }
  return (
    rowFromArgument(store, argument) ?? pickTenant({ store, ours: ours(), lookOf: tree.lookOf, title, fits })
  );
}

/**
 * Makes sure that there are tenants to pick from: in a fresh window they are listed first, because the person has asked for
 * one. Gives false if there are none, and says so.
 */
export async function listFirst(parts: CommandParts): Promise<boolean> {
  const { store, sweep } = parts;
  if (!sweep.asked) {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Listing your tenants") },
      () => sweep.list().catch(() => refresh(parts)), // a second try tells of the error
    );
  }
  if (store.rows.length > 0) {
    return true;
  }
  const signIn = vscode.l10n.t("Sign In");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("No tenants are known. Sign in with the account that has access to them."),
    signIn,
  );
  if (choice === signIn) {
    await vscode.commands.executeCommand(commandIds.signIn);
  }
  return false;
}
