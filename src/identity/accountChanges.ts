import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import type { IdentitySourcePort, LogPort } from "../model/ports.ts";

/** Where the identities that are shown now can be seen. */
interface ShownIdentities {
  readonly identities: readonly { readonly identity: Identity }[];
}

/**
 * Calls `onChange` when accounts were added or removed. VS Code fires several events for one sign-in and one for every
 * silent refresh: only the set of account ids tells whether anything happened, so that nothing restarts itself.
 */
export function watchAccounts(
  source: IdentitySourcePort,
  shown: ShownIdentities,
  onChange: () => Promise<unknown>,
  log: LogPort,
): vscode.Disposable {
  const compare = async (): Promise<void> => {
    const before = shown.identities.map(({ identity }) => identity.id);
    const now = new Set((await source.list()).map(({ id }) => id));
    if (now.size !== before.length || before.some((id) => !now.has(id))) {
      await onChange();
    }
  };
  return vscode.authentication.onDidChangeSessions(({ provider }) => {
    if (provider.id === "microsoft" || provider.id === "microsoft-sovereign-cloud") {
      compare().catch((error: unknown) => log.error("reading the accounts failed", error));
    }
  });
}
