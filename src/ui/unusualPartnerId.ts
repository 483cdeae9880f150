import * as vscode from "vscode";
import { isUnusualPartnerId, startsWithZero } from "../model/partnerId.ts";

/** What is unusual about a partner ID; undefined if nothing is. */
export function unusualWords(partnerId: string): string | undefined {
  if (!isUnusualPartnerId(partnerId)) {
    return undefined;
  }
  if (startsWithZero(partnerId)) {
    return vscode.l10n.t("{0} starts with 0; partner IDs usually don't.", partnerId);
  }
  const { length } = partnerId;
  return length === 1
    ? vscode.l10n.t("{0} has 1 digit; partner IDs usually have 5 to 9.", partnerId)
    : vscode.l10n.t("{0} has {1} digits; partner IDs usually have 5 to 9.", partnerId, length);
}

/** Asks whether a typed partner ID is meant, if it is unusual. Gives whether it is. */
export async function agreesToUnusual(partnerId: string): Promise<boolean> {
  const unusual = unusualWords(partnerId);
  if (unusual === undefined) {
    return true;
  }
  const button = vscode.l10n.t("Use Anyway");
  const detail = vscode.l10n.t("Compare it with your company's location ID in Partner Center.");
  const message = vscode.l10n.t("{0} Use it anyway?", unusual);
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, button)) === button;
}
