import * as vscode from "vscode";
import type { CommandParts } from "./commands/commandParts.ts";
import { openOverview } from "./commands/openOverview.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { LinkStore } from "./links/linkStore.ts";
import type { RunRecord } from "./model/journal.ts";
import { loadOnce } from "./platform/loadOnce.ts";
import { Log } from "./platform/log.ts";
import { systemClock } from "./platform/systemClock.ts";
import { Frame } from "./ui/frame.ts";
import { HistoryView } from "./ui/historyView.ts";
import { PageDoors } from "./ui/pageDoors.ts";
import type { StatusBar } from "./ui/statusBar.ts";
import type { TenantView } from "./ui/tenantView.ts";
import type { TreeNode } from "./ui/treeNodes.ts";
import { createViews } from "./ui/views.ts";

/** What the tests in the extension host look at. */
export interface App extends vscode.Disposable {
  readonly store: LinkStore;
  readonly tree: TenantView;
  readonly view: vscode.TreeView<TreeNode>;
  readonly statusBar: StatusBar;
  readonly history: HistoryView;
  readonly loadParts: () => Promise<CommandParts>;
  /** Writes what is not written yet, because the window closes. */
  finish(): Promise<void>;
}

/**
 * Puts together what people see. Nothing here goes to the network or asks for anything: that waits for the user. What finds
 * out and changes (the engine) is loaded when the start is over.
 */
export function createApp(context: vscode.ExtensionContext): App {
  const log = new Log(vscode.l10n.t("Partner Admin Link"));
  const store = new LinkStore(systemClock);
  const views = createViews(store, context.globalState);
  const disposables: vscode.Disposable[] = [log, views];
  let finish: (() => Promise<void>) | undefined;

  const loadTree = loadOnce(async () => {
    const { showTree } = await import("./appEngine.ts");
    return showTree(store, views);
  });
  const loadEngine = loadOnce(async () => {
    const { startAppEngine } = await import("./appEngine.ts");
    const engine = await startAppEngine({
      store,
      folder: context.globalStorageUri,
      secretStorage: context.secrets,
      log,
      views,
      loadTree,
      tellInterrupted,
    });
    disposables.push(engine.watching);
    finish = () => engine.memory.flush();
    views.redraw(); // what was painted from the last time may be true no more
    return engine;
  });
  const journalFolder = vscode.Uri.joinPath(context.globalStorageUri, "journal");
  const loadParts = async (): Promise<CommandParts> => ({
    ...views,
    ...(await loadEngine()),
    store,
    log,
    memento: context.globalState,
    journalFolder,
  });
  const loadPages = loadOnce(async () => {
    const [{ createPages }, parts] = await Promise.all([import("./ui/pages.ts"), loadParts()]);
    const pages = createPages(parts, context.extensionUri);
    disposables.push(pages);
    return pages;
  });
  const doors = new PageDoors(loadPages, context.extensionUri);
  async function tellInterrupted(run: RunRecord): Promise<void> {
    const { tellOfInterrupted } = await import("./commands/runCommand.ts");
    await tellOfInterrupted(await loadParts(), run);
  }
  const history = new HistoryView(async () => {
    const { HistoryTree } = await import("./ui/historyTree.ts");
    return new HistoryTree((await loadEngine()).journal);
  });
  const freshen = async (): Promise<void> => {
    const { sweep } = await loadEngine();
    await sweep.freshen();
  };
  // When VS Code has gone on: the start is not made longer.
  const started = setTimeout(() => {
    loadEngine().catch((error: unknown) => log.error("starting failed", error));
  }, 0);
  disposables.push(
    { dispose: () => clearTimeout(started) },
    history,
    whenOpened(views.view, store, freshen, log),
    registerCommands(loadParts, (argument) => openOverview(doors, store, argument)),
    doors,
  );
  return {
    ...views,
    history,
    store,
    loadParts,
    finish: async () => finish?.(),
    dispose: () => disposables.forEach((part) => part.dispose()),
  };
}

/** So long VS Code has the machine to itself to draw what is known, before anything new is asked for. Milliseconds. */
const drawing = 250;

/**
 * Calls `onOpened` each time that the user opens the view, after what is known was drawn. A view that VS Code restored at start-up does not count,
 * because the user did not ask: its visibility is told as a change right after the view was made, so the event is heard only
 * after one round trip to the window.
 */
function whenOpened(
  view: vscode.TreeView<unknown>,
  store: LinkStore,
  onOpened: () => Promise<void>,
  log: Log,
): vscode.Disposable {
  const listeners: vscode.Disposable[] = [];
  const open = (): void => {
    onOpened().catch((error: unknown) => log.error("listing tenants failed", error));
  };
  const later = new Frame(open, drawing);
  listeners.push(later);
  const listen = (): void => {
    const listener = view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        if (store.identities.length > 0) {
          later.ask();
        } else {
          open();
        }
      }
    });
    listeners.push(listener);
  };
  void vscode.commands.executeCommand("setContext", "partnerAdminLink.ready", true).then(listen);
  return { dispose: () => listeners.forEach((listener) => listener.dispose()) };
}
