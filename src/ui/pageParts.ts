import type * as vscode from "vscode";
import type { Changes } from "../links/changes.ts";
import type { Journal } from "../links/journal.ts";
import type { LinkMemory } from "../links/linkMemory.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { Sweep } from "../links/sweep.ts";
import type { TokenGate } from "../links/tokenGate.ts";
import type { LogPort } from "../model/ports.ts";
import type { PageTurns } from "./pageTurns.ts";
import type { TenantTree } from "./tenantTree.ts";
import type { TreeNode } from "./treeNodes.ts";
import type { TreeScope } from "./treeScope.ts";

/** What the pages are drawn from, and what their acts work with. */
export interface PageParts {
  readonly store: LinkStore;
  readonly view: Pick<vscode.TreeView<TreeNode>, "selection" | "onDidChangeSelection">;
  readonly tree: Pick<TenantTree, "nodeOf" | "ownText">;
  readonly scope: Pick<TreeScope, "onDidChange">;
  /** The company's own partner IDs, the default first. */
  readonly ours: () => ReadonlySet<string>;
  readonly gate: Pick<TokenGate, "interactive">;
  readonly sweep: Pick<Sweep, "check" | "freshen" | "onDidProgress" | "progress">;
  readonly memory: Pick<LinkMemory, "mark">;
  readonly changes: Pick<Changes, "run">;
  readonly journal: Pick<Journal, "runs" | "onDidChange">;
  readonly log: LogPort;
  /** What all pages of the window take turns in. */
  readonly turns: PageTurns;
}
