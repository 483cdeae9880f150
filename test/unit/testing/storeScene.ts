import { LinkStore } from "../../../src/links/linkStore.ts";
import type { StoreChange } from "../../../src/links/storeChange.ts";
import { type RowId, rowId } from "../../../src/model/row.ts";
import type { RememberedRow, Snapshot } from "../../../src/model/snapshot.ts";
import type { Tenant } from "../../../src/model/tenant.ts";
import { alice, tenant, TestClock } from "./fixtures.ts";

/** When the tenants were listed here, and what time it is. */
export const now = 1_000_000;
export const later = now + 60_000;

/** Alice and her tenants in a store, and what it told since it was made. */
export class StoreScene {
  readonly clock = new TestClock();
  readonly store = new LinkStore(this.clock);
  changes: StoreChange[] = [];

  constructor(...tenants: readonly Tenant[]) {
    this.store.setIdentities("vscode", [alice]);
    this.store.setTenants(alice.id, tenants);
    this.clock.advance(later - now); // what other windows did since lies behind us
    this.store.onDidChange((change) => this.changes.push(change));
  }

  get tenants(): string[] {
    return this.store.rows.map(({ tenant: { tenantId } }) => tenantId);
  }
}

/** The row of the n-th tenant. */
export function idOf(n: number): RowId {
  return rowId(alice.id, tenant(n).tenantId);
}

function remembered(more: Partial<RememberedRow>): RememberedRow {
  return { identityId: alice.id, tenant: tenant(1), knowledge: { kind: "nothing" }, ...more };
}

/** What a window remembers of Alice. */
export function snapshotOf(
  listedAt: number | undefined,
  ...rows: readonly Partial<RememberedRow>[]
): Snapshot {
  return {
    identities: [{ identity: alice, ...(listedAt !== undefined && { listedAt }) }],
    rows: rows.map(remembered),
  };
}

/** That it was found linked then. */
export const linked = (at: number): Partial<RememberedRow> => ({
  knowledge: { kind: "linked", link: { partnerId: "4567890" }, at },
});
