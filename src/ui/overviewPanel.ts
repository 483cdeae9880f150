import * as vscode from "vscode";
import type { Closable } from "../links/emitter.ts";
import { overviewPanelType } from "../model/commandIds.ts";
import type { RowId } from "../model/row.ts";
import { readPageFiles } from "../platform/pageFiles.ts";
import { PageHost, pageOptions } from "./pageHost.ts";
import type { PageParts } from "./pageParts.ts";

/** The overview of all tenants, an editor tab; there is one at most that we open. */
export class OverviewPanel implements Closable {
  readonly #parts: PageParts;
  readonly #extension: vscode.Uri;
  readonly #open = new Map<vscode.WebviewPanel, PageHost>();
  /** What the panel is asked to show and has not been told of. */
  #asked: readonly RowId[] | undefined;
  /** The user has opened the panel. */
  #mayList = false;

  /** @param extension the extension's own folder. */
  constructor(parts: PageParts, extension: vscode.Uri) {
    this.#parts = parts;
    this.#extension = extension;
  }

  /** Shows the panel. @param row what the panel is asked to show. */
  show(row?: RowId): void {
    this.#asked = row === undefined ? undefined : [row];
    const [open] = this.#open;
    if (open) {
      const [panel, host] = open;
      panel.reveal();
      host.select();
      return;
    }
    const title = vscode.l10n.t("Partner Admin Link");
    this.#mayList = true;
    this.fill(
      vscode.window.createWebviewPanel(overviewPanelType, title, vscode.ViewColumn.Active, pageOptions),
    );
  }

  /** Fills a panel that is new, or that VS Code has kept over a restart. */
  fill(panel: vscode.WebviewPanel): void {
    const page = {
      name: "overview",
      files: readPageFiles(this.#extension, "overviewPage.js"),
      title: panel.title,
      wanted: () => this.#parts.store.rows,
      selected: () => {
        const asked = this.#asked;
        this.#asked = undefined;
        return asked;
      },
      onStarted: () => this.#freshen(),
    };
    const host = new PageHost(panel.webview, page, this.#parts);
    panel.iconPath = vscode.Uri.joinPath(this.#extension, "media", "icon.png");
    this.#open.set(panel, host);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        host.hidden();
      }
    });
    panel.onDidDispose(() => {
      this.#open.delete(panel);
      host.dispose();
    });
  }

  /** Whoever opens the overview wants to know how things stand, as whoever opens the tree; VS Code alone asks for nothing. */
  #freshen(): void {
    if (this.#mayList) {
      this.#mayList = false;
      const { sweep, log } = this.#parts;
      sweep.freshen().catch((error: unknown) => log.error("listing tenants failed", error));
    }
  }

  /** The panel itself stays: VS Code keeps it over a restart, which also ends with this. */
  dispose(): void {
    for (const host of this.#open.values()) {
      host.dispose();
    }
  }
}
