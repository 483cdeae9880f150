import * as vscode from "vscode";
import { overviewPanelType, viewIds } from "../model/commandIds.ts";
import type { RowId } from "../model/row.ts";
import { readPageFiles } from "../platform/pageFiles.ts";
import { wordsHtml } from "./pageHtml.ts";
import { pageOptions } from "./pageOptions.ts";
import type { Pages } from "./pages.ts";

/** What fills a tab of the overview. */
type Overview = ReturnType<Pages["fillOverview"]>;

/** So long VS Code may take to send off that there is to be a tab. Milliseconds. */
const sending = 5;

/** So long a tab may be empty before it says that it is loading. Milliseconds. */
const patience = 500;

/**
 * The ways into the pages: the view that VS Code makes, the tab that it kept over a restart, and the command. What is behind
 * them is loaded when the first one is opened.
 */
export class PageDoors implements vscode.Disposable {
  readonly #load: () => Promise<Pages>;
  readonly #extension: vscode.Uri;
  /** The tabs of the overview, the newest last, with what fills them; undefined in a tab that was closed before. */
  readonly #overviews = new Map<vscode.WebviewPanel, Promise<Overview | undefined>>();
  readonly #registered: vscode.Disposable;

  /** @param extension the extension's own folder. */
  constructor(load: () => Promise<Pages>, extension: vscode.Uri) {
    this.#load = load;
    this.#extension = extension;
    this.#registered = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewIds.link, {
        resolveWebviewView: (view) => this.#fillLink(view),
      }),
      vscode.window.registerWebviewPanelSerializer(overviewPanelType, {
        deserializeWebviewPanel: async (panel) => void (await this.#filled(panel)),
      }),
    );
  }

  /**
   * Shows the overview. A new tab stands there before what fills it is loaded: VS Code takes longer to make it than that.
   * Throws if that cannot be loaded; a new tab is closed then.
   *
   * @param rowOf finds the row whose details are to be opened, if any, as soon as it is known which rows there are.
   */
  async showOverview(rowOf: () => RowId | undefined): Promise<void> {
    const open = this.#openOverview;
    open?.reveal();
    const panel = open ?? newOverview();
    const overview = await this.#filled(panel).catch((error: unknown) => {
      if (!open) {
        panel.dispose();
      }
      throw error;
    });
    overview?.show(rowOf());
  }

  /** What was opened stays: VS Code keeps it over a restart, which also ends with this. */
  dispose(): void {
    this.#registered.dispose();
  }

  /** VS Code asks once, and says itself that it failed: the next time that somebody looks, it is tried again. */
  async #fillLink(view: vscode.WebviewView): Promise<void> {
    try {
      (await this.#load()).fillLink(view);
    } catch (error) {
      const again = view.onDidChangeVisibility(() => {
        if (view.visible) {
          again.dispose();
          this.#fillLink(view).catch(() => undefined); // it still says so
        }
      });
      throw error;
    }
  }

  /** The tab that is seen, if there are several. */
  get #openOverview(): vscode.WebviewPanel | undefined {
    const panels = [...this.#overviews.keys()].toReversed();
    return panels.find(({ active }) => active) ?? panels.find(({ visible }) => visible) ?? panels[0];
  }

  /** What fills a tab: once, whoever comes first. */
  #filled(panel: vscode.WebviewPanel): Promise<Overview | undefined> {
    const filled = this.#overviews.get(panel) ?? this.#fill(panel);
    this.#overviews.set(panel, filled);
    return filled;
  }

  async #fill(panel: vscode.WebviewPanel): Promise<Overview | undefined> {
    let isGone = false;
    panel.onDidDispose(() => {
      isGone = true;
      this.#overviews.delete(panel);
      clearTimeout(loading);
    });
    const loading = setTimeout(() => {
      panel.webview.html = wordsHtml(vscode.l10n.t("Loading…"), panel.title, vscode.env.language);
    }, patience);
    try {
      const files = readPageFiles(this.#extension, "overviewPage.js");
      // VS Code sends off in turns of its own what it was asked for: the code that is loaded next would keep it waiting, as
      // that of the engine does if nothing has been loaded yet.
      await Promise.allSettled([files, delay(sending)]);
      const pages = await this.#load();
      return isGone ? undefined : pages.fillOverview(panel, files);
    } catch (error) {
      this.#overviews.delete(panel);
      throw error;
    } finally {
      clearTimeout(loading);
    }
  }
}

function delay(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}

function newOverview(): vscode.WebviewPanel {
  const title = vscode.l10n.t("Partner Admin Link");
  return vscode.window.createWebviewPanel(overviewPanelType, title, vscode.ViewColumn.Active, pageOptions);
}
