import type { Listing } from "../links/identityEntry.ts";
import type { LinkStore } from "../links/linkStore.ts";

/**
 * Why no tenant is known: `start`: nothing was asked yet; `signedOut`: no account is known; `noAccess`: VS Code knows accounts
 * that we may not use; `needsSignIn`: some account or principal has to sign in; `busy`: being listed; `failed`: the list could not be had;
 * `noTenants`: Azure lists none.
 */
export type NoTenants = "start" | "signedOut" | "noAccess" | "needsSignIn" | "busy" | "failed" | "noTenants";

/** Why no tenant is known. */
export function whyNoTenants({ identities, settled }: Pick<LinkStore, "identities" | "settled">): NoTenants {
  const kinds = new Set(identities.map(({ listing }) => listing.kind));
  const is = (...wanted: readonly Listing["kind"][]): boolean => wanted.some((kind) => kinds.has(kind));
  if (identities.length === 0) {
    return settled ? "signedOut" : "start";
  }
  if (is("listing", "waiting")) {
    return "busy";
  }
  if (is("failed")) {
    return "failed";
  }
  if (is("accessNotGranted", "signedOut")) {
    return kinds.size === 1 && is("accessNotGranted") ? "noAccess" : "needsSignIn";
  }
  return is("notListed") ? "start" : "noTenants";
}
