import * as vscode from "vscode";
import type { PartnerIdProblem } from "../model/partnerId.ts";

/** Why a text is not a partner ID, in words: the same wherever one is typed. */
export const partnerIdProblems: Readonly<Record<PartnerIdProblem, () => string>> = {
  empty: () => vscode.l10n.t("Enter your company's partner ID."),
  guid: () => vscode.l10n.t("This is a GUID, as used for usage attribution. A partner ID has only digits."),
  fullWidthDigits: () => vscode.l10n.t("These are not the plain digits 0 to 9. Type the number anew."),
  spaces: () => vscode.l10n.t("There are spaces inside the number. Remove them."),
  notDigits: () => vscode.l10n.t("A partner ID has only digits."),
  tooLong: () => vscode.l10n.t("This is too long for a partner ID."),
  zero: () => vscode.l10n.t("Zero isn't a partner ID."),
};
