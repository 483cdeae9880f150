import * as vscode from "vscode";
import type { DelegationStore } from "../links/delegationStore.ts";
import type { IdentityEntry } from "../links/identityEntry.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { StoreChange } from "../links/storeChange.ts";
import type { IdentityId } from "../model/identity.ts";
import type { Row, RowId } from "../model/row.ts";
import { deriveState } from "../model/rowState.ts";
import { stateLook } from "./applicationStates.ts";
import { CustomerItems } from "./customerItems.ts";
import { Frame } from "./frame.ts";
import { type IdentityText, identityText } from "./identityText.ts";
import type { ListingText } from "./listingWords.ts";
import { RowItems } from "./rowItems.ts";
import type { Tally } from "./tally.ts";
import { identityItem } from "./treeItems.ts";
import { type TreeNode, TreeNodes } from "./treeNodes.ts";
import type { TreeScope } from "./treeScope.ts";

/** What the tree is drawn from. */
export interface TenantTreeParts {
  readonly store: LinkStore;
  /** Who stands below home tenants. */
  readonly delegations: DelegationStore;
  readonly scope: TreeScope;
  readonly tally: Tally;
  /** The company's own partner IDs. */
  readonly ours: () => ReadonlySet<string>;
}

/** Figures of identities are drawn so seldom, because VS Code then asks for all their rows again. Milliseconds. */
const figuresFrame = 1000;

/**
 * The tree of tenants: reads the store and nothing else. With a single account its tenants stand at the root. This file is
 * the entry of a bundle of its own, loaded with the engine.
 */
