import type { Identity, IdentityId, IdentitySource } from "../model/identity.ts";
import { type Attempt, type Knowledge, readError, type Work } from "../model/knowledge.ts";
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

/** Some work on a row. Once other work has taken the row over, nothing that this one says counts any more. */
export interface RowWork {
  /** Something was learnt; the work goes on. */
  learn(knowledge: Knowledge): void;
  /** The work is over, and all is well. */
  end(): void;
  /** The work ended with an error, which may itself be knowledge ("no account in this tenant"). */
  fail(error: PalError): void;
}

/**
 * All that is known: identities, their tenants, and for each row the knowledge and the attempt. The one place of state;
 * views read it and follow `onDidChange`.
 */
export class LinkStore {
  readonly #identities = new Map<IdentityId, IdentityEntry>();
  readonly #rows = new Map<RowId, Row>();
  /** The rows of each identity in their order, so that nothing is sorted when a single row changes. */
  readonly #order = new Map<IdentityId, readonly RowId[]>();
  readonly #work = new Map<RowId, RowWork>();
  readonly #changes = new Emitter<StoreChange>();
  readonly #clock: Clock;

  readonly onDidChange = this.#changes.event;

  constructor(clock: Clock) {
    this.#clock = clock;
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

  /** Sets which identities a source has; those that are gone take their rows with them. */
  setIdentities(source: IdentitySource, identities: readonly Identity[]): void {
    const kept = new Set(identities.map(({ id }) => id));
    for (const { identity } of this.identities) {
      if (identity.source === source && !kept.has(identity.id)) {
        this.#identities.delete(identity.id);
        this.#setOrder(identity.id, []);
      }
    }
    for (const identity of identities) {
      const listing = this.#identities.get(identity.id)?.listing ?? { kind: "notListed" };
      this.#identities.set(identity.id, { identity, listing });
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
      const fresh = { id, identityId, knowledge: { kind: "nothing" }, attempt: { kind: "none" } } as const;
      this.#rows.set(id, { ...(this.#rows.get(id) ?? fresh), tenant });
    }
    this.#identities.set(identityId, { ...entry, listing: { kind: "listed" } });
    this.#changes.fire({ kind: "structure" });
  }

  /**
   * Begins some work on a row, which ends whatever a check of it still had to say: a late answer must not overwrite what
   * is newer. Undefined if there is no such row, or if a change of it is under way, which nothing may disturb.
   */
  begin(id: RowId, work: Work): RowWork | undefined {
    const row = this.#rows.get(id);
    if (!row || (row.attempt.kind === "running" && row.attempt.work !== "check")) {
      return undefined;
    }
    const before: Attempt = row.attempt.kind === "running" ? { kind: "none" } : row.attempt;
    const change = (what: Partial<Pick<Row, "knowledge" | "attempt">>): void => {
      if (this.#work.get(id) === handle) {
        this.#change(id, what);
      }
    };
    const handle: RowWork = {
      learn: (knowledge) => change({ knowledge }),
      end: () => change({ attempt: { kind: "none" } }),
      fail: (error) => change(readError(error, work, before, this.#clock.now())),
    };
    this.#work.set(id, handle);
    change({ attempt: { kind: "running", work } });
    return handle;
  }

  /** Sets which rows an identity has; others that it had are forgotten. */
  #setOrder(identityId: IdentityId, ids: readonly RowId[]): void {
    const kept = new Set(ids);
    for (const id of this.#order.get(identityId) ?? []) {
      if (!kept.has(id)) {
        this.#rows.delete(id);
        this.#work.delete(id);
      }
    }
    this.#order.set(identityId, ids);
  }

  #change(id: RowId, what: Partial<Pick<Row, "knowledge" | "attempt">>): void {
    const row = this.#rows.get(id);
    if (row) {
      this.#rows.set(id, { ...row, ...what });
      this.#changes.fire({ kind: "rows", rows: new Set([id]) });
    }
  }
}
