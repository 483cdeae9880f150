import type { Identity, IdentityId } from "../model/identity.ts";
import { type Attempt, type Knowledge, readError } from "../model/knowledge.ts";
import type { PalError } from "../model/palError.ts";
import type { Clock } from "../model/ports.ts";
import { type Row, type RowId, rowId } from "../model/row.ts";
import { compareTenants, type Tenant } from "../model/tenant.ts";
import { Emitter } from "./emitter.ts";

/** How far the tenants of an identity are known. */
export type Listing =
  | { readonly kind: "notListed" }
  | { readonly kind: "listing" }
  | { readonly kind: "listed" }
  /** The account is known to VS Code, but this extension may not use it, or its sign-in has ended. */
  | { readonly kind: "accessNotGranted" }
  | { readonly kind: "failed"; readonly error: PalError };

export interface IdentityEntry {
  readonly identity: Identity;
  readonly listing: Listing;
}

/** What changed: single rows, or the structure (identities, listings, which rows there are). */
export type StoreChange =
  | { readonly kind: "rows"; readonly rows: ReadonlySet<RowId> }
  | { readonly kind: "structure" };

/**
 * All that is known: identities, their tenants, and for each row the knowledge and the attempt. The one place of state;
 * views read it and follow `onDidChange`.
 */
export class LinkStore {
  readonly #identities = new Map<IdentityId, IdentityEntry>();
  readonly #rows = new Map<RowId, Row>();
  /** The rows of each identity in their order, so that nothing is sorted when a single row changes. */
  readonly #order = new Map<IdentityId, readonly RowId[]>();
  readonly #changes = new Emitter<StoreChange>();
  readonly #clock: Clock;
  #listed = false;

  readonly onDidChange = this.#changes.event;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether identities were ever asked for. */
  get listed(): boolean {
    return this.#listed;
  }

  get identities(): readonly IdentityEntry[] {
    return [...this.#identities.values()];
  }

  identity(id: IdentityId): Identity | undefined {
    return this.#identities.get(id)?.identity;
  }

  row(id: RowId): Row | undefined {
    return this.#rows.get(id);
  }

  /** The rows of an identity: home first, then by name. */
  rowsOf(identityId: IdentityId): readonly Row[] {
    const rows = (this.#order.get(identityId) ?? []).map((id) => this.#rows.get(id));
    return rows.filter((row) => row !== undefined);
  }

  get rows(): readonly Row[] {
    return this.identities.flatMap(({ identity }) => this.rowsOf(identity.id));
  }

  /** Sets which identities there are; those that are gone take their rows with them. */
  setIdentities(identities: readonly Identity[]): void {
    this.#listed = true;
    const before = new Map(this.#identities);
    this.#identities.clear();
    for (const identity of identities) {
      const listing = before.get(identity.id)?.listing ?? { kind: "notListed" };
      this.#identities.set(identity.id, { identity, listing });
    }
    for (const identityId of this.#order.keys()) {
      if (!this.#identities.has(identityId)) {
        this.#setOrder(identityId, []);
      }
    }
    this.#changes.fire({ kind: "structure" });
  }

  /** Sets how far an identity is listed. Rows stay: a listing that fails takes nothing away. */
  setListing(identityId: IdentityId, listing: Listing): void {
    const entry = this.#identities.get(identityId);
    if (entry) {
      this.#identities.set(identityId, { ...entry, listing });
      this.#changes.fire({ kind: "structure" });
    }
  }

  /** Sets the whole list of an identity's tenants; what is known of a tenant that stays is kept. */
  setTenants(identityId: IdentityId, tenants: readonly Tenant[]): void {
    const entry = this.#identities.get(identityId);
    if (!entry) {
      return; // signed out while it was listed
    }
    this.#setOrder(
      identityId,
      tenants.toSorted(compareTenants).map(({ tenantId }) => rowId(identityId, tenantId)),
    );
    for (const tenant of tenants) {
      const id = rowId(identityId, tenant.tenantId);
      const known = this.#rows.get(id);
      const fresh = { knowledge: { kind: "nothing" }, attempt: { kind: "none" } } as const;
      this.#rows.set(id, { ...(known ?? { id, identityId, ...fresh }), tenant });
    }
    this.#identities.set(identityId, { ...entry, listing: { kind: "listed" } });
    this.#changes.fire({ kind: "structure" });
  }

  /** Says what is being tried; what is known stays. */
  attempt(id: RowId, attempt: Attempt): void {
    this.#change(id, { attempt });
  }

  /** Something was learnt: knowledge is replaced, and the attempt is over. */
  learn(id: RowId, knowledge: Knowledge): void {
    this.#change(id, { knowledge, attempt: { kind: "none" } });
  }

  /** An attempt ended with an error, which may itself be knowledge ("no account in this tenant"). */
  fail(id: RowId, error: PalError): void {
    this.#change(id, readError(error, this.#clock.now()));
  }

  /** Sets which rows an identity has; others that it had are forgotten. */
  #setOrder(identityId: IdentityId, ids: readonly RowId[]): void {
    const kept = new Set(ids);
    for (const id of this.#order.get(identityId) ?? []) {
      if (!kept.has(id)) {
        this.#rows.delete(id);
      }
    }
    this.#order.set(identityId, ids);
  }

  #change(id: RowId, change: { knowledge?: Knowledge; attempt: Attempt }): void {
    const row = this.#rows.get(id);
    if (row) {
      this.#rows.set(id, { ...row, ...change });
      this.#changes.fire({ kind: "rows", rows: new Set([id]) });
    }
  }
}
