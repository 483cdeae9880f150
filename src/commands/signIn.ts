import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import { plainText } from "../ui/plainText.ts";
import { showError } from "../ui/showError.ts";
import { tellOfWorkspaceSettings } from "../ui/tellWorkspaceSettings.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { identityFromArgument } from "./rowArgument.ts";
import { whereToSignIn } from "./whereToSignIn.ts";

/** Signs in with the given account (a node of the tree) or with any, then lists and checks its tenants. */
export async function signIn(parts: CommandParts, given: CommandArguments = {}): Promise<void> {
  const identity = identityFromArgument(parts.store, given.argument);
  tellOfWorkspaceSettings("microsoft-sovereign-cloud.", parts.log);
  try {
    const where = await whereToSignIn(parts, identity);
    if (!where) {
      return;
    }
    await parts.source.signIn({ detail: reason(identity), ...where }, identity);
    given.answered?.();
    await parts.sweep.freshenAfterSignIn();
  } catch (error) {
    given.answered?.();
    parts.log.error("sign-in failed", error);
    await showError(vscode.l10n.t("Signing in did not work."), error, () => signIn(parts, given));
  }
}

function reason(identity: Identity | undefined): string {
  return identity
    ? vscode.l10n.t(
        "Partner Admin Link lists the tenants of {0} and reads their partner links.",
        plainText(identity.label),
      )
    : vscode.l10n.t("Partner Admin Link lists the tenants of the account and reads their partner links.");
}
