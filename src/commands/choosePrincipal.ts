import * as vscode from "vscode";
import { commandIds } from "../model/commandIds.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { plainText } from "../ui/plainText.ts";
import type { CommandParts } from "./commandParts.ts";
import { identityFromArgument } from "./rowArgument.ts";

/** The principal that a command is about: the given one, or the one that the person picks; undefined if they escape. */
export async function choosePrincipal(
  { store, principals }: CommandParts,
  argument: unknown,
  title: string,
): Promise<ServicePrincipal | undefined> {
  const known = principals.principals;
  const given = identityFromArgument(store, argument);
  if (given) {
    return known.find(({ id }) => id === given.id);
  }
  if (known.length === 0) {
    const add = vscode.l10n.t("Add Service Principal…");
    const none = vscode.l10n.t("There is no service principal here yet.");
    if ((await vscode.window.showInformationMessage(none, add)) === add) {
      await vscode.commands.executeCommand(commandIds.addIdentity);
    }
    return undefined;
  }
  const items = known.map((principal) => ({
    label: plainText(principal.label),
    detail: principal.clientId,
    iconPath: new vscode.ThemeIcon("key"),
    principal,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.principal;
}
