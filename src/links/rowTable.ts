import type { IdentityId } from "../model/identity.ts";
import { compareRows, type Row, type RowId, rowId } from "../model/row.ts";
import type { Tenant } from "../model/tenant.ts";
import type { TenantMark } from "../model/tenantMark.ts";

/** The rows of all identities, each list in its order, with the user's marks on them. */
export class RowTable {
  readonly #rows = new Map<RowId, Row>();
  /** Kept sorted, so that nothing is sorted when a single row changes. */
  readonly #order = new Map<IdentityId, readonly RowId[]>();
  #marks: ReadonlyMap<string, TenantMark> = new Map();

  get marks(): ReadonlyMap<string, TenantMark> {
    return this.#marks;
  }

  get(id: RowId): Row | undefined {
    return this.#rows.get(id);
  }

  /** The rows of an identity: home first, then by name. */
  of(identityId: IdentityId): readonly Row[] {
    const rows = (this.#order.get(identityId) ?? []).map((id) => this.#rows.get(id));
    return rows.filter((row) => row !== undefined);
  }

  /** Replaces a row by a newer state of it; its place stays. */
  set(row: Row): void {
    this.#rows.set(row.id, row);
  }

  /** Adds a tenant, or says more of one that is there; gives its row. */
  add(identityId: IdentityId, tenant: Tenant): Row {
    const row = this.#rowOf(identityId, tenant);
    this.#setRows(identityId, [...this.of(identityId).filter(({ id }) => id !== row.id), row]);
    return row;
  }

  /**
   * Sets the tenants of an identity; gives the rows that are gone. What is known of a tenant that stays is kept, and so is a
   * tenant that the user added, whether it is in the list or not.
   */
  setTenants(identityId: IdentityId, tenants: readonly Tenant[]): RowId[] {
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
  forget(identityId: IdentityId): RowId[] {
    return this.#setRows(identityId, []);
  }

  /** Sets everything that the user has noted. */
  setMarks(marks: ReadonlyMap<string, TenantMark>): void {
    const before = this.#marks;
    this.#marks = marks;
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
    this.#marks = new Map();
  }

  /** A row with what is known of it already, and with the user's mark. */
  #rowOf(identityId: IdentityId, tenant: Tenant): Row {
    const id = rowId(identityId, tenant.tenantId);
    const mark = this.#marks.get(tenant.tenantId) ?? {};
    const fresh = { id, identityId, knowledge: { kind: "nothing" }, attempt: { kind: "none" } } as const;
    return { ...(this.#rows.get(id) ?? fresh), tenant, mark };
  }

  #setRows(identityId: IdentityId, rows: readonly Row[]): RowId[] {
    const sorted = rows.toSorted(compareRows).map((row) => {
      this.#rows.set(row.id, row);
      return row.id;
    });
    const kept = new Set(sorted);
    const gone = (this.#order.get(identityId) ?? []).filter((id) => !kept.has(id));
    for (const id of gone) {
      this.#rows.delete(id);
    }
    this.#order.set(identityId, sorted);
    return gone;
  }
}
