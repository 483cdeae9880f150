import type { Identity, IdentityId, IdentitySource } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import type { Clock } from "../model/ports.ts";
import { compareRows, type Row, type RowId, rowId } from "../model/row.ts";
import {
  rememberedAt,
  rememberedAttempt,
  type RememberedRow,
  rememberRow,
  type Snapshot,
} from "../model/snapshot.ts";
import type { Tenant } from "../model/tenant.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import type { Work } from "../model/knowledge.ts";
import { Emitter } from "./emitter.ts";
import { RowWork } from "./rowWork.ts";

/** How far the tenants of an identity are known. */
export type Listing =
  | { readonly kind: "notListed" }
  | { readonly kind: "listing" }
  | { readonly kind: "listed" }
  /** The account is known to VS Code, but this extension was never allowed to use it. */
  | { readonly kind: "accessNotGranted" }
  /** It could be used before, and now gives no token. */
  | { readonly kind: "signedOut" }
  /** A personal Microsoft account, which lists no tenants. */
  | { readonly kind: "personal" }
  | { readonly kind: "failed"; readonly error: PalError };

export interface IdentityEntry {
  readonly identity: Identity;
  readonly listing: Listing;
  /** When its tenants were last listed (milliseconds since 1970); undefined if never. */
  readonly listedAt?: number;
}

