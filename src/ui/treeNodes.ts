import type { LinkStore } from "../links/linkStore.ts";
import type { IdentityId } from "../model/identity.ts";
import type { RowId } from "../model/row.ts";

/** What the tree is made of. Commands of rows get such a node as their argument. */
export type TreeNode =
  | { readonly kind: "identity"; readonly identityId: IdentityId }
  | { readonly kind: "row"; readonly rowId: RowId }
  /** Below a home tenant: what is said of its customers as a whole, and one of them. */
  | { readonly kind: "delegations"; readonly rowId: RowId }
  | { readonly kind: "customer"; readonly rowId: RowId; readonly customerId: string };

/** The tree's nodes. VS Code knows nodes by object: there is one object per id, for as long as what it stands for is there. */
export class TreeNodes {
  readonly #rows = new Map<RowId, TreeNode>();
  readonly #identities = new Map<IdentityId, TreeNode>();
  /** Below rows: by row, then by customer; the empty text stands for all of them. */
  readonly #below = new Map<RowId, Map<string, TreeNode>>();

  /** The node of a row. */
  row(id: RowId): TreeNode {
    return remember(this.#rows, id, () => ({ kind: "row", rowId: id }));
  }

  /** The node of an identity. */
  identity(id: IdentityId): TreeNode {
    return remember(this.#identities, id, () => ({ kind: "identity", identityId: id }));
  }

  /** The node of what is said of the customers of a home tenant. */
  delegations(rowId: RowId): TreeNode {
    return remember(this.#belowOf(rowId), "", () => ({ kind: "delegations", rowId }));
  }

  /** The node of a customer. */
  customer(rowId: RowId, customerId: string): TreeNode {
    return remember(this.#belowOf(rowId), customerId, () => ({ kind: "customer", rowId, customerId }));
  }

  /** Whether it is one of these nodes and not one that somebody else made up. */
  owns(node: unknown): boolean {
    const known = [...this.#rows.values(), ...this.#identities.values()];
    return known.some((own) => own === node);
  }

  /** Forgets the nodes of rows and identities that are gone. */
  keepOnly(store: LinkStore): void {
    for (const id of this.#rows.keys()) {
      if (!store.row(id)) {
        this.#rows.delete(id);
        this.#below.delete(id);
      }
    }
    for (const id of this.#identities.keys()) {
      if (!store.identity(id)) {
        this.#identities.delete(id);
      }
    }
  }

  #belowOf(rowId: RowId): Map<string, TreeNode> {
    return remember(this.#below, rowId, () => new Map<string, TreeNode>());
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
