import type { Identity } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import type { RememberedIdentity } from "../model/snapshot.ts";
import { asRead, stampAfter } from "../model/stamp.ts";

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
  /** Where that stands among all lists of it, unless `listedAt` tells it: see `Stamp`. */
  readonly listedOrder?: number;
}

/** What of it outlives the window. */
export function rememberIdentity({ listing: _listing, ...known }: IdentityEntry): RememberedIdentity {
  return known;
}

/** Where its list stands among all lists of it; 0 if it was never listed. */
export function listOrder(known: Omit<RememberedIdentity, "identity"> | undefined): number {
  return known?.listedOrder ?? known?.listedAt ?? 0;
}

/** When it was listed, after a list of that order. */
export function listedAfter(at: number, last: number): Pick<IdentityEntry, "listedAt" | "listedOrder"> {
  const { order } = stampAfter(at, last);
  return { listedAt: at, ...(order !== undefined && { listedOrder: order }) };
}

/** An identity as it was listed elsewhere, later than here: what is under way here goes on. */
export function adoptedEntry(
  identity: Identity,
  entry: IdentityEntry | undefined,
  remembered: RememberedIdentity,
  now: number,
): IdentityEntry {
  const { at, order } = asRead({ at: remembered.listedAt, order: remembered.listedOrder }, now);
  const isUnderWay = entry?.listing.kind === "listing" || entry?.listing.kind === "waiting";
  return {
    identity,
    listing: isUnderWay ? entry.listing : { kind: at === undefined ? "notListed" : "listed" },
    ...(at !== undefined && { listedAt: at }),
    ...(order !== undefined && { listedOrder: order }),
  };
}
