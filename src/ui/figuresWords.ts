import * as vscode from "vscode";
import type { Figures } from "./tally.ts";

/** "37 of 40 linked, 2 need you"; nothing if there is nothing to count. */
export function figuresWords({ linked, total, attention }: Figures): string {
  if (total === 0) {
    return "";
  }
  const of = vscode.l10n.t("{0} of {1} linked", linked, total);
  return attention === 0 ? of : `${of}, ${attentionWords(attention)}`;
}

/** How many tenants need the user. */
export function attentionWords(attention: number): string {
  return attention === 1 ? vscode.l10n.t("1 needs you") : vscode.l10n.t("{0} need you", attention);
}
