import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { viewIds } from "../model/commandIds.ts";
import { ActiveTenant } from "../platform/activeTenant.ts";
import { OwnPartnerIds } from "../platform/settings.ts";
import { Badge } from "./badge.ts";
import { Frame } from "./frame.ts";
import { GlanceMemory, glanceOf } from "./glance.ts";
import { dimRows } from "./dimming.ts";
import { activeRow, StatusBar } from "./statusBar.ts";
import { Tally } from "./tally.ts";
import { TenantView } from "./tenantView.ts";
import type { TreeNode } from "./treeNodes.ts";
import { TreeScope } from "./treeScope.ts";
import { ViewMessage } from "./viewMessage.ts";

/** The status bar's and the badge's last state is written so seldom, since it changes with every row. Milliseconds. */
const glanceFrame = 1000;

/** All that people see without asking, and what commands need to know of it. */
export interface Views extends vscode.Disposable {
  readonly tree: TenantView;
  readonly view: vscode.TreeView<TreeNode>;
  readonly statusBar: StatusBar;
  readonly message: ViewMessage;
  readonly scope: TreeScope;
  readonly tally: Tally;
  readonly active: ActiveTenant;
  /** What status bar and badge show when VS Code starts. */
  readonly glance: GlanceMemory;
  /** Draws status bar and badge anew: what was painted from the last time may be true no more. */
  readonly redraw: () => void;
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
  const glance = new GlanceMemory(memento);
  const { last } = glance;
  const tree = new TenantView();
  const statusBar = new StatusBar({ store, active, tally, last, ours });
  const view = vscode.window.createTreeView(viewIds.tenants, {
    treeDataProvider: tree,
    canSelectMany: true,
  });
  const badge = new Badge(view, store, tally, last.attention);
  const keepGlance = new Frame(
    () => void glance.keep(glanceOf(activeRow(store, active), tally.all.attention, ours())),
    glanceFrame,
  );
  const redraw = (): void => {
    statusBar.redraw();
    badge.redraw();
    keepGlance.ask();
  };
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
    ownIds.onDidChange(() => {
      tally.recount();
      scope.change({}); // the tree and all that is said of it are drawn anew
      redraw();
    }),
    keepGlance,
    store.onDidChange(() => keepGlance.ask()),
    active.onDidChange(() => keepGlance.ask()),
  );
  return {
    tree,
    view,
    statusBar,
    message,
    scope,
    tally,
    active,
    glance,
    redraw,
    ours,
    dispose: () => disposables.dispose(),
  };
}
