import type { IdentityId } from "./identity.ts";
import type { Attempt, Knowledge } from "./knowledge.ts";
import type { Tenant } from "./tenant.ts";

/** `<identity id>/<tenant id>`: a link belongs to one identity in one tenant. */
export type RowId = string & { readonly __rowId: never };

/** One identity in one tenant: what is known, and what is being tried. */
export interface Row {
  readonly id: RowId;
  readonly identityId: IdentityId;
  readonly tenant: Tenant;
  readonly knowledge: Knowledge;
  readonly attempt: Attempt;
}

/** The id of a row; stable over restarts. */
export function rowId(identityId: IdentityId, tenantId: string): RowId {
  return `${identityId}/${tenantId}` as RowId;
}
