import type { Account, Tenant } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { EntraError } from "./entraError.ts";

const anyTenant = new Set(["common", "organizations"]);

/**
 * The tenant that the first part of a path names: an id, a domain, or `common`/`organizations` for an account's home.
 * Throws AADSTS90002 when there is none, as for a deleted tenant.
 */
export function findTenant(world: World, named: string, account?: Account): Tenant {
  const name = named.toLowerCase();
  const tenant =
    account && anyTenant.has(name)
      ? world.tenants.get(account.homeTenantId)
      : (world.tenants.get(name) ?? tenantOfDomain(world, name));
  if (!tenant || tenant.policy === "deleted") {
    throw new EntraError(
      "invalid_request",
      90002,
      `Tenant '${named}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    );
  }
  return tenant;
}

/** Whether the first part of a path leaves the tenant open. */
export function isAnyTenant(named: string): boolean {
  return anyTenant.has(named.toLowerCase());
}

function tenantOfDomain(world: World, domain: string): Tenant | undefined {
  return domain.includes(".")
    ? [...world.tenants.values()].find((tenant) => tenant.defaultDomain === domain)
    : undefined;
}
