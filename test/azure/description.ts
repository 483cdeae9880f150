import type { Partner, ServicePrincipal, Tenant, TenantPolicy } from "./world/model.ts";
import { objectIdOf } from "./world/ids.ts";
import { findLink } from "./world/linkStore.ts";
import type { World } from "./world/world.ts";

/** What a running local Azure says of itself: the one JSON line of `npm run azure`. */
export interface LocalAzureDescription {
  /** `https://localhost:PORT` */
  readonly origin: string;
  /** `http://127.0.0.1:PORT`: forward proxy; sends the Microsoft names to `origin`, refuses every other. */
  readonly proxy: string;
  /** PEM of the throw-away CA, in a temporary folder that is removed on close. */
  readonly caFile: string;
  /** `http://127.0.0.1:PORT`: plain http, for tests only. */
  readonly controlUrl: string;
  /** `objectId` is the one in the home tenant: as in Entra ID, guests have another in every tenant. */
  readonly accounts: readonly { username: string; objectId: string; homeTenantId: string }[];
  readonly tenants: readonly DescribedTenant[];
  readonly servicePrincipals: readonly Pick<
    ServicePrincipal,
    "tenantId" | "clientId" | "clientSecret" | "objectId"
  >[];
  readonly partners: readonly Partner[];
}

/** A tenant, in the order in which the first account sees it. */
export interface DescribedTenant {
  readonly tenantId: string;
  /** Empty where Azure gives no name. */
  readonly displayName: string;
  /** Empty where Azure gives none. */
  readonly defaultDomain: string;
  readonly category: Tenant["category"];
  readonly policy: TenantPolicy;
  /** Of the first account's active link. */
  readonly partnerId?: string;
  /** Object id of the first account in this tenant. */
  readonly objectId: string;
  /** Usernames of all accounts that have an object in this tenant. */
  readonly members: readonly string[];
}

type Addresses = Pick<LocalAzureDescription, "origin" | "proxy" | "caFile" | "controlUrl">;

export function describeWorld(world: World, addresses: Addresses): LocalAzureDescription {
  const accounts = [...world.accounts.values()];
  const memberships = accounts.map(({ username, tenantIds }) => ({ username, ids: new Set(tenantIds) }));
  const [first] = accounts;
  return {
    ...addresses,
    accounts: accounts.map(({ username, homeTenantId }) => ({
      username,
      objectId: objectIdOf(username, homeTenantId),
      homeTenantId,
    })),
    tenants: [...world.tenants.values()].map((tenant) =>
      describeTenant(world, tenant, objectIdOf(first?.username ?? "", tenant.tenantId), memberships),
    ),
    servicePrincipals: [...world.servicePrincipals.values()].map(
      ({ tenantId, clientId, clientSecret, objectId }) => ({ tenantId, clientId, clientSecret, objectId }),
    ),
    partners: [...world.partners.values()],
  };
}

function describeTenant(
  world: World,
  { tenantId, displayName = "", defaultDomain = "", category, policy }: Tenant,
  objectId: string,
  memberships: readonly { username: string; ids: ReadonlySet<string> }[],
): DescribedTenant {
  const link = findLink(world, tenantId, objectId);
  const members = memberships.filter(({ ids }) => ids.has(tenantId)).map(({ username }) => username);
  const described = { tenantId, displayName, defaultDomain, category, policy, objectId, members };
  return link?.state === "Active" ? { ...described, partnerId: link.partnerId } : described;
}
