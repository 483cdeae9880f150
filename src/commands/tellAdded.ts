import * as vscode from "vscode";
import { commandIds } from "../model/commandIds.ts";
import type { Identity } from "../model/identity.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { plainText } from "../ui/plainText.ts";
import type { CommandParts } from "./commandParts.ts";

/**
 * Shows a principal that was added or has a new credential: its tenants are listed and checked, and what became of its
 * secret is said.
 *
 * @param answered told before that, because it may take minutes.
 */
export async function tellAdded(
  parts: CommandParts,
  identity: Identity,
  wasKnown: boolean,
  answered?: () => void,
): Promise<void> {
  answered?.();
  const { lister, sweep, store, tree, view, scope, principals } = parts;
  await lister.listIdentities();
  const [first, ...others] = store.rowsOf(identity.id);
  if (first && !tree.nodeOf(first.id)) {
    scope.change({ text: "", onlyAttention: false });
  }
  const node = first && tree.nodeOf(first.id);
  if (node) {
    await view.reveal(node, { select: true, focus: true });
  }
  const known = principals.principal(identity.id);
  const said = [greeting(identity, wasKnown), known ? secretWords(known) : ""].join(" ").trim();
  void offer(said, [
    ...(node && others.length === 0
      ? [{ label: vscode.l10n.t("Link Partner ID…"), command: commandIds.link, argument: node }]
      : []),
    // A client ID tells people nothing.
    ...(known?.label === known?.clientId
      ? [
          {
            label: vscode.l10n.t("Rename…"),
            command: commandIds.rename,
            argument: { kind: "identity", identityId: identity.id },
          },
        ]
      : []),
  ]);
  await sweep.listAndCheck(identity.id);
}

interface Next {
  readonly label: string;
  readonly command: string;
  readonly argument: unknown;
}

async function offer(said: string, next: readonly Next[]): Promise<void> {
  const choice = await vscode.window.showInformationMessage(said, ...next.map(({ label }) => label));
  const chosen = next.find(({ label }) => label === choice);
  if (chosen) {
    await vscode.commands.executeCommand(chosen.command, chosen.argument);
  }
}

function greeting({ label }: Identity, wasKnown: boolean): string {
  return wasKnown
    ? vscode.l10n.t("{0} signs in with the new credential.", plainText(label))
    : vscode.l10n.t("{0} was added.", plainText(label));
}

function secretWords({ kind, keepsSecret, hasPassword }: ServicePrincipal): string {
  if (keepsSecret) {
    return vscode.l10n.t("Its secret is in VS Code's secret storage until you forget it.");
  }
  if (kind === "secret") {
    return vscode.l10n.t("Its secret is kept nowhere and forgotten with this window.");
  }
  return hasPassword ? vscode.l10n.t("The password is kept nowhere and forgotten with this window.") : "";
}
