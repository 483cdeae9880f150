import type * as vscode from "vscode";
import type { RowId } from "../model/row.ts";
import { fillLinkView } from "./linkView.ts";
import { OverviewPanel } from "./overviewPanel.ts";
import type { PageParts } from "./pageParts.ts";

/** The two pages, for as long as the window lives. */
export interface Pages extends vscode.Disposable {
  /** Fills the view that VS Code has made. */
  fillLink(view: vscode.WebviewView): void;
  /** Fills the panel that VS Code has kept over a restart. */
  fillOverview(panel: vscode.WebviewPanel): void;
  /** Shows the overview. @param row whose details it shall open. */
  showOverview(row?: RowId): void;
}

/**
 * Makes the pages. This file is the entry of a bundle of its own, loaded when the first page is opened.
 *
 * @param extension the extension's own folder.
 */
export function createPages(parts: PageParts, extension: vscode.Uri): Pages {
  const overview = new OverviewPanel(parts, extension);
  return {
    fillLink: (view) => fillLinkView(view, parts, extension),
    fillOverview: (panel) => overview.fill(panel),
    showOverview: (row) => overview.show(row),
    dispose: () => overview.dispose(),
  };
}
