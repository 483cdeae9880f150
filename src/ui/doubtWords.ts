import * as vscode from "vscode";

/**
 * What is told while nothing is left of a change but steps in doubt.
 *
 * @param left how many there are.
 * @param all how many steps the change has.
 */
export function doubtWords(left: number, all: number): string {
  return all > 1
    ? vscode.l10n.t("Finished except for {0} in doubt. Checking again within a minute…", left)
    : vscode.l10n.t("The result is unknown so far. Checking again within a minute…");
}
