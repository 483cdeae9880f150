import * as vscode from "vscode";
import { parsePartnerId, type PartnerIdProblem } from "../model/partnerId.ts";
import { plainText } from "./plainText.ts";

/** Asks for the partner ID to link in a tenant; undefined if the person escapes. Checked while it is typed. */
export async function askPartnerId(
  tenantName: string,
  accountName: string,
  suggestion: string | undefined,
): Promise<string | undefined> {
  const input = await vscode.window.showInputBox({
    title: vscode.l10n.t("Link Partner ID in {0} as {1}", plainText(tenantName), plainText(accountName)),
    prompt: vscode.l10n.t(
      "The location ID of your company (Partner Center: Account settings > Legal > Business locations)",
    ),
    placeHolder: vscode.l10n.t("Partner ID, for example 4567890"),
    ignoreFocusOut: true,
    ...(suggestion !== undefined && { value: suggestion }),
    validateInput: (text) => {
      const parsed = parsePartnerId(text);
      return parsed.ok ? undefined : problemWords[parsed.problem]();
    },
  });
  const parsed = input === undefined ? undefined : parsePartnerId(input);
  return parsed?.ok ? parsed.partnerId : undefined;
}

const problemWords: Readonly<Record<PartnerIdProblem, () => string>> = {
  empty: () => vscode.l10n.t("Enter your company's partner ID."),
  guid: () => vscode.l10n.t("This is a GUID, as used for usage attribution. A partner ID has only digits."),
  fullWidthDigits: () => vscode.l10n.t("These are not the plain digits 0 to 9. Type the number anew."),
  spaces: () => vscode.l10n.t("There are spaces inside the number. Remove them."),
  notDigits: () => vscode.l10n.t("A partner ID has only digits."),
  tooLong: () => vscode.l10n.t("This is too long for a partner ID."),
};
