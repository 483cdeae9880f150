import type { IdentityEntry } from "../links/identityEntry.ts";

/**
 * Why no tenant is known: `start`: nothing was asked yet; `signedOut`; `noAccess`: VS Code knows accounts that we may not use;
 * `busy`: being listed; `noTenants`: Azure lists none, or the list could not be had.
 */
export type NoTenants = "start" | "signedOut" | "noAccess" | "noTenants" | "busy";

/** Why no tenant is known of these identities. */
export function whyNoTenants(identities: readonly IdentityEntry[]): NoTenants {
  if (identities.length === 0) {
    return "signedOut";
  }
  if (identities.some(({ listing }) => listing.kind === "listing" || listing.kind === "waiting")) {
    return "busy";
  }
  if (identities.every(({ listing }) => listing.kind === "notListed")) {
    return "start";
  }
  return identities.every(({ listing }) => listing.kind === "accessNotGranted") ? "noAccess" : "noTenants";
}
