import type { Identity, IdentityId, IdentitySource } from "../model/identity.ts";
import type { Clock } from "../model/ports.ts";
import { type Row, type RowId, rowId } from "../model/row.ts";
import {
  knowsMore,
  mergeRow,
  type RememberedIdentity,
  type RememberedRow,
  rememberRow,
  type Snapshot,
} from "../model/snapshot.ts";
import type { Tenant } from "../model/tenant.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import type { Work } from "../model/knowledge.ts";
import { Emitter } from "./emitter.ts";
import type { IdentityEntry, Listing } from "./identityEntry.ts";
import { RowTable } from "./rowTable.ts";
import { RowWork } from "./rowWork.ts";

/** What changed: single rows, or the structure (identities, listings, which rows there are, in which order). */
export type StoreChange =
  | { readonly kind: "rows"; readonly rows: ReadonlySet<RowId> }
  /** `adopted`: it was learnt elsewhere, so there is nothing new to remember. */
  | { readonly kind: "structure"; readonly adopted?: true };

/**
 * All that is known: identities, their tenants, and for each row the knowledge and the attempt. The one place of state;
 * views read it and follow `onDidChange`.
 */
export class LinkStore {
  readonly #identities = new Map<IdentityId, IdentityEntry>();
  readonly #rows = new RowTable();
  readonly #work = new Map<RowId, RowWork>();
  /** Rows that are being changed in Azure, also while an account is gone and comes back. */
  readonly #changing = new Set<RowId>();
  readonly #changes = new Emitter<StoreChange>();
  readonly #clock: Clock;
  /** Whether VS Code has said which identities there are: from then on it alone decides. */
  #settled = false;

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
    return this.#rows.of(identityId);
  }

  get rows(): readonly Row[] {
    return this.identities.flatMap(({ identity }) => this.rowsOf(identity.id));
  }

  /** What the user has noted, by tenant id. */
  get marks(): ReadonlyMap<string, TenantMark> {
    return this.#rows.marks;
  }

  /** What is worth remembering. */
  get snapshot(): Snapshot {
    const identities = this.identities.filter(
      ({ identity, listedAt }) => listedAt !== undefined || this.rowsOf(identity.id).length > 0,
    );
    return {
      identities: identities.map(rememberIdentity),
      rows: this.rows.map((row) =>
        rememberRow(row, isBusy(row) ? this.#work.get(row.id)?.before : undefined),
      ),
    };
  }

  /**
   * Sets which identities a source has; those that are gone take their rows with them. Tells only of changes: while a tree
   * is drawn anew, VS Code forgets which row a menu belongs to.
   */
  setIdentities(source: IdentitySource, identities: readonly Identity[]): void {
    let changed = !this.#settled;
    this.#settled = true;
    const kept = new Set(identities.map(({ id }) => id));
    for (const { identity } of this.identities) {
      if (identity.source === source && !kept.has(identity.id)) {
        this.#identities.delete(identity.id);
        this.#forget(identity.id);
        changed = true;
      }
    }
    for (const identity of identities) {
      const known = this.#identities.get(identity.id);
      changed ||= known?.identity.label !== identity.label;
      this.#identities.set(identity.id, { ...(known ?? { listing: { kind: "notListed" } }), identity });
    }
    if (changed) {
      this.#changes.fire({ kind: "structure" });
    }
  }

  /** Sets how far an identity is listed. Rows stay: a listing that fails takes nothing away. */
  setListing(identityId: IdentityId, listing: Listing): void {
    const entry = this.#identities.get(identityId);
    if (entry) {
      this.#identities.set(identityId, { ...entry, listing });
      this.#changes.fire({ kind: "structure" });
    }
  }

  /**
   * Sets the whole list of an identity's tenants. What is known of a tenant that stays is kept, and so is a tenant that the
   * user added and Azure does not list.
   */
  setTenants(identityId: IdentityId, tenants: readonly Tenant[]): void {
    const entry = this.#identities.get(identityId);
    if (!entry) {
      return; // signed out while it was listed
    }
    this.#setTenants(identityId, tenants);
    this.#identities.set(identityId, {
      ...entry,
      listing: { kind: "listed" },
      listedAt: this.#clock.now(),
    });
    this.#changes.fire({ kind: "structure" });
  }

  /** Adds a tenant that Azure's list need not hold; gives its row, also if it was there already. */
  addTenant(identityId: IdentityId, tenantId: string, domain?: string): Row {
    const known = this.#rows.get(rowId(identityId, tenantId))?.tenant;
    const unknown: Tenant = { tenantId, kind: "guest", ...(domain && { defaultDomain: domain }) };
    const row = this.#rows.add(identityId, { ...(known ?? unknown), added: true });
    this.#changes.fire({ kind: "structure" });
    return row;
  }

  /** Sets everything that the user has noted. */
  setMarks(marks: ReadonlyMap<string, TenantMark>): void {
    this.#rows.setMarks(marks);
    this.#changes.fire({ kind: "structure", adopted: true });
  }

  /**
   * Takes over what was remembered, or learnt in another window, where it is newer than what is known here. Gives whether
   * more is known here than there.
   */
  adopt({ identities, rows }: Snapshot): boolean {
    const remembered = new Map(rows.map((row) => [rowId(row.identityId, row.tenant.tenantId), row]));
    for (const { identity, listedAt } of identities) {
      const entry = this.#identities.get(identity.id);
      if (entry || !this.#settled) {
        this.#adoptTenants(identity, entry, listedAt, rows);
      }
    }
    for (const [id, theirs] of remembered) {
      const row = this.#rows.get(id);
      if (row && !isBusy(row)) {
        this.#rows.set(mergeRow(row, theirs));
      }
    }
    this.#changes.fire({ kind: "structure", adopted: true });
    const listedBefore = new Map(identities.map(({ identity, listedAt }) => [identity.id, listedAt ?? 0]));
    return (
      this.rows.some((row) => !isBusy(row) && knowsMore(row, remembered.get(row.id))) ||
      this.identities.some(({ identity, listedAt }) => (listedAt ?? 0) > (listedBefore.get(identity.id) ?? 0))
    );
  }

  /** Forgets everything. */
  clear(): void {
    this.#identities.clear();
    this.#rows.clear();
    this.#work.clear();
    this.#changes.fire({ kind: "structure", adopted: true });
  }

  /**
   * Begins some work on a row, which ends whatever a check of it still had to say: a late answer must not overwrite what
   * is newer. Undefined if there is no such row, or if a change of it is under way, which nothing may disturb.
   */
  begin(id: RowId, work: Work): RowWork | undefined {
    const row = this.#rows.get(id);
    if (!row || this.#changing.has(id)) {
      return undefined;
    }
    const before = isBusy(row) ? this.#work.get(id)?.before : row.attempt;
    const isMine = (): boolean => this.#work.get(id) === begun && this.#rows.get(id) !== undefined;
    const begun: RowWork = new RowWork(work, before ?? { kind: "none" }, this.#clock, {
      isMine,
      change: (how) => {
        const now = this.#rows.get(id);
        if (now && isMine()) {
          this.#rows.set(how(now));
          this.#changes.fire({ kind: "rows", rows: new Set([id]) });
        }
      },
      release: () => {
        if (work !== "check") {
          this.#changing.delete(id);
        }
      },
    });
    if (work !== "check") {
      this.#changing.add(id);
    }
    this.#work.set(id, begun);
    begun.run();
    return begun;
  }

  /** Takes over a list that is newer than ours, and tenants that the user added in another window. */
  #adoptTenants(
    identity: Identity,
    entry: IdentityEntry | undefined,
    listedAt: number | undefined,
    rows: readonly RememberedRow[],
  ): void {
    const tenants = rows.filter(({ identityId }) => identityId === identity.id).map(({ tenant }) => tenant);
    if (!entry || (listedAt ?? 0) > (entry.listedAt ?? 0)) {
      const listed: Listing = { kind: listedAt === undefined ? "notListed" : "listed" };
      const listing = entry?.listing.kind === "listing" ? entry.listing : listed;
      this.#identities.set(identity.id, { identity, listing, ...(listedAt !== undefined && { listedAt }) });
      this.#setTenants(identity.id, tenants);
    } else {
      for (const tenant of tenants) {
        if (tenant.added && !this.#rows.get(rowId(identity.id, tenant.tenantId))) {
          this.#rows.add(identity.id, tenant);
        }
      }
    }
  }

  #setTenants(identityId: IdentityId, tenants: readonly Tenant[]): void {
    for (const id of this.#rows.setTenants(identityId, tenants)) {
      this.#work.delete(id);
    }
  }

  #forget(identityId: IdentityId): void {
    for (const id of this.#rows.forget(identityId)) {
      this.#work.delete(id);
    }
  }
}

function rememberIdentity({ identity, listedAt }: IdentityEntry): RememberedIdentity {
  return listedAt === undefined ? { identity } : { identity, listedAt };
}

function isBusy({ attempt }: Row): boolean {
  return attempt.kind === "running" || attempt.kind === "waiting";
}