export class TenantTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #parts: TenantTreeParts;
  readonly #changes = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #nodes = new TreeNodes();
  readonly #customers: CustomerItems;
  /** The rows that stood in the tree when it was last asked, and what was said of identities. */
  readonly #shown = new Set<RowId>();
  readonly #said = new Map<IdentityId, string>();
  readonly #subscriptions: readonly { dispose(): void }[];
  readonly #frame = new Frame(() => this.#fire());
  readonly #figures = new Frame(() => this.#fireFigures(), figuresFrame);
  readonly #items = new RowItems();
  #pending: Set<RowId> | "everything" = new Set();
  #listingsChanged = false;
  /** Whether accounts stood at the root when it was last asked for. */
  #rootOfIdentities = false;

  readonly onDidChangeTreeData = this.#changes.event;
  /** How rows look, for others that speak of them. */
  readonly lookOf = stateLook;
  /** What is said of identities that are no accounts; it comes with the engine. */
  ownText: (entry: IdentityEntry) => ListingText | undefined = () => undefined;

  constructor(parts: TenantTreeParts) {
    this.#parts = parts;
    this.#customers = new CustomerItems(parts, this.#nodes);
    this.#subscriptions = [
      parts.delegations.onDidChange((id) => this.#collect({ kind: "rows", rows: new Set([id]) })),
      parts.store.onDidChange((change) => this.#collect(change)),
      parts.scope.onDidChange(() => this.redraw()),
    ];
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const { store, scope } = this.#parts;
    if (node && node.kind !== "identity") {
      return node.kind === "row" ? this.#customers.below(node.rowId) : [];
    }
    if (node) {
      return this.#rowsToShow(store.rowsOf(node.identityId));
    }
    this.#rootOfIdentities = this.#showsIdentities();
    if (!this.#rootOfIdentities) {
      return this.#rowsToShow(store.rows);
    }
    // While something is looked for, an account in which nothing was found is in the way.
    const found = scope.isNarrow
      ? store.identities.filter((entry) => this.#hasRows(entry))
      : store.identities;
    return found.map(({ identity }) => this.#nodes.identity(identity.id));
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node.kind === "delegations" || node.kind === "customer") {
      return this.#nodes.row(node.rowId);
    }
    const row = node.kind === "row" ? this.#parts.store.row(node.rowId) : undefined;
    return row && this.#showsIdentities() ? this.#nodes.identity(row.identityId) : undefined;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { store, scope, ours } = this.#parts;
    if (node.kind === "row") {
      const row = store.row(node.rowId);
      return row
        ? this.#items.of(row, { ours: ours(), isSingle: !this.#rootOfIdentities })
        : new vscode.TreeItem(""); // gone; the next change event takes it away
    }
    if (node.kind !== "identity") {
      return this.#customers.item(node);
    }
    const entry = store.entry(node.identityId);
    if (!entry) {
      return new vscode.TreeItem("");
    }
    const text = this.#identityText(entry);
    this.#said.set(node.identityId, sayingOf(text));
    return identityItem(entry.identity, text, scope.isNarrow);
  }

  /** The tooltip is made only when somebody points at the row, and its words are loaded with the first one. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    const { treeWords } = await import("./treeWords.ts");
    const { store, ours } = this.#parts;
    const row = node.kind === "row" ? store.row(node.rowId) : undefined;
    const tooltip = row
      ? treeWords.rowTooltip(row, store.identity(row.identityId), deriveState(row, ours()))
      : this.#customers.tooltip(node, treeWords);
    if (!tooltip) {
      return item;
    }
    // The item itself is kept, and would take an old tooltip along.
    return Object.assign(new vscode.TreeItem(""), item, { tooltip });
  }

  /** The node of a row, to be revealed; undefined if the tree does not show it. */
  nodeOf(id: RowId): TreeNode | undefined {
    const row = this.#parts.store.row(id);
    return row && this.#shows(row) ? this.#nodes.row(id) : undefined;
  }

  /** The node of a row, shown or not, for commands that we call ourselves. */
  ownNode(id: RowId): TreeNode {
    return this.#nodes.row(id);
  }

  /** Whether it is a node of this tree and not one that somebody else made up: VS Code gives commands the very object. */
  owns(node: unknown): boolean {
    return this.#nodes.owns(node);
  }

  /** Draws everything anew, for when what counts as ours has changed. */
  redraw(): void {
    this.#collect({ kind: "structure" });
  }

  dispose(): void {
    this.#frame.dispose();
    this.#figures.dispose();
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.#changes.dispose();
  }

  /**
   * A single account (but no principal) is not shown, unless there is something to say of it that its tenants do not say. While nobody has asked
   * for anything yet, none is: the welcome text does.
   */
  #showsIdentities(): boolean {
    const { store } = this.#parts;
    const [only, ...others] = store.identities;
    if (!hasRows(store) && store.identities.every(({ listing }) => listing.kind === "notListed")) {
      return false;
    }
    if (!only || others.length > 0) {
      return only !== undefined;
    }
    const { kind } = only.listing;
    const isSaidByTenants = kind === "notListed" || kind === "listing" || kind === "listed";
    const hasToBeSaid = kind === "accessNotGranted" ? hasRows(store) : !isSaidByTenants;
    return hasToBeSaid || only.identity.source !== "vscode";
  }

  #shows(row: Row): boolean {
    return this.#parts.scope.shows(row, this.#parts.ours());
  }

  #hasRows({ identity }: IdentityEntry): boolean {
    return this.#parts.store.rowsOf(identity.id).some((row) => this.#shows(row));
  }

  #rowsToShow(rows: readonly Row[]): TreeNode[] {
    const nodes: TreeNode[] = [];
    for (const row of rows) {
      if (this.#shows(row)) {
        this.#shown.add(row.id);
        nodes.push(this.#nodes.row(row.id));
      } else {
        this.#shown.delete(row.id);
      }
    }
    return nodes;
  }

  #identityText(entry: IdentityEntry): IdentityText {
    const { store, tally } = this.#parts;
    const { id } = entry.identity;
    return identityText(entry, store.countOf(id), tally.of(id), this.ownText(entry));
  }

  /** Forgets what was drawn of rows and identities that are gone. */
  #forgetStrangers(): void {
    const { store } = this.#parts;
    this.#nodes.keepOnly(store);
    for (const id of this.#shown) {
      if (!store.row(id)) {
        this.#shown.delete(id);
      }
    }
    for (const id of this.#said.keys()) {
      if (!store.identity(id)) {
        this.#said.delete(id);
      }
    }
  }

  #collect(change: StoreChange): void {
    if (change.kind === "structure") {
      this.#pending = "everything";
    } else if (change.kind === "listing") {
      this.#listingsChanged = true;
    } else if (this.#pending !== "everything") {
      for (const id of change.rows) {
        this.#pending.add(id);
      }
      if (this.#said.size > 0) {
        this.#figures.ask();
      }
    }
    this.#frame.ask();
  }

  #fire(): void {
    const pending = this.#isOtherRoot() ? "everything" : this.#pending;
    const listingsChanged = this.#listingsChanged;
    this.#pending = new Set();
    this.#listingsChanged = false;
    if (pending === "everything" || [...pending].some((id) => this.#comesOrGoes(id))) {
      this.#forgetStrangers();
      void this.#draw(this.#parts.store.rows, undefined);
      return;
    }
    const shown = [...pending].filter((id) => this.#shown.has(id));
    if (shown.length > 0) {
      const rows = shown.map((id) => this.#parts.store.row(id)).filter((row) => row !== undefined);
      const nodes = rows.map(({ id }) => this.#nodes.row(id));
      void this.#draw(rows, nodes);
    }
    if (listingsChanged) {
      this.#fireFigures();
    }
  }

  /** Has VS Code ask for nodes again, or for all; it then wants all their items at once, so they are made ready before. */
  async #draw(rows: readonly Row[], nodes: TreeNode[] | undefined): Promise<void> {
    await this.#items.prepare(rows, { ours: this.#parts.ours(), isSingle: !this.#showsIdentities() });
    this.#changes.fire(nodes);
  }

  /** Whether how an account is listed has changed so that accounts are now shown at the root, or are no more. */
  #isOtherRoot(): boolean {
    return this.#listingsChanged && this.#rootOfIdentities !== this.#showsIdentities();
  }

  /** Whether the row has changed so that the user's filter now shows it, or does no more. */
  #comesOrGoes(id: RowId): boolean {
    const row = this.#parts.store.row(id);
    return row !== undefined && this.#parts.scope.isNarrow && this.#shows(row) !== this.#shown.has(id);
  }

  #fireFigures(): void {
    const changed = this.#parts.store.identities.filter((entry) => {
      const said = this.#said.get(entry.identity.id);
      return said !== undefined && said !== sayingOf(this.#identityText(entry));
    });
    if (changed.length > 0) {
      this.#changes.fire(changed.map(({ identity }) => this.#nodes.identity(identity.id)));
    }
  }
}

function hasRows(store: LinkStore): boolean {
  return store.identities.some(({ identity }) => store.countOf(identity.id) > 0);
}

/** What of an identity is seen without pointing at it. */
function sayingOf({ context, description }: IdentityText): string {
  return `${context}: ${description}`;
}
