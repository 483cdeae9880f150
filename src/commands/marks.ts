import * as vscode from "vscode";
import { type Row, rowLabel } from "../model/row.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import { plainText, visibleText } from "../ui/plainText.ts";
import { chooseRow } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { ofPrincipals } from "./ofPrincipals.ts";
import { identityFromArgument, rowsFromArguments } from "./rowArgument.ts";
import { tenantLabel } from "../model/tenant.ts";
import { wireName } from "../model/wireText.ts";

/** Rename…: a name of the user's own, for a tenant without a name or with one that says nothing, or for a principal. */
export async function rename(parts: CommandParts, given: CommandArguments): Promise<void> {
  const { argument } = given;
  if (identityFromArgument(parts.store, argument)) {
    await ofPrincipals("rename", parts, given);
    return;
  }
  const row = await chooseRow(parts, argument, vscode.l10n.t("Rename which tenant?"));
  if (!row) {
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Rename {0}", plainText(rowLabel(row))),
    prompt: vscode.l10n.t(
      "A name of your own, kept on this machine only. Leave it empty to see Azure's name again.",
    ),
    placeHolder: visibleText(tenantLabel(row.tenant)),
    value: visibleText(row.mark.name ?? ""),
    validateInput: (text) =>
      text.length > longestOwnName ? vscode.l10n.t("Take at most {0} letters.", longestOwnName) : undefined,
  });
  if (name !== undefined) {
    await mark(parts, [row], ({ name: _name, ...others }) => ({
      ...others,
      ...(wireName(name) !== undefined && { name: name.trim() }),
    }));
  }
}

/** Takes tenants out of counts, badge and bulk: suppliers, former customers, private directories. */
export async function markNotCustomer(parts: CommandParts, given: CommandArguments): Promise<void> {
  const rows = await chooseRows(
    parts,
    given,
    vscode.l10n.t("Mark which tenant as not a customer?"),
    ({ mark }) => mark.notCustomer !== true && mark.hidden !== true,
  );
  await mark(parts, rows, (before) => ({ ...before, notCustomer: true }));
}

/** Takes tenants in again. */
export async function markCustomer(parts: CommandParts, given: CommandArguments): Promise<void> {
  const rows = await chooseRows(
    parts,
    given,
    vscode.l10n.t("Mark which tenant as a customer?"),
    ({ mark }) => mark.notCustomer === true,
  );
  await mark(parts, rows, ({ notCustomer: _notCustomer, ...others }) => others);
}

/** Hides tenants, with the way back: they would be missed otherwise. */
export async function hide(parts: CommandParts, given: CommandArguments): Promise<void> {
  const rows = await chooseRows(
    parts,
    given,
    vscode.l10n.t("Hide which tenant?"),
    ({ mark }) => mark.hidden !== true,
  );
  const [first, ...others] = rows;
  if (!first) {
    return;
  }
  await mark(parts, rows, (before) => ({ ...before, hidden: true }));
  const undo = vscode.l10n.t("Undo");
  const choice = await vscode.window.showInformationMessage(
    others.length === 0
      ? vscode.l10n.t(
          "{0} is hidden. Show Hidden Tenants in the view's menu brings it back.",
          plainText(rowLabel(first)),
        )
      : vscode.l10n.t(
          "{0} tenants are hidden. Show Hidden Tenants in the view's menu brings them back.",
          rows.length,
        ),
    undo,
  );
  if (choice === undo) {
    await unhide(parts, rows);
  }
}

/** Shows hidden tenants as all others again. */
export async function showAgain(parts: CommandParts, given: CommandArguments): Promise<void> {
  const title = vscode.l10n.t("Show which hidden tenant again?");
  await unhide(parts, await chooseRows(parts, given, title, ({ mark }) => mark.hidden === true));
}

/** Longer names are no names. */
const longestOwnName = 100;

function unhide(parts: CommandParts, rows: readonly Row[]): Promise<void> {
  return mark(parts, rows, ({ hidden: _hidden, ...others }) => others);
}

/** Marks belong to tenants: a tenant that two accounts see is marked once. */
async function mark(
  { memory }: CommandParts,
  rows: readonly Row[],
  change: (mark: TenantMark) => TenantMark,
): Promise<void> {
  await memory.mark([...new Set(rows.map(({ tenant }) => tenant.tenantId))], change);
}

async function chooseRows(
  parts: CommandParts,
  { argument, selection }: CommandArguments,
  title: string,
  fits: (row: Row) => boolean,
): Promise<readonly Row[]> {
  const given = rowsFromArguments(parts.store, argument, selection);
  if (given.length > 0) {
    return given;
  }
  const row = await chooseRow(parts, undefined, title, fits);
  return row ? [row] : [];
}
