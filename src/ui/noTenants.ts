import type { IdentityEntry, Listing } from "../links/identityEntry.ts";

/**
 * Why no tenant is known: `start`: nothing was asked yet; `signedOut`: no account is known; `noAccess`: VS Code knows accounts
 * that we may not use; `needsSignIn`: other accounts have to sign in; `busy`: being listed; `failed`: the list could not be had;
 * `noTenants`: Azure lists none.
 */
export type NoTenants = "start" | "signedOut" | "noAccess" | "needsSignIn" | "busy" | "failed" | "noTenants";

/**
 * Why no tenant is known of these identities.
 *
 * @param asked whether anybody has asked who there is.
 */
export function whyNoTenants(identities: readonly IdentityEntry[], asked: boolean): NoTenants {
  const kinds = new Set(identities.map(({ listing }) => listing.kind));
  const is = (...wanted: readonly Listing["kind"][]): boolean => wanted.some((kind) => kinds.has(kind));
  const isOnly = (kind: Listing["kind"]): boolean => kinds.size === 1 && kinds.has(kind);
  if (identities.length === 0) {
    return asked ? "signedOut" : "start";
  }
  if (is("listing", "waiting")) {
    return "busy";
  }
  if (is("failed")) {
    return "failed";
  }
  if (isOnly("notListed")) {
    return "start";
  }
  if (isOnly("accessNotGranted")) {
    return "noAccess";
  }
  return is("notListed", "accessNotGranted", "signedOut") ? "needsSignIn" : "noTenants";
}
