import type { IdentityId } from "./identity.ts";
import type { Attempt, Knowledge, LearntReason } from "./knowledge.ts";
import { type Tenant, tenantLabel } from "./tenant.ts";
import type { TenantMark } from "./tenantMark.ts";
import { type Untrusted, rawText } from "./untrusted.ts";
import { tellingName } from "./tellingName.ts";

/** `<identity id>/<tenant id>`: a link belongs to one identity in one tenant. */
export type RowId = string & { readonly __rowId: never };

/** One identity in one tenant: what is known, and what is being tried. */
export interface Row {
  readonly id: RowId;
  readonly identityId: IdentityId;
  readonly tenant: Tenant;
  readonly knowledge: Knowledge;
  readonly attempt: Attempt;
  /** What the user has noted about the tenant. */
  readonly mark: TenantMark;
  readonly reason?: LearntReason;
  /** When it was last found that nothing goes on without the user (milliseconds since 1970). */
  readonly triedAt?: number;
  /** Where that stands in the order of what was learnt, unless `triedAt` tells it: see `Stamp`. */
  readonly triedOrder?: number;
  /** Another window said something else of the link than this one, and this one has not read it since. */
  readonly elsewhere?: true;
}

/** Sort order of rows: home first, then by label, then by id so that the order never wavers. */
export function compareRows(a: Row, b: Row): number {
  const home = Number(b.tenant.kind === "home") - Number(a.tenant.kind === "home");
  return home || collator.compare(rawText(rowLabel(a)), rawText(rowLabel(b))) || (a.id < b.id ? -1 : 1);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** What the row's tenant is called: by the user, else by itself. Hostile text. */
export function rowLabel({ tenant, mark }: Row): Untrusted {
  return tellingName(mark.name, tenant.tenantId) ?? tenantLabel(tenant);
}

/** Whether the tenant is the user's business: neither marked as not a customer nor hidden. */
export function isBusiness({ mark }: Pick<Row, "mark">): boolean {
  return mark.notCustomer !== true && mark.hidden !== true;
}

/** The id of a row; stable over restarts. */
export function rowId(identityId: IdentityId, tenantId: string): RowId {
  return `${identityId}/${tenantId}` as RowId;
}
