import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import { plainText } from "../ui/plainText.ts";
import type { CommandArguments } from "./commandParts.ts";
import type { PrincipalsParts } from "./principalsParts.ts";
import { identityFromArgument } from "./rowArgument.ts";

/** Pin Identity to the Top: an account or a service principal. */
export function pinIdentity(parts: PrincipalsParts, { argument }: CommandArguments): Promise<void> {
  return choose(parts, argument, true);
}

/** Unpin Identity: it stands again where it stood. */
export function unpinIdentity(parts: PrincipalsParts, { argument }: CommandArguments): Promise<void> {
  return choose(parts, argument, false);
}

async function choose(parts: PrincipalsParts, argument: unknown, pinned: boolean): Promise<void> {
  const identity = identityFromArgument(parts.store, argument) ?? (await pick(parts, pinned));
  if (identity) {
    await pin(parts, identity, pinned);
  }
}

async function pick({ store }: PrincipalsParts, pinned: boolean): Promise<Identity | undefined> {
  const fitting = store.identities.filter(({ identity }) => (identity.pinned === true) !== pinned);
  if (fitting.length === 0) {
    void vscode.window.showInformationMessage(
      store.identities.length === 0
        ? vscode.l10n.t("There is no identity yet. Sign in, or add a service principal.")
        : pinned
          ? vscode.l10n.t("All identities are pinned already.")
          : vscode.l10n.t("No identity is pinned."),
    );
    return undefined;
  }
  const items = fitting.map(({ identity }) => ({
    label: plainText(identity.label),
    iconPath: new vscode.ThemeIcon(identity.source === "servicePrincipal" ? "key" : "account"),
    identity,
  }));
  const title = pinned
    ? vscode.l10n.t("Pin which identity to the top?")
    : vscode.l10n.t("Unpin which identity?");
  return (await vscode.window.showQuickPick(items, { title }))?.identity;
}

/** Accounts belong to VS Code, so they are pinned in the user's own notes; what we keep ourselves, in the book. */
async function pin(parts: PrincipalsParts, identity: Identity, pinned: boolean): Promise<void> {
  const { memory, principals, lister, log, showError } = parts;
  const label = plainText(identity.label);
  try {
    if (identity.source === "vscode") {
      await memory.pin(identity.id, pinned);
    } else {
      await principals.pin(identity.id, pinned);
      await lister.listIdentities();
    }
  } catch (error) {
    log.error("pinning an identity failed", error);
    const what = pinned
      ? vscode.l10n.t("{0} could not be pinned.", label)
      : vscode.l10n.t("{0} could not be unpinned.", label);
    await showError(what, error, () => pin(parts, identity, pinned));
    return;
  }
  vscode.window.setStatusBarMessage(
    pinned
      ? vscode.l10n.t("{0} is pinned to the top.", label)
      : vscode.l10n.t("{0} is not pinned any more.", label),
    5000,
  );
}
