import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import type { IdentitySourcePort } from "../model/ports.ts";

/**
 * Calls `onChange` when accounts were added or removed. VS Code fires several events for one sign-in and one for every
 * silent refresh: only the set of account ids tells whether anything happened, so that nothing restarts itself.
 *
 * @param shown the identities that are shown now; undefined while none were asked for, and then nothing happens.
 */
export function watchAccounts(
  source: IdentitySourcePort,
  shown: () => readonly Identity[] | undefined,
  onChange: () => void,
): vscode.Disposable {
  return vscode.authentication.onDidChangeSessions(async ({ provider }) => {
    const before = provider.id === "microsoft" ? shown()?.map(({ id }) => id) : undefined;
    if (!before) {
      return;
    }
    const now = new Set((await source.list()).map(({ id }) => id));
    if (now.size !== before.length || before.some((id) => !now.has(id))) {
      onChange();
    }
  });
}