/** So that everything is newer. Milliseconds since 1970. */
const longAgo = 1;

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
  readonly #rows = new Map<RowId, Row>();
  /** The rows of each identity in their order, so that nothing is sorted when a single row changes. */
  readonly #order = new Map<IdentityId, readonly RowId[]>();
  readonly #work = new Map<RowId, RowWork>();
  readonly #changes = new Emitter<StoreChange>();
  readonly #clock: Clock;
  /** Whether VS Code has said which identities there are: from then on it alone decides. */
  #settled = false;
  #marks: ReadonlyMap<string, TenantMark> = new Map();

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

  /** What the user has noted, by tenant id. */
  get marks(): ReadonlyMap<string, TenantMark> {
    return this.#marks;
  }

  /** What is worth remembering. */
  get snapshot(): Snapshot {
    return {
      identities: this.identities.flatMap(({ identity, listedAt }) =>
        listedAt === undefined ? [] : [{ identity, listedAt }],
      ),
      rows: this.rows.map(rememberRow),
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
        this.#setRows(identity.id, []);
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
    const listed = new Set(tenants.map(({ tenantId }) => tenantId));
    const added = this.rowsOf(identityId).filter(
      ({ tenant }) => tenant.added && !listed.has(tenant.tenantId),
    );
    const rows = tenants.map((tenant) => this.#rowOf(identityId, tenant));
    this.#setRows(identityId, [...rows, ...added]);
    this.#identities.set(identityId, {
      ...entry,
      listing: { kind: "listed" },
      listedAt: this.#clock.now(),
    });
    this.#changes.fire({ kind: "structure" });
  }

  /** Adds a tenant that Azure's list does not hold; gives its row, also if it was there already. */
  addTenant(identityId: IdentityId, tenantId: string, domain?: string): Row {
    const known = this.#rows.get(rowId(identityId, tenantId));
    const tenant: Tenant = { tenantId, kind: "guest", added: true, ...(domain && { defaultDomain: domain }) };
    const row = known ?? this.#rowOf(identityId, tenant);
    const entry = this.#identities.get(identityId);
    if (!known && entry) {
      // Only identities that were listed once are remembered, and this one's row is worth remembering.
      this.#identities.set(identityId, { ...entry, listedAt: entry.listedAt ?? longAgo });
      this.#setRows(identityId, [...this.rowsOf(identityId), row]);
      this.#changes.fire({ kind: "structure" });
    }
    return row;
  }

  /** Sets everything that the user has noted. */
  setMarks(marks: ReadonlyMap<string, TenantMark>): void {
    this.#marks = marks;
    for (const { identity } of this.identities) {
      const rows = this.rowsOf(identity.id).map((row) => this.#rowOf(row.identityId, row.tenant, row));
      this.#setRows(identity.id, rows);
    }
    this.#changes.fire({ kind: "structure", adopted: true });
  }

  /** Takes over what was remembered, or learnt in another window, where it is newer than what is known here. */
  adopt({ identities, rows }: Snapshot): void {
    for (const { identity, listedAt } of identities) {
      const known = this.#identities.get(identity.id);
      if ((known || !this.#settled) && (known?.listedAt ?? 0) < listedAt) {
        const fresh = { identity, listing: { kind: "listed" } } as const;
        this.#identities.set(identity.id, { ...(known ?? fresh), listedAt });
        const listed = rows.filter(({ identityId }) => identityId === identity.id);
        this.#setRows(
          identity.id,
          listed.map((row) => this.#rowOf(identity.id, row.tenant)),
        );
      }
    }
    for (const row of rows) {
      this.#adoptRow(row);
    }
    this.#changes.fire({ kind: "structure", adopted: true });
  }

  /** Forgets everything. */
  clear(): void {
    this.#identities.clear();
    this.#rows.clear();
    this.#order.clear();
    this.#work.clear();
    this.#marks = new Map();
    this.#changes.fire({ kind: "structure" });
  }

  /**
   * Begins some work on a row, which ends whatever a check of it still had to say: a late answer must not overwrite what
   * is newer. Undefined if there is no such row, or if a change of it is under way, which nothing may disturb.
   */
  begin(id: RowId, work: Work): RowWork | undefined {
    const row = this.#rows.get(id);
    const running = row && "work" in row.attempt && row.attempt.kind !== "failed" ? row.attempt : undefined;
    if (!row || (running && running.work !== "check")) {
      return undefined;
    }
    const begun: RowWork = new RowWork(
      work,
      running ? { kind: "none" } : row.attempt,
      this.#clock,
      (change) => {
        const now = this.#rows.get(id);
        if (now && this.#work.get(id) === begun) {
          this.#rows.set(id, change(now));
          this.#changes.fire({ kind: "rows", rows: new Set([id]) });
        }
      },
    );
    this.#work.set(id, begun);
    begun.run();
    return begun;
  }

  #adoptRow(remembered: RememberedRow): void {
    const { needs: _needs, ...facts } = remembered;
    const row = this.#rows.get(rowId(remembered.identityId, remembered.tenant.tenantId));
    const busy = row?.attempt.kind === "running" || row?.attempt.kind === "waiting";
    if (row && !busy && rememberedAt(row) < rememberedAt(remembered)) {
      this.#rows.set(row.id, { ...row, ...facts, attempt: rememberedAttempt(remembered) });
    }
  }

  /** A row with what is known of it already, and with the user's mark. */
  #rowOf(
    identityId: IdentityId,
    tenant: Tenant,
    known = this.#rows.get(rowId(identityId, tenant.tenantId)),
  ): Row {
    const id = rowId(identityId, tenant.tenantId);
    const mark = this.#marks.get(tenant.tenantId) ?? {};
    const fresh = { id, identityId, knowledge: { kind: "nothing" }, attempt: { kind: "none" } } as const;
    return { ...(known ?? fresh), tenant, mark };
  }

  /** Sets which rows an identity has; others that it had are forgotten. */
  #setRows(identityId: IdentityId, rows: readonly Row[]): void {
    const sorted = rows.toSorted(compareRows);
    const kept = new Set(sorted.map(({ id }) => id));
    for (const id of this.#order.get(identityId) ?? []) {
      if (!kept.has(id)) {
        this.#rows.delete(id);
        this.#work.delete(id);
      }
    }
    for (const row of sorted) {
      this.#rows.set(row.id, row);
    }
    this.#order.set(
      identityId,
      sorted.map(({ id }) => id),
    );
  }
}
