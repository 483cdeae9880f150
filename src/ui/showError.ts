import * as vscode from "vscode";
import { asPalError } from "../model/palError.ts";
import { commandIds } from "../model/commandIds.ts";
import { errorWords } from "./errorWords.ts";

/**
 * Tells the person of an error, with the way to the log and, if `tryAgain` is given, another try.
 * A sign-in or job that the person cancelled is not told as an error.
 *
 * @param what what was tried and where, in words.
 */
export async function showError(what: string, error: unknown, tryAgain?: () => Promise<void>): Promise<void> {
  const palError = asPalError(error);
  if (palError.code === "cancelled" || palError.code === "signInCancelled") {
    return;
  }
  const again = vscode.l10n.t("Try Again");
  const log = vscode.l10n.t("Show Log");
  const choice = await vscode.window.showErrorMessage(
    `${what} ${errorWords(palError)}`,
    ...(tryAgain ? [again, log] : [log]),
  );
  if (choice === again) {
    await tryAgain?.();
  } else if (choice === log) {
    await vscode.commands.executeCommand(commandIds.showLog);
  }
}
