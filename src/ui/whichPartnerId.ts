import * as vscode from "vscode";

const partnerCenter = "https://partner.microsoft.com/dashboard";

/** The button of boxes that ask for a partner ID. */
export function whichPartnerIdButton(): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon("question"), tooltip: vscode.l10n.t("Which Partner ID?") };
}

/** Which Partner ID?: the kinds of IDs that are mixed up, and where the right one is found [S CITADEL, V LEARN]. */
export async function explainPartnerId(): Promise<void> {
  const open = vscode.l10n.t("Open Partner Center");
  const detail = [
    vscode.l10n.t(
      "You need the location ID of your company, also called PartnerOne location ID, Associated Partner ID or MPN ID. It has only digits, for example 4567890.",
    ),
    vscode.l10n.t(
      "Where it is: Partner Center > Settings > Account settings > Organization profile > Legal > Business locations. Somebody in your company may have to look for you.",
    ),
    vscode.l10n.t(
      "Not the global ID (also V-Org ID): Azure refuses it. The first location ID is often the global ID plus 1.",
    ),
    vscode.l10n.t("Not a GUID: that is for usage attribution of solutions, which is something else."),
    vscode.l10n.t(
      "A company with several locations has several IDs. A link to any of them counts for the company.",
    ),
  ].join("\n\n");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("Which partner ID?"),
    { modal: true, detail },
    { title: open },
    { title: vscode.l10n.t("Close"), isCloseAffordance: true },
  );
  if (choice?.title === open) {
    await vscode.env.openExternal(vscode.Uri.parse(partnerCenter, true));
  }
}
