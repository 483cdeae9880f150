import * as vscode from "vscode";
import { asPalError } from "../model/palError.ts";
import { commandIds } from "../model/commandIds.ts";

/** What can be done about an error, beside another try. */
export interface ErrorAction {
  readonly label: string;
  readonly run: () => unknown;
}

/**
 * Tells the person of an error, with the way to the log and, if `tryAgain` is given, another try.
 * A sign-in or job that the person cancelled is not told as an error.
 *
 * @param what what was tried and where, in words.
 */
export async function showError(
  what: string,
  error: unknown,
  tryAgain?: () => Promise<void>,
  ...more: readonly ErrorAction[]
): Promise<void> {
  const palError = asPalError(error);
  if (palError.code === "cancelled" || palError.code === "signInCancelled") {
    return;
  }
  const actions: ErrorAction[] = [
    ...(tryAgain ? [{ label: vscode.l10n.t("Try Again"), run: tryAgain }] : []),
    ...more,
    {
      label: vscode.l10n.t("Show Log"),
      run: () => vscode.commands.executeCommand(commandIds.showLog),
    },
  ];
  const { treeWords } = await import("./treeWords.ts");
  const choice = await vscode.window.showErrorMessage(
    `${what} ${treeWords.entraWords(palError)}`,
    ...actions.map(({ label }) => label),
  );
  await actions.find(({ label }) => label === choice)?.run();
}
