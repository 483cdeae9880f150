import type { IdentityId } from "../model/identity.ts";
import { compareRows, type Row, type RowId, rowId, rowLabel } from "../model/row.ts";
import type { Tenant } from "../model/tenant.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import { rawText } from "../model/untrusted.ts";

/** What a new list of rows changed. */
export interface RowsChange {
  /** Rows that are gone. */
  readonly gone: readonly RowId[];
  /** Rows that are there as before, but not the same any more. */
  readonly changed: ReadonlySet<RowId>;
  /** Whether a row came, went or moved. */
  readonly structure: boolean;
}

/** The rows of all identities, each list in its order, with the user's marks on them. */
export class RowTable {
  readonly #rows = new Map<RowId, Row>();
  /** Kept sorted, so that nothing is sorted when a single row changes. */
  readonly #order = new Map<IdentityId, readonly RowId[]>();
  /** The lists as they were last asked for; a list is left out once one of its rows has changed. */
  readonly #lists = new Map<IdentityId, readonly Row[]>();
  #marks: ReadonlyMap<string, TenantMark> = new Map();
  #pinned: ReadonlySet<string> = new Set();

  /** The ids of the accounts that the user has pinned. */
  get pinned(): ReadonlySet<string> {
    return this.#pinned;
  }

  get marks(): ReadonlyMap<string, TenantMark> {
    return this.#marks;
  }

  get(id: RowId): Row | undefined {
    return this.#rows.get(id);
  }

