import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import type { Row } from "../model/row.ts";
import { plainText } from "./plainText.ts";
import { placeOf, showQuickInput } from "./quickInput.ts";
import { rowText } from "./rowText.ts";
import { type LookOf, stateTable } from "./stateTable.ts";
import type { Place } from "./wizard.ts";

/** Which tenant is asked for. */
export interface TenantQuestion {
  readonly store: LinkStore;
  readonly ours: ReadonlySet<string>;
  readonly lookOf: LookOf;
  readonly title: string;
  readonly fits: (row: Row) => boolean;
  /** Marked at first. */
  readonly marked?: Row | undefined;
  readonly place?: Place;
}

/** Asks which tenant of those that fit; undefined if the person escapes. Shows each with its state, and finds it by id too. */
export function pickTenant({
  store,
  ours,
  lookOf,
  title,
  fits,
  marked,
  place,
}: TenantQuestion): Promise<Row | undefined> {
  const severalAccounts = store.identities.length > 1;
  const items = store.rows.filter(fits).map((row) => {
    const { state, label, description } = rowText(row, ours, lookOf);
    const account = severalAccounts ? plainText(store.identity(row.identityId)?.label ?? "") : "";
    return {
      label,
      description,
      detail: [account, row.tenant.tenantId].filter((part) => part !== "").join(" · "),
      iconPath: new vscode.ThemeIcon(stateTable[state].icon.replace("~spin", "")),
      row,
    };
  });
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  Object.assign(pick, {
    title,
    ...placeOf(place),
    placeholder: vscode.l10n.t("Tenant"),
    matchOnDescription: true,
    matchOnDetail: true,
    items,
  });
  const before = items.find(({ row }) => row.id === marked?.id);
  if (before) {
    pick.activeItems = [before];
  }
  return showQuickInput<Row>(pick, (answer) => [
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item) {
        answer(item.row);
      }
    }),
  ]);
}
