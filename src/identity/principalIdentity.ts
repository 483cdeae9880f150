import { createIdentity, type Identity } from "../model/identity.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { accountIdOf } from "./bookFormat.ts";

/** What is remembered of a principal, as an identity among all others. */
export function principalIdentity(known: ServicePrincipal): Identity {
  const { cloud, tenantIds, label, pinned } = known;
  const [homeTenantId] = tenantIds;
  return createIdentity({
    source: "servicePrincipal",
    cloud,
    accountId: accountIdOf(known),
    label,
    ...(homeTenantId !== undefined && { homeTenantId }),
    ...(pinned && { pinned }),
  });
}