  /** The rows of an identity: home first, then by name. The same list until one of them changes. */
  of(identityId: IdentityId): readonly Row[] {
    let list = this.#lists.get(identityId);
    if (!list) {
      const rows = (this.#order.get(identityId) ?? []).map((id) => this.#rows.get(id));
      list = rows.filter((row) => row !== undefined);
      this.#lists.set(identityId, list);
    }
    return list;
  }

  /** The first row of an identity: its home, if that is known. */
  firstOf(identityId: IdentityId): Row | undefined {
    const [first] = this.#order.get(identityId) ?? [];
    return first === undefined ? undefined : this.#rows.get(first);
  }

  /** How many rows an identity has. */
  countOf(identityId: IdentityId): number {
    return this.#order.get(identityId)?.length ?? 0;
  }

  /** Replaces a row by a newer state of it; its place stays. */
  set(row: Row): void {
    this.#rows.set(row.id, row);
    this.#lists.delete(row.identityId);
  }

  /** Adds a tenant, or says more of one that is there; gives its row. */
  add(identityId: IdentityId, tenant: Tenant): Row {
    const row = this.#rowOf(identityId, tenant);
    this.#setRows(identityId, [...this.of(identityId).filter(({ id }) => id !== row.id), row]);
    return row;
  }

  /** Adds those tenants, all at once, that have no row yet; gives whether there are any. */
  addMissing(identityId: IdentityId, tenantIds: readonly string[]): boolean {
    const missing = tenantIds.filter((tenantId) => !this.#rows.has(rowId(identityId, tenantId)));
    const rows = missing.map((tenantId) => this.#rowOf(identityId, { tenantId, kind: "guest", added: true }));
    if (rows.length > 0) {
      this.#setRows(identityId, [...this.of(identityId), ...rows]);
    }
    return rows.length > 0;
  }

  /**
   * Sets the tenants of an identity. What is known of a tenant that stays is kept, and so is a tenant that the user added,
   * whether it is in the list or not.
   */
  setTenants(identityId: IdentityId, tenants: readonly Tenant[]): RowsChange {
    const added = new Map<string, Tenant>();
    for (const { tenant } of this.of(identityId)) {
      if (tenant.added) {
        added.set(tenant.tenantId, tenant);
      }
    }
    const rows = tenants.map((tenant) => {
      const byUser = added.delete(tenant.tenantId) || tenant.added === true;
      return this.#rowOf(identityId, byUser ? { ...tenant, added: true } : tenant);
    });
    const unlisted = [...added.values()].map((tenant) => this.#rowOf(identityId, tenant));
    return this.#setRows(identityId, [...rows, ...unlisted]);
  }

  /** Forgets an identity; gives the rows that are gone. */
  forget(identityId: IdentityId): readonly RowId[] {
    return this.#setRows(identityId, []).gone;
  }

  /** Sets everything that the user has noted. */
  setMarks(marks: ReadonlyMap<string, TenantMark>, pinned: ReadonlySet<string>): void {
    const before = this.#marks;
    this.#marks = marks;
    this.#pinned = pinned;
    for (const identityId of this.#order.keys()) {
      const rows = this.of(identityId);
      const renamed = rows.some(
        ({ tenant: { tenantId } }) => before.get(tenantId)?.name !== marks.get(tenantId)?.name,
      );
      const marked = rows.map((row) => this.#rowOf(identityId, row.tenant));
      if (renamed) {
        this.#setRows(identityId, marked);
      } else {
        marked.forEach((row) => this.set(row));
      }
    }
  }

  clear(): void {
    this.#rows.clear();
    this.#order.clear();
    this.#lists.clear();
    this.#marks = new Map();
    this.#pinned = new Set();
  }

  /** A row with what is known of it already, and with the user's mark; the very same one if that says nothing new. */
  #rowOf(identityId: IdentityId, tenant: Tenant): Row {
    const id = rowId(identityId, tenant.tenantId);
    const known = this.#rows.get(id);
    const mark = this.#marks.get(tenant.tenantId) ?? {};
    if (known && isSame(known.tenant, tenant) && isSame(known.mark, mark)) {
      return known;
    }
    const fresh = { id, identityId, knowledge: { kind: "nothing" }, attempt: { kind: "none" } } as const;
    return { ...(known ?? fresh), tenant, mark };
  }

  #setRows(identityId: IdentityId, rows: readonly Row[]): RowsChange {
    const before = this.#order.get(identityId) ?? [];
    const sorted = this.#inOrder(rows, before);
    const changed = new Set<RowId>();
    const order: RowId[] = [];
    for (const row of sorted) {
      const known = this.#rows.get(row.id);
      if (known && known !== row) {
        changed.add(row.id);
      }
      this.#rows.set(row.id, row);
      order.push(row.id);
    }
    const kept = new Set(order);
    const gone = before.filter((id) => !kept.has(id));
    for (const id of gone) {
      this.#rows.delete(id);
    }
    this.#order.set(identityId, order);
    this.#lists.delete(identityId);
    const structure = order.length !== before.length || order.some((id, place) => id !== before[place]);
    return { gone, changed, structure };
  }

  /** Sorts rows. The very rows that stand there, called as before, keep their order: Azure lists them in one of its own. */
  #inOrder(rows: readonly Row[], before: readonly RowId[]): readonly Row[] {
    const byId = new Map(rows.map((row) => [row.id, row]));
    if (byId.size === before.length && rows.every((row) => isPlacedAs(row, this.#rows.get(row.id)))) {
      return before.map((id) => byId.get(id)).filter((row) => row !== undefined);
    }
    return isSorted(rows) ? rows : nearlySorted(rows).toSorted(compareRows);
  }
}

/** Whether a row stands where the one before it stood, by all that rows are sorted by. */
function isPlacedAs(row: Row, before: Row | undefined): boolean {
  return (
    row === before ||
    (before !== undefined &&
      (row.tenant.kind === "home") === (before.tenant.kind === "home") &&
      rowLabel(row) === rowLabel(before))
  );
}

/** What is remembered comes in its order: finding that out is much cheaper than sorting by the rules of a language. */
function isSorted(rows: readonly Row[]): boolean {
  return rows.every((row, place) => {
    const before = rows[place - 1];
    return before === undefined || compareRows(before, row) < 0;
  });
}

/**
 * Sorts by the letters' codes, which is quick and comes close to the rules of a language: by those, thousands of rows are then
 * compared with their neighbours only.
 */
function nearlySorted(rows: readonly Row[]): Row[] {
  const labelled = rows.map((row) => ({ row, label: rawText(rowLabel(row)).toLowerCase() }));
  labelled.sort((a, b) => (a.label < b.label ? -1 : Number(a.label > b.label)));
  return labelled.map(({ row }) => row);
}

/** Whether two flat objects hold the same. */
function isSame<T extends object>(one: T, other: T): boolean {
  const keys = Object.keys(one) as (keyof T)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
