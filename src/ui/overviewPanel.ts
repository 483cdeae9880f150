import type * as vscode from "vscode";
import type { RowId } from "../model/row.ts";
import type { PageFiles } from "../platform/pageFiles.ts";
import { PageHost } from "./pageHost.ts";
import type { PageParts } from "./pageParts.ts";

/** What is in a tab of the overview: all tenants. Lives as long as the tab. */
export class OverviewPanel implements vscode.Disposable {
  readonly #parts: PageParts;
  readonly #host: PageHost;
  /** What the page is asked to show and has not been told of. */
  #asked: readonly RowId[] | undefined;
  /** The user wants to see how things stand, and Azure was not asked since. */
  #isWanted = false;
  /** The page shows its first rows. */
  #hasStarted = false;

  /**
   * @param panel a tab that is new, or that VS Code has kept over a restart.
   * @param files what the page is made of.
   * @param icon the tab's. VS Code takes its time to show it, so it comes after the first rows.
   */
  constructor(panel: vscode.WebviewPanel, files: Promise<PageFiles>, parts: PageParts, icon: vscode.Uri) {
    this.#parts = parts;
    const page = {
      name: "overview",
      files,
      title: panel.title,
      isShown: () => panel.visible,
      wanted: () => parts.store.rows,
      selected: () => {
        const asked = this.#asked;
        this.#asked = undefined;
        return asked;
      },
      onStarted: () => {
        this.#hasStarted = true;
        panel.iconPath = icon;
        this.#freshen();
      },
    };
    this.#host = new PageHost(panel.webview, page, parts);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        this.#hasStarted = false;
        this.#host.hidden();
      }
    });
    panel.onDidDispose(() => this.dispose());
  }

  /** The user wants to see the tab. @param row whose details it shall open. */
  show(row: RowId | undefined): void {
    this.#asked = row === undefined ? undefined : [row];
    this.#isWanted = true;
    this.#host.select();
    this.#freshen();
  }

  /** The tab itself stays: VS Code keeps it over a restart, which also ends with this. */
  dispose(): void {
    this.#host.dispose();
  }

  /**
   * Whoever opens the overview wants to know how things stand, as whoever opens the tree; VS Code alone asks for nothing.
   * The first rows are shown before.
   */
  #freshen(): void {
    if (this.#isWanted && this.#hasStarted) {
      this.#isWanted = false;
      const { sweep, log } = this.#parts;
      sweep.freshen().catch((error: unknown) => log.error("listing tenants failed", error));
    }
  }
}
