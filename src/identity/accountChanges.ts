import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import type { IdentitySourcePort } from "../model/ports.ts";

/** Where the identities that are shown now can be seen. */
interface ShownIdentities {
  readonly identities: readonly { readonly identity: Identity }[];
}

/**
 * Calls `onChange` when accounts were added or removed, or nobody can tell because they cannot be listed. VS Code fires several events for one sign-in and one for every
 * silent refresh: only the set of account ids tells whether anything happened, so that nothing restarts itself.
 */
export function watchAccounts(
  source: IdentitySourcePort,
  shown: ShownIdentities,
  onChange: () => void,
): vscode.Disposable {
  const hasChanged = async (): Promise<boolean> => {
    const now = new Set((await source.list("vscode")).map(({ id }) => id));
    const before = shown.identities.filter(({ identity }) => identity.source === "vscode");
    return now.size !== before.length || before.some(({ identity }) => !now.has(identity.id));
  };
  return vscode.authentication.onDidChangeSessions(({ provider }) => {
    if (provider.id === "microsoft" || provider.id === "microsoft-sovereign-cloud") {
      void hasChanged()
        .catch(() => true) // whoever lists them tries again, and tells of it
        .then((changed) => changed && onChange());
    }
  });
}
