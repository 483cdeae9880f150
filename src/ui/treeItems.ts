import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import { isBusiness, type Row } from "../model/row.ts";
import type { RowState } from "../model/rowState.ts";
import { stateLook } from "./applicationStates.ts";
import { dimmed } from "./dimming.ts";
import type { IdentityText } from "./identityText.ts";
import { rowText } from "./rowText.ts";
import { stateTable } from "./stateTable.ts";

/** What the items of rows depend on beside the row. */
export interface RowSetting {
  /** The company's own partner IDs. */
  readonly ours: ReadonlySet<string>;
  /** Whether the tree shows the rows of a single account. */
  readonly isSingle: boolean;
}

const { None: none, Collapsed: collapsed } = vscode.TreeItemCollapsibleState;

/** What a row looks like. Its tooltip is made only when somebody points at it. */
export function rowItem(row: Row, { ours, isSingle }: RowSetting): vscode.TreeItem {
  const { state, label, description, spoken } = rowText(row, ours, stateLook);
  const { icon, color } = stateTable[state];
  // Its customers are read when somebody opens it.
  const item = new vscode.TreeItem(label, row.tenant.kind === "home" ? collapsed : none);
  // It goes to the window with every row, and that of a tenant is a third as long.
  item.id = isSingle ? row.tenant.tenantId : row.id;
  item.description = description;
  item.iconPath = themeIcon(icon, isBusiness(row) ? color : "disabledForeground");
  item.contextValue = contextValue(row, state);
  item.accessibilityInformation = { label: spoken };
  if (!isBusiness(row)) {
    item.resourceUri = dimmed;
  }
  return item;
}

/** @param opened shows its tenants, whatever the user had done before. */
export function identityItem({ id }: Identity, text: IdentityText, opened: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = opened ? `${id}?opened` : id; // VS Code remembers by id what was collapsed
  item.description = text.description;
  item.tooltip = text.tooltip;
  item.iconPath = themeIcon(text.icon, undefined);
  item.contextValue = text.context;
  item.accessibilityInformation = { label: text.spoken };
  return item;
}

/** `tenant.<state>`, and what the state does not say but the actions depend on, such as `tenant.linked;needsYou;hidden`. */
function contextValue({ attempt, mark }: Row, state: RowState): string {
  const failedSignIn =
    attempt.kind === "failed" && /^(signInFailed|credentialRefused|wrongPassword)$/.test(attempt.error.code);
  const waitsForUser = attempt.kind === "signInNeeded" || attempt.kind === "mfaNeeded";
  const needsYou = failedSignIn || (waitsForUser && attempt.kind !== state);
  return [
    `tenant.${state}`,
    ...(needsYou ? ["needsYou"] : []),
    ...(mark.notCustomer ? ["notCustomer"] : []),
    ...(mark.hidden ? ["hidden"] : []),
  ].join(";");
}

/** A codicon, in a theme colour if one is given. */
export function themeIcon(icon: string, color: string | undefined): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
