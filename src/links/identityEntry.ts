import type { Identity } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import type { RememberedIdentity } from "../model/snapshot.ts";

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

/** An identity, and how far its tenants are known. */
export interface IdentityEntry {
  readonly identity: Identity;
  readonly listing: Listing;
  /** When its tenants were last listed (milliseconds since 1970); undefined if never. */
  readonly listedAt?: number;
}

/** What of it outlives the window. */
export function rememberIdentity({ identity, listedAt }: IdentityEntry): RememberedIdentity {
  return listedAt === undefined ? { identity } : { identity, listedAt };
}

/** How far an identity is listed that was listed elsewhere: what is under way here goes on. */
export function listingOf(entry: IdentityEntry | undefined, listedAt: number | undefined): Listing {
  const isUnderWay = entry?.listing.kind === "listing" || entry?.listing.kind === "waiting";
  return isUnderWay ? entry.listing : { kind: listedAt === undefined ? "notListed" : "listed" };
}
