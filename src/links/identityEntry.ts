import type { Identity } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";

/** How far the tenants of an identity are known. */
export type Listing =
  | { readonly kind: "notListed" }
  | { readonly kind: "listing" }
  /** Azure asked to wait; it goes on by itself at `until` (milliseconds since 1970). */
  | { readonly kind: "waiting"; readonly until: number }
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
