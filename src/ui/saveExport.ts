import * as vscode from "vscode";
import type { Row, RowId } from "../model/row.ts";
import { homeFolder } from "../platform/homeFolder.ts";
import { type ExportFormat, exportRows } from "./exportRows.ts";
import type { Told } from "./pageChange.ts";
import type { PageParts } from "./pageParts.ts";
import { pageRow } from "./pageRow.ts";
import { pageStates } from "./pageStates.ts";
import { pageWords } from "./pageWords.ts";
import { plainText } from "./plainText.ts";
import { lookOf, type PageMessage } from "./protocol.ts";

const endings: Readonly<Record<ExportFormat, string>> = { csv: "csv", json: "json", markdown: "md" };

/**
 * Asks where to, and writes tenants as the store has them there; the page says only which, and in which order.
 *
 * @param chosen called when it is known where to.
 */
export async function saveExport(
  { store, ours }: Pick<PageParts, "store" | "ours">,
  { format, rows, columns }: PageMessage & { type: "export" },
  chosen: () => void = () => undefined,
): Promise<Told> {
  const words = pageWords();
  const states = pageStates();
  const ending = endings[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? homeFolder();
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Tenants"),
    defaultUri: vscode.Uri.joinPath(folder, `partner-admin-link.${ending}`),
    filters: { [words[`export.${format}`]]: [ending] },
    saveLabel: vscode.l10n.t("Export"),
  });
  chosen();
  if (!file) {
    return { how: "cancelled", words: "", canUndo: false };
  }
  const known = rows.map((id) => store.row(id as RowId)).filter((row) => row !== undefined);
  const text = exportRows(format, {
    rows: known.map((row) => pageRow(row, store.identity(row.identityId), ours())),
    columns,
    heading: (column) => (column === "tenantId" ? words["fact.tenantId"] : words[`column.${column}`]),
    kind: (kind) => words[`kind.${kind}`],
    state: (row) => lookOf(row, states).words,
  });
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const name = plainText(file.path.slice(file.path.lastIndexOf("/") + 1));
  return { how: "done", words: exportedWords(known, name), canUndo: false };
}

/** The same tenant under two identities is one tenant in two rows. */
function exportedWords(rows: readonly Row[], file: string): string {
  const tenants = new Set(rows.map(({ tenant }) => tenant.tenantId)).size;
  if (tenants === rows.length) {
    return tenants === 1
      ? vscode.l10n.t("Exported 1 tenant to {0}.", file)
      : vscode.l10n.t("Exported {0} tenants to {1}.", tenants, file);
  }
  return tenants === 1
    ? vscode.l10n.t("Exported 1 tenant in {0} rows to {1}.", rows.length, file)
    : vscode.l10n.t("Exported {0} tenants in {1} rows to {2}.", tenants, rows.length, file);
}
