import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import { plainText } from "../ui/plainText.ts";
import type { CommandParts } from "./commandParts.ts";
import { identityFromArgument } from "./rowArgument.ts";
import { signIn } from "./signIn.ts";

/** The account that a command is about: the given one, the only one, or the one that the person picks or signs in with. */
export async function chooseIdentity(
  parts: CommandParts,
  argument: unknown,
  title: string,
): Promise<Identity | undefined> {
  const given = identityFromArgument(parts.store, argument);
  if (given) {
    return given;
  }
  await parts.lister.listIdentities();
  const identities = parts.store.identities.map(({ identity }) => identity);
  if (identities.length === 0) {
    await signIn(parts);
    return parts.store.identities[0]?.identity;
  }
  if (identities.length === 1) {
    return identities[0];
  }
  const items = identities.map((identity) => ({
    label: plainText(identity.label),
    iconPath: new vscode.ThemeIcon(identity.source === "servicePrincipal" ? "key" : "account"),
    identity,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.identity;
}
