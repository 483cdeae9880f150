import { firstUsername, secondUsername } from "./defaultTenants.ts";
import { guidFrom, objectIdOf } from "./ids.ts";
import type { Account, Link, ServicePrincipal, Tenant } from "./model.ts";
import { timestamp } from "./linkStore.ts";
import { partnerDirectory } from "./partnerDirectory.ts";
import { makeRoleAssignments } from "./roleAssignments.ts";
import { makeSubscriptions } from "./subscriptions.ts";
import type { TenantRow } from "./tenantRow.ts";
import type { World } from "./world.ts";
import { linkKey } from "./world.ts";

interface Place {
  readonly row: TenantRow;
  readonly tenant: Tenant;
}

/**
 * Makes the world out of a table of tenants. The first row is the home tenant of the first account and of the third
 * and later ones (colleagues), the second row that of the second account. The first account has an object everywhere.
 */
export function buildWorld(rows: readonly TenantRow[], accountCount: number, seed: number): World {
  const places = rows.map((row, index) => ({ row, tenant: makeTenant(row, index, seed) }));
  const accounts = makeAccounts(places, accountCount);
  const [home] = places;
  if (!home) {
    throw new Error("a world needs at least one tenant");
  }
  const rowOf = new Map(places.map(({ row, tenant }) => [tenant.tenantId, row]));
  const delegated = places.filter(({ row }) => row.delegated).map(({ tenant }) => tenant.tenantId);
  const principals = makeServicePrincipals(places);
  const world: World = {
    accounts: new Map(accounts.map((account) => [account.username, account])),
    tenants: new Map(places.map(({ tenant }) => [tenant.tenantId, tenant])),
    servicePrincipals: new Map(principals.map((principal) => [principal.clientId, principal])),
    partners: new Map(partnerDirectory.map((partner) => [partner.partnerId, partner])),
    links: new Map(places.flatMap(makeLink).map((link) => [linkKey(link.tenantId, link.objectId), link])),
    // Made when asked for: ten thousand tenants must start at once.
    subscriptionsOf: (tenantId) => makeSubscriptions(rowOf.get(tenantId), tenantId, home.tenant.tenantId),
    delegatedTo: (tenantId) => (tenantId === home.tenant.tenantId ? delegated : []),
    findSubscription: (subscriptionId) =>
      places
        .flatMap(({ tenant }) => world.subscriptionsOf(tenant.tenantId))
        .find((item) => item.subscriptionId === subscriptionId),
    roleAssignmentsOf: (tenantId) => makeRoleAssignments(world, tenantId),
  };
  return world;
}

function makeTenant(row: TenantRow, index: number, seed: number): Tenant {
  return {
    tenantId: guidFrom(`tenant ${index} of seed ${seed}`),
    ...(row.name !== undefined && { displayName: row.name }),
    ...(row.domain !== undefined && { defaultDomain: row.domain }),
    countryCode: row.country ?? "US",
    category: row.category ?? "Home",
    policy: row.policy ?? "normal",
  };
}

function makeAccounts(places: readonly Place[], count: number): Account[] {
  const all = places.map(({ tenant }) => tenant.tenantId);
  const [firstHome = "", secondHome = firstHome] = all;
  const first = { username: firstUsername, name: "Alice Adams", homeTenantId: firstHome, tenantIds: all };
  const bobs = places.filter(({ row }) => row.members?.includes(secondUsername));
  const second = {
    username: secondUsername,
    name: "Bob Baker",
    homeTenantId: secondHome,
    tenantIds: [secondHome, ...bobs.map(({ tenant }) => tenant.tenantId).filter((id) => id !== secondHome)],
  };
  const colleagues = Array.from({ length: Math.max(0, count - 2) }, (_, index) => ({
    username: `colleague${index + 3}@contoso.example`,
    name: `Colleague ${index + 3}`,
    homeTenantId: firstHome,
    tenantIds: all.filter((_id, position) => position % 3 === 0),
  }));
  return [first, second, ...colleagues].slice(0, count);
}

/** An application in every tenant of policy normal. */
function makeServicePrincipals(places: readonly Place[]): ServicePrincipal[] {
  return places
    .filter(({ tenant }) => tenant.policy === "normal")
    .map(({ tenant: { tenantId } }) => ({
      tenantId,
      clientId: guidFrom(`application in ${tenantId}`),
      clientSecret: `local-${guidFrom(`secret in ${tenantId}`)}`,
      objectId: guidFrom(`service principal in ${tenantId}`),
    }));
}

function makeLink({ row, tenant: { tenantId } }: Place): Link[] {
  if (!row.link) {
    return [];
  }
  const { partnerId, deleted = false, nameless = false } = row.link;
  return [
    {
      tenantId,
      objectId: objectIdOf(firstUsername, tenantId),
      partnerId,
      state: deleted ? "Deleted" : "Active",
      version: deleted ? 2 : 1,
      createdTime: timestamp(new Date("2021-03-04T05:06:07.123Z")),
      updatedTime: timestamp(new Date("2023-05-06T07:08:09.456Z")),
      nameless,
    },
  ];
}
