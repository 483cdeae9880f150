import { objectIdOf } from "./ids.ts";
import type {
  Account,
  Link,
  Partner,
  RoleAssignment,
  ServicePrincipal,
  Subscription,
  Tenant,
} from "./model.ts";

/** Everything that exists in the local Azure: who, where, and what is linked. */
export interface World {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly servicePrincipals: ReadonlyMap<string, ServicePrincipal>;
  readonly partners: ReadonlyMap<string, Partner>;
  /** Keyed by `linkKey`. */
  readonly links: Map<string, Link>;
  /** Subscriptions that live in a tenant. */
  subscriptionsOf(tenantId: string): readonly Subscription[];
  /** Tenants whose subscriptions are delegated to this one. */
  delegatedTo(tenantId: string): readonly string[];
  /** A subscription of any tenant. */
  findSubscription(subscriptionId: string): Subscription | undefined;
  roleAssignmentsOf(tenantId: string): readonly RoleAssignment[];
}

export function linkKey(tenantId: string, objectId: string): string {
  return `${tenantId}/${objectId}`;
}

/** The accounts that have an object in a tenant, with that object's id. */
export function membersOf(world: World, tenantId: string): { account: Account; objectId: string }[] {
  return [...world.accounts.values()]
    .filter((account) => account.tenantIds.includes(tenantId))
    .map((account) => ({ account, objectId: objectIdOf(account.username, tenantId) }));
}
