import * as vscode from "vscode";
import type { Closable } from "../links/emitter.ts";
import type { Row, RowId } from "../model/row.ts";
import { readPageFiles } from "../platform/pageFiles.ts";
import { PageHost } from "./pageHost.ts";
import type { PageParts } from "./pageParts.ts";

/**
 * Fills the link view, which follows what is selected in the tree, for as long as the view lives.
 *
 * @param extension the extension's own folder.
 */
export function fillLinkView(view: vscode.WebviewView, parts: PageParts, extension: vscode.Uri): Closable {
  const { store, view: tree } = parts;
  const selected = (): RowId[] =>
    tree.selection.flatMap((node) => (node.kind === "row" && store.row(node.rowId) ? [node.rowId] : []));
  // Rows that were selected before stay with the page: one that is selected again is there at once.
  const wanted = new Set<RowId>();
  const wantedRows = (): Row[] => {
    selected().forEach((id) => wanted.add(id));
    return [...wanted].map((id) => store.row(id)).filter((row) => row !== undefined);
  };
  const title = vscode.l10n.t("Link");
  const files = readPageFiles(extension, "linkPage.js");
  const isShown = (): boolean => view.visible;
  const page = { name: "link view", files, title, isShown, wanted: wantedRows, selected };
  const host = new PageHost(view.webview, page, parts);
  const open = vscode.Disposable.from(
    host,
    tree.onDidChangeSelection(() => {
      host.refresh();
      host.select();
    }),
    view.onDidChangeVisibility(() => {
      if (!view.visible) {
        wanted.clear();
        host.hidden();
      }
    }),
  );
  view.onDidDispose(() => open.dispose());
  return open;
}
