import type { Customer } from "../model/delegation.ts";
import type { IdentityId } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import type { RowId } from "../model/row.ts";
import { Emitter } from "./emitter.ts";
import type { LinkStore } from "./linkStore.ts";

/** One of our identities with what it is in the managing tenant. */
export interface OwnPrincipal {
  readonly identityId: IdentityId;
  /** Undefined: nobody said so far. */
  readonly objectId?: string;
}

/** What Azure told of a home tenant. */
export interface KnownDelegations {
  readonly customers: readonly Customer[];
  /** Our identities that have a row in this tenant: those of now, not of when the customers were read. */
  readonly ours: readonly OwnPrincipal[];
}

/** What is known of the customers of a home tenant, and how the last try ended: a try never erases what is known. */
export interface Delegations {
  readonly known?: KnownDelegations;
  readonly attempt:
    | { readonly kind: "none" }
    | { readonly kind: "reading" }
    | { readonly kind: "failed"; readonly error: PalError };
}

/** Who delegated subscriptions to home tenants, by row; for as long as the window lives. */
export class DelegationStore {
  readonly #all = new Map<RowId, Delegations>();
  readonly #changes = new Emitter<RowId>();

  readonly onDidChange = this.#changes.event;

  /** The rows whose customers somebody asked for. */
  get ids(): readonly RowId[] {
    return [...this.#all.keys()];
  }

  /** Undefined: nobody has asked. */
  of(id: RowId): Delegations | undefined {
    return this.#all.get(id);
  }

  set(id: RowId, delegations: Delegations): void {
    this.#all.set(id, delegations);
    this.#changes.fire(id);
  }

  /** Forgets what belongs to rows that are gone. */
  keepOnly(store: LinkStore): void {
    for (const id of this.#all.keys()) {
      if (!store.row(id)) {
        this.#all.delete(id);
      }
    }
  }
}
