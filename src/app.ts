import * as vscode from "vscode";
import type { CommandParts } from "./commands/commandParts.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { watchAccounts } from "./identity/accountChanges.ts";
import { VscodeAccounts } from "./identity/vscodeAccounts.ts";
import type { Engine, EngineParts } from "./links/engine.ts";
import { LinkStore } from "./links/linkStore.ts";
import type { ArmPort, DirectoryPort } from "./model/ports.ts";
import { FileStorage } from "./platform/fileStorage.ts";
import { Log } from "./platform/log.ts";
import { systemClock } from "./platform/systemClock.ts";
import type { StatusBar } from "./ui/statusBar.ts";
import { showSweepProgress } from "./ui/sweepProgress.ts";
import type { TenantTree, TreeNode } from "./ui/tenantTree.ts";
import { createViews } from "./ui/views.ts";

/** What the tests in the extension host look at. */
export interface App extends vscode.Disposable {
  readonly store: LinkStore;
  readonly tree: TenantTree;
  readonly view: vscode.TreeView<TreeNode>;
  readonly statusBar: StatusBar;
  readonly loadParts: () => Promise<CommandParts>;
}

/**
 * Puts the parts together. Nothing here goes to the network or asks for anything: that waits for the user. What finds out
 * and changes (the engine) is loaded when the start is over.
 */
export function createApp(context: vscode.ExtensionContext): App {
  const log = new Log(vscode.l10n.t("Partner Admin Link"));
  const clock = systemClock;
  const source = new VscodeAccounts(clock);
  const store = new LinkStore(clock);
  const storage = new FileStorage(context.globalStorageUri.fsPath, vscode.env.sessionId);
  const azure = lazyAzure();
  const views = createViews(store, context.globalState);
  const { message, ours, view } = views;
  const disposables: vscode.Disposable[] = [log, views];

  const loadEngine = lazyEngine({ source, arm: azure, store, storage, clock, log }, (engine) => {
    disposables.push(
      engine.memory,
      showSweepProgress(engine.sweep, message),
      watchAccounts(source, store, () => engine.lister.listIdentities(), log),
    );
  });
  const loadParts = async (): Promise<CommandParts> => ({
    ...(await loadEngine()),
    ...views,
    source,
    directory: azure,
    store,
    log,
    ours,
  });
  disposables.push(
    whenOpened(
      view,
      async () => {
        const { sweep } = await loadEngine();
        await sweep.freshen();
      },
      log,
    ),
    registerCommands(loadParts),
  );
  const start = async (): Promise<void> => {
    try {
      const { lister } = await loadEngine();
      if (store.identities.length > 0) {
        await lister.listIdentities(); // what is remembered may be of an account that was signed out; asks no network
      }
    } catch (error) {
      log.error("starting failed", error);
    }
  };
  const started = setTimeout(() => void start(), 0); // when VS Code has gone on: the start is not made longer
  disposables.push({ dispose: () => clearTimeout(started) });
  return { ...views, store, loadParts, dispose: () => disposables.forEach((part) => part.dispose()) };
}

/**
 * Calls `onOpened` the first time that the user opens the view. A view that VS Code restored at start-up does not count,
 * because the user did not ask: its visibility is told as a change right after the view was made, so the event is heard only
 * after one round trip to the window.
 */
function whenOpened(
  view: vscode.TreeView<unknown>,
  onOpened: () => Promise<void>,
  log: Log,
): vscode.Disposable {
  const listeners: vscode.Disposable[] = [];
  const stopListening = (): void => listeners.splice(0).forEach((listener) => listener.dispose());
  const listen = (): void => {
    const listener = view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        stopListening();
        onOpened().catch((error: unknown) => log.error("listing tenants failed", error));
      }
    });
    listeners.push(listener);
  };
  void vscode.commands.executeCommand("setContext", "partnerAdminLink.ready", true).then(listen);
  return { dispose: stopListening };
}

/** The engine is a bundle of its own; `onLoaded` is called once. */
function lazyEngine(parts: EngineParts, onLoaded: (engine: Engine) => void): () => Promise<Engine> {
  let loading: Promise<Engine> | undefined;
  const load = async (): Promise<Engine> => {
    const { startEngine } = await import("./links/engine.ts");
    const engine = await startEngine(parts);
    onLoaded(engine);
    return engine;
  };
  return () => (loading ??= load());
}

/** Azure's SDKs are a bundle of their own, loaded with the first request. */
function lazyAzure(): ArmPort & DirectoryPort {
  let loading: Promise<ArmPort & DirectoryPort> | undefined;
  const load = (): Promise<ArmPort & DirectoryPort> =>
    (loading ??= import("./azure/azureArm.ts").then(({ createAzureArm }) =>
      createAzureArm((url, init) => globalThis.fetch(url, init)),
    ));
  return {
    listTenants: async (call) => (await load()).listTenants(call),
    readLink: async (call) => (await load()).readLink(call),
    createLink: async (call, partnerId) => (await load()).createLink(call, partnerId),
    findTenantId: async (cloud, name, signal) => (await load()).findTenantId(cloud, name, signal),
  };
}
