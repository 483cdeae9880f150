import { type Identity, type IdentityId, type IdentitySource, identitySources } from "../model/identity.ts";
import type { Clock } from "../model/ports.ts";
import { type Row, type RowId, rowId } from "../model/row.ts";
import { rememberRow, type Snapshot } from "../model/snapshot.ts";
import type { Tenant } from "../model/tenant.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import type { Work } from "../model/knowledge.ts";
import { adoptSnapshot, knowsMoreThan } from "./adoptSnapshot.ts";
import { Emitter } from "./emitter.ts";
import {
  type IdentityEntry,
  listedAfter,
  type Listing,
  listOrder,
  rememberIdentity,
} from "./identityEntry.ts";
import { OwnNews } from "./ownNews.ts";
import { asNoted, isCalledSame, pinnedFirst } from "./pinned.ts";
import { RowTable, type RowsChange } from "./rowTable.ts";
import { isBusy, RowWork } from "./rowWork.ts";
import type { StoreChange } from "./storeChange.ts";

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
  readonly #news = new OwnNews();
  readonly #changes = new Emitter<StoreChange>();
  readonly #clock: Clock;
  #settled = false;
  readonly onDidChange = this.#changes.event;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The time by which everything here is dated. */
  get now(): number {
    return this.#clock.now();
  }

  /** Whether VS Code has said which identities there are: from then on it alone decides. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Those that the user has pinned come first. */
  get identities(): readonly IdentityEntry[] {
    return pinnedFirst([...this.#identities.values()]);
  }

  /** An identity and how far it is listed. */
  entry(id: IdentityId): IdentityEntry | undefined {
    return this.#identities.get(id);
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

  /** The first row of an identity: its home, if that is known. */
  firstRowOf(identityId: IdentityId): Row | undefined {
    return this.#rows.firstOf(identityId);
  }

  /** How many rows an identity has. */
  countOf(identityId: IdentityId): number {
    return this.#rows.countOf(identityId);
  }

  get rows(): readonly Row[] {
    const [only = [], ...others] = [...this.#identities.keys()].map((id) => this.rowsOf(id));
    return others.length === 0 ? only : [only, ...others].flat(); // as most people have it, nothing is copied
  }

  /** What the user has noted, by tenant id. */
  get marks(): ReadonlyMap<string, TenantMark> {
    return this.#rows.marks;
  }

  /** The same, to be written now. Once it is, `written` has to be called: from then on others may know more. */
  takeSnapshot(): { readonly snapshot: Snapshot; readonly written: () => void } {
    return { snapshot: this.snapshot, ...this.#news.take() };
  }

  /** What is worth remembering. */
  get snapshot(): Snapshot {
    const identities = [...this.#identities.values()].filter(
      ({ identity, listedAt }) => listedAt !== undefined || this.countOf(identity.id) > 0,
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
    // That there is nobody is told, too.
    let changed = !this.#settled && identities.length === 0;
    let learnt = false;
    this.#settled = true;
    const kept = new Set(identities.map(({ id }) => id));
    for (const { identity } of this.identities) {
      if (identity.source === source && !kept.has(identity.id)) {
        this.#identities.delete(identity.id);
        this.#rows.forget(identity.id).forEach((id) => this.#drop(id));
        learnt = true;
      }
    }
    for (const listed of identities) {
      const identity = asNoted(listed, this.pinned);
      const known = this.#identities.get(identity.id);
      changed ||= !known;
      learnt ||= known !== undefined && !isCalledSame(known.identity, identity);
      this.#identities.set(identity.id, { ...(known ?? { listing: { kind: "notListed" } }), identity });
    }
    if (changed || learnt) {
      this.#orderBySource();
      this.#changes.fire({ kind: "structure", ...(!learnt && { adopted: true }) });
    }
  }

  /** Whichever source was faster, identities stand in the same order. */
  #orderBySource(): void {
    const ordered = [...this.#identities].toSorted(([_a, a], [_b, b]) => placeOf(a) - placeOf(b));
    this.#identities.clear();
    ordered.forEach(([id, entry]) => this.#identities.set(id, entry));
  }

  /** Sets how far an identity is listed. Rows stay: a listing that fails takes nothing away. */
  setListing(identityId: IdentityId, listing: Listing): void {
    const entry = this.#identities.get(identityId);
    if (entry) {
      this.#identities.set(identityId, { ...entry, listing });
      this.#changes.fire({ kind: "listing", identityId, adopted: true });
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
    const { structure, changed } = this.#setTenants(identityId, tenants);
    const listing: Listing = { kind: "listed" };
    this.#news.noteListing(listing);
    const listed = listedAfter(this.#clock.now(), listOrder(entry));
    this.#identities.set(identityId, { identity: entry.identity, listing, ...listed });
    this.#changes.fire(structure ? { kind: "structure" } : { kind: "listing", identityId });
    if (!structure && changed.size > 0) {
      this.#changes.fire({ kind: "rows", rows: changed });
    }
  }

  /** Adds a tenant that Azure's list need not hold; gives its row, also if it was there already. */
  addTenant(identityId: IdentityId, tenantId: string, domain?: string): Row {
    const known = this.#rows.get(rowId(identityId, tenantId))?.tenant;
    const unknown: Tenant = { tenantId, kind: "guest", ...(domain && { defaultDomain: domain }) };
    const row = this.#rows.add(identityId, { ...(known ?? unknown), added: true });
    this.#changes.fire({ kind: "structure" });
    return row;
  }

  /**
   * Gives a tenant a row that neither Azure's list nor the user has named (any more): a change of it is under way. The next list
   * takes it away unless Azure names it.
   */
  placeTenant(identityId: IdentityId, tenantId: string): Row {
    const row = this.#rows.add(identityId, { tenantId, kind: "guest" });
    this.#changes.fire({ kind: "structure" });
    return row;
  }

  /** Adds the tenants that the user named together with each identity; those that are there stay as they are. */
  nameTenants(named: ReadonlyMap<IdentityId, readonly string[]>): void {
    const grown = [...named].map(([id, tenantIds]) => this.#rows.addMissing(id, tenantIds));
    if (grown.includes(true)) {
      this.#changes.fire({ kind: "structure" }); // once: there may be thousands of identities
    }
  }

  /** The ids of the accounts that the user has pinned. */
  get pinned(): ReadonlySet<string> {
    return this.#rows.pinned;
  }

  /** Sets everything that the user has noted: of tenants, and which accounts are pinned. */
  setMarks(marks: ReadonlyMap<string, TenantMark>, pinned: ReadonlySet<string> = this.pinned): void {
    this.#rows.setMarks(marks, pinned);
    for (const [id, entry] of this.#identities) {
      this.#identities.set(id, { ...entry, identity: asNoted(entry.identity, pinned) });
    }
    this.#changes.fire({ kind: "structure", adopted: true });
  }

  /**
   * Takes over what was remembered, or learnt in another window, where it is newer than what is known here. Gives whether
   * more is known here than there.
   *
   * @param isWriting what is known here is about to be written on top of it: that it is news counts until then.
   */
  adopt(snapshot: Snapshot, isWriting = false): boolean {
    const parts = {
      identities: this.#identities,
      rows: this.#rows,
      news: this.#news,
      isOpen: !this.#settled,
      isChanging: (id: RowId) => this.#changing.has(id),
      now: this.#clock.now(),
      isWriting,
    };
    const { structure, changed, gone } = adoptSnapshot(parts, snapshot);
    gone.forEach((id) => this.#drop(id));
    if (structure) {
      this.#changes.fire({ kind: "structure", adopted: true });
    } else if (changed.size > 0) {
      this.#changes.fire({ kind: "rows", rows: changed, adopted: true });
    }
    return knowsMoreThan(parts, snapshot);
  }

  /** Forgets everything. */
  clear(): void {
    this.#identities.clear();
    this.#rows.clear();
    [...this.#work.keys()].forEach((id) => this.#drop(id));
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
          const next = how(now);
          this.#news.note(now, next);
          this.#rows.set(next);
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

  /** What a check of a row that is gone still has to say does not count; what became of a change does, if the row comes back. */
  #drop(id: RowId): void {
    if (!this.#changing.has(id)) {
      this.#work.delete(id);
    }
  }

  #setTenants(identityId: IdentityId, tenants: readonly Tenant[]): RowsChange {
    const change = this.#rows.setTenants(identityId, tenants);
    change.gone.forEach((id) => this.#drop(id));
    return change;
  }
}

function placeOf({ identity }: IdentityEntry): number {
  return identitySources.indexOf(identity.source);
}
