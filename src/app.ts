import * as vscode from "vscode";
import type { CommandParts } from "./commands/commandParts.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { watchAccounts } from "./identity/accountChanges.ts";
import { VscodeAccounts } from "./identity/vscodeAccounts.ts";
import { CheckQueue } from "./links/checkQueue.ts";
import { LinkChange } from "./links/linkChange.ts";
import { LinkStore } from "./links/linkStore.ts";
import { Sweep } from "./links/sweep.ts";
import { TenantLister } from "./links/tenantLister.ts";
import { TokenGate } from "./links/tokenGate.ts";
import type { Identity } from "./model/identity.ts";
import { viewIds } from "./model/commandIds.ts";
import type { ArmPort } from "./model/ports.ts";
import { Log } from "./platform/log.ts";
import { ownPartnerIdSet, watchOwnPartnerIds } from "./platform/settings.ts";
import { systemClock } from "./platform/systemClock.ts";
import { StatusBar } from "./ui/statusBar.ts";
import { showSweepProgress } from "./ui/sweepProgress.ts";
import { TenantTree } from "./ui/tenantTree.ts";
import { followWelcome } from "./ui/welcome.ts";

/** What the tests in the extension host look at. */
export interface App extends vscode.Disposable {
  readonly parts: CommandParts;
  readonly tree: TenantTree;
}

/** Puts the parts together. Nothing here goes to the network or asks for anything: that waits for the user. */
export function createApp(): App {
  const clock = systemClock;
  const log = new Log(vscode.l10n.t("Partner Admin Link"));
  const source = new VscodeAccounts(clock);
  const gate = new TokenGate(source, clock);
  const arm = lazyArm();
  const store = new LinkStore(clock);
  const lister = new TenantLister({ source, gate, arm, store, log });
  const queue = new CheckQueue({ gate, arm, store, clock, log });
  const sweep = new Sweep(lister, queue, store);
  const change = new LinkChange({ gate, arm, store, clock, log });
  const ours = ownPartnerIdSet;
  const parts: CommandParts = { source, gate, store, sweep, change, log, ours };

  const tree = new TenantTree(store, ours);
  const statusBar = new StatusBar(store, ours);
  const view = vscode.window.createTreeView(viewIds.tenants, { treeDataProvider: tree });
  const disposables = vscode.Disposable.from(
    log,
    tree,
    statusBar,
    view,
    followWelcome(store),
    showSweepProgress(sweep, view),
    sweepWhenOpened(view, parts),
    registerCommands(parts),
    watchOwnPartnerIds(() => {
      tree.redraw();
      statusBar.redraw();
    }),
    watchAccounts(
      source,
      () => shownIdentities(parts),
      () => lister.listIdentities(),
      log,
    ),
  );
  return { parts, tree, dispose: () => disposables.dispose() };
}

/** The identities that the views show, once anybody has asked for them. */
function shownIdentities({ sweep, store }: CommandParts): readonly Identity[] | undefined {
  return sweep.asked ? store.identities.map(({ identity }) => identity) : undefined;
}

/**
 * The first time the user opens the view, what needs no prompt is listed. A view that VS Code restored at start-up changes
 * nothing, because the user did not ask: its visibility is told as a change right after the view was made, so the event
 * is heard only after one round trip to the window.
 */
function sweepWhenOpened(view: vscode.TreeView<unknown>, { sweep, log }: CommandParts): vscode.Disposable {
  const listeners: vscode.Disposable[] = [];
  const listen = (): void => {
    const listener = view.onDidChangeVisibility(({ visible }) => {
      if (visible && !sweep.asked) {
        sweep.listAndCheck().catch((error: unknown) => log.error("listing tenants failed", error));
      }
    });
    listeners.push(listener);
  };
  void vscode.commands.executeCommand("setContext", "partnerAdminLink.ready", true).then(listen);
  return { dispose: () => listeners.forEach((listener) => listener.dispose()) };
}

/** Azure's SDKs are a bundle of their own, loaded with the first request. */
function lazyArm(): ArmPort {
  let loading: Promise<ArmPort> | undefined;
  const load = (): Promise<ArmPort> =>
    (loading ??= import("./azure/azureArm.ts").then(({ createAzureArm }) =>
      createAzureArm((url, init) => globalThis.fetch(url, init)),
    ));
  return {
    listTenants: async (call) => (await load()).listTenants(call),
    readLink: async (call) => (await load()).readLink(call),
    createLink: async (call, partnerId) => (await load()).createLink(call, partnerId),
  };
}
