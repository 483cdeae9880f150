import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import type { Row } from "../model/row.ts";
import { plainText } from "./plainText.ts";
import { rowText } from "./rowText.ts";
import { stateTable } from "./stateTable.ts";

/** Asks which tenant of those that fit; undefined if the person escapes. Shows each with its state, and finds it by id too. */
export async function pickTenant(
  store: LinkStore,
  ours: ReadonlySet<string>,
  title: string,
  fits: (row: Row) => boolean = () => true,
): Promise<Row | undefined> {
  const severalAccounts = store.identities.length > 1;
  const items = store.rows.filter(fits).map((row) => {
    const { state, label, description } = rowText(row, ours);
    const account = severalAccounts ? plainText(store.identity(row.identityId)?.label ?? "") : "";
    return {
      label,
      description,
      detail: [account, row.tenant.tenantId].filter((part) => part !== "").join(" · "),
      iconPath: new vscode.ThemeIcon(stateTable[state].icon.replace("~spin", "")),
      row,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Tenant"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.row;
}
