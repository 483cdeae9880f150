import * as vscode from "vscode";
import type { LinkStore, StoreChange } from "../links/linkStore.ts";
import type { IdentityId } from "../model/identity.ts";
import type { RowId } from "../model/row.ts";
import { Frame } from "./frame.ts";
import { identityText } from "./identityText.ts";
import { rowText, rowTooltip } from "./rowText.ts";
import { stateTable } from "./stateTable.ts";

/** What the tree is made of. Commands of rows get such a node as their argument. */
export type TreeNode =
  | { readonly kind: "identity"; readonly identityId: IdentityId }
  | { readonly kind: "row"; readonly rowId: RowId };

/**
 * The tree of tenants: reads the store and nothing else. With a single account its tenants stand at the root.
 */
export class TenantTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #store: LinkStore;
  readonly #ours: () => ReadonlySet<string>;
  readonly #changes = new vscode.EventEmitter<TreeNode[] | undefined>();
  /** VS Code knows nodes by object: one object per id, for as long as the tree lives. */
  readonly #rowNodes = new Map<RowId, TreeNode>();
  readonly #identityNodes = new Map<IdentityId, TreeNode>();
  readonly #subscription: { dispose(): void };
  readonly #frame = new Frame(() => this.#fire());
  #pending: Set<RowId> | "everything" = new Set();

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(store: LinkStore, ours: () => ReadonlySet<string>) {
    this.#store = store;
    this.#ours = ours;
    this.#subscription = store.onDidChange((change) => this.#collect(change));
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node?.kind === "row") {
      return [];
    }
    if (node) {
      return this.#rows(node.identityId);
    }
    const { identities, rows } = this.#store;
    return this.#showsIdentities()
      ? identities.map(({ identity }) => this.#identityNode(identity.id))
      : rows.map(({ id }) => this.#rowNode(id));
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const row = node.kind === "row" ? this.#store.row(node.rowId) : undefined;
    return row && this.#showsIdentities() ? this.#identityNode(row.identityId) : undefined;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.kind === "row" ? this.#rowItem(node.rowId) : this.#identityItem(node.identityId);
  }

  /** The tooltip is made only when somebody points at the row. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const row = node.kind === "row" ? this.#store.row(node.rowId) : undefined;
    if (row) {
      const { state } = rowText(row, this.#ours());
      item.tooltip = rowTooltip(row, this.#store.identity(row.identityId), state);
    }
    return item;
  }

  /** Draws everything anew, for when what counts as ours has changed. */
  redraw(): void {
    this.#collect({ kind: "structure" });
  }

  dispose(): void {
    this.#frame.dispose();
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  /** A single account is not shown, unless there is something to say of it that its tenants do not say. */
  #showsIdentities(): boolean {
    const [only, ...others] = this.#store.identities;
    if (!only || others.length > 0) {
      return only !== undefined;
    }
    const { kind } = only.listing;
    return kind === "failed" || (kind === "accessNotGranted" && this.#store.rows.length > 0);
  }

  #rowItem(id: RowId): vscode.TreeItem {
    const row = this.#store.row(id);
    if (!row) {
      return new vscode.TreeItem(""); // gone meanwhile; the next change event takes it away
    }
    const { state, label, description, spoken } = rowText(row, this.#ours());
    const { icon, color } = stateTable[state];
    const item = new vscode.TreeItem(label);
    item.id = id;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(
      icon,
      color === undefined ? undefined : new vscode.ThemeColor(color),
    );
    item.contextValue = `tenant.${state}`;
    item.accessibilityInformation = { label: spoken };
    return item;
  }

  #identityItem(id: IdentityId): vscode.TreeItem {
    const entry = this.#store.identities.find(({ identity }) => identity.id === id);
    if (!entry) {
      return new vscode.TreeItem("");
    }
    const { label, description, tooltip, icon } = identityText(entry);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = `identity.${entry.listing.kind}`;
    item.accessibilityInformation = { label: tooltip };
    return item;
  }

  #rows(identityId: IdentityId): TreeNode[] {
    return this.#store.rowsOf(identityId).map(({ id }) => this.#rowNode(id));
  }

  #rowNode(id: RowId): TreeNode {
    return remember(this.#rowNodes, id, () => ({ kind: "row", rowId: id }));
  }

  #identityNode(id: IdentityId): TreeNode {
    return remember(this.#identityNodes, id, () => ({ kind: "identity", identityId: id }));
  }

  /** Forgets the nodes of rows and identities that are gone. */
  #forgetStrangers(): void {
    for (const id of this.#rowNodes.keys()) {
      if (!this.#store.row(id)) {
        this.#rowNodes.delete(id);
      }
    }
    for (const id of this.#identityNodes.keys()) {
      if (!this.#store.identity(id)) {
        this.#identityNodes.delete(id);
      }
    }
  }

  #collect(change: StoreChange): void {
    if (change.kind === "structure") {
      this.#pending = "everything";
    } else if (this.#pending !== "everything") {
      for (const id of change.rows) {
        this.#pending.add(id);
      }
    }
    this.#frame.ask();
  }

  #fire(): void {
    const pending = this.#pending;
    this.#pending = new Set();
    if (pending === "everything") {
      this.#forgetStrangers();
    }
    this.#changes.fire(pending === "everything" ? undefined : [...pending].map((id) => this.#rowNode(id)));
  }
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}
