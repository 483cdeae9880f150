import type { Identity } from "../model/identity.ts";
import type { RowId } from "../model/row.ts";
import type { LinkStore } from "./linkStore.ts";

/** Whose row it is, and in which tenant; undefined if the row is gone. */
export function ownerOf(store: LinkStore, id: RowId): { identity: Identity; tenantId: string } | undefined {
  const row = store.row(id);
  const identity = row && store.identity(row.identityId);
  return identity && { identity, tenantId: row.tenant.tenantId };
}
