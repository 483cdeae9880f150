import type { IdentityId } from "../model/identity.ts";
import type { RowId } from "../model/row.ts";

/**
 * What changed, told as narrowly as can be: views draw no more than that anew. `adopted`: it was learnt elsewhere, or is worth
 * nothing, so there is nothing new to remember.
 */
export type StoreChange =
  | { readonly kind: "rows"; readonly rows: ReadonlySet<RowId>; readonly adopted?: true }
  /** How far an identity is listed; its rows are what they were. */
  | { readonly kind: "listing"; readonly identityId: IdentityId; readonly adopted?: true }
  /** Which identities and rows there are, and in which order. */
  | { readonly kind: "structure"; readonly adopted?: true };
