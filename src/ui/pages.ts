import * as vscode from "vscode";
import type { PageFiles } from "../platform/pageFiles.ts";
import { fillLinkView } from "./linkView.ts";
import { OverviewPanel } from "./overviewPanel.ts";
import type { PageParts } from "./pageParts.ts";
import { PageTurns } from "./pageTurns.ts";

/** What fills the pages, for as long as the window lives. */
export interface Pages extends vscode.Disposable {
  /** Fills the view that VS Code has made. */
  fillLink(view: vscode.WebviewView): void;
  /** Fills a tab of the overview, which has nothing in it. @param files what the page is made of. */
  fillOverview(panel: vscode.WebviewPanel, files: Promise<PageFiles>): Pick<OverviewPanel, "show">;
}

/**
 * Makes the pages. This file is the entry of a bundle of its own, loaded when the first page is opened.
 *
 * @param extension the extension's own folder.
 */
export function createPages(engine: Omit<PageParts, "turns">, extension: vscode.Uri): Pages {
  const parts: PageParts = { ...engine, turns: new PageTurns() };
  const icon = vscode.Uri.joinPath(extension, "media", "overview.svg");
  const overviews = new Set<OverviewPanel>();
  return {
    fillLink: (view) => fillLinkView(view, parts, extension),
    fillOverview: (panel, files) => {
      const overview = new OverviewPanel(panel, files, parts, icon);
      overviews.add(overview);
      panel.onDidDispose(() => overviews.delete(overview));
      return overview;
    },
    dispose: () => vscode.Disposable.from(...overviews).dispose(),
  };
}
