import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { viewIds } from "../model/commandIds.ts";
import { ActiveTenant } from "../platform/activeTenant.ts";
import { OwnPartnerIds } from "../platform/settings.ts";
import { Badge } from "./badge.ts";
import { dimRows } from "./dimming.ts";
import { showScope } from "./scopeView.ts";
import { StatusBar } from "./statusBar.ts";
import { Tally } from "./tally.ts";
import { TenantTree, type TreeNode } from "./tenantTree.ts";
import { TreeScope } from "./treeScope.ts";
import { ViewMessage } from "./viewMessage.ts";
import { followWelcome } from "./welcome.ts";

/** All that people see without asking, and what commands need to know of it. */
export interface Views extends vscode.Disposable {
  readonly tree: TenantTree;
  readonly view: vscode.TreeView<TreeNode>;
  readonly statusBar: StatusBar;
  readonly message: ViewMessage;
  readonly scope: TreeScope;
  readonly tally: Tally;
  readonly active: ActiveTenant;
  /** The company's own partner IDs, the default first. */
  readonly ours: () => ReadonlySet<string>;
}

/** Makes the views of a store. @param memento keeps what the user chose for them. */
export function createViews(store: LinkStore, memento: vscode.Memento): Views {
  const ownIds = new OwnPartnerIds();
  const ours = (): ReadonlySet<string> => ownIds.ids;
  const active = new ActiveTenant(memento);
  const scope = new TreeScope();
  const tally = new Tally(store, ours); // before all that ask it, so that it hears first of a change
  const tree = new TenantTree({ store, scope, tally, ours });
  const statusBar = new StatusBar({ store, active, tally, ours });
  const view = vscode.window.createTreeView(viewIds.tenants, {
    treeDataProvider: tree,
    canSelectMany: true,
  });
  const badge = new Badge(view, store, tally);
  const message = new ViewMessage(view);
  const disposables = vscode.Disposable.from(
    ownIds,
    active,
    tally,
    tree,
    statusBar,
    view,
    badge,
    dimRows(),
    showScope({ store, scope, message, ours }),
    followWelcome({ store, scope }),
    ownIds.onDidChange(() => {
      tally.recount();
      scope.change({}); // the tree and all that is said of it are drawn anew
      statusBar.redraw();
      badge.redraw();
    }),
  );
  return { tree, view, statusBar, message, scope, tally, active, ours, dispose: () => disposables.dispose() };
}
