import type { Link } from "./model.ts";
import type { World } from "./world.ts";
import { linkKey } from "./world.ts";

/** The link of an object in a tenant, active or deleted. */
export function findLink(world: World, tenantId: string, objectId: string): Link | undefined {
  return world.links.get(linkKey(tenantId, objectId));
}

/**
 * Stores a partner ID for an object: creates the link, or revives or changes the one there. The version rises with
 * each write, `createdTime` stays for ever [V REC].
 */
export function writeLink(world: World, tenantId: string, objectId: string, partnerId: string): Link {
  const now = timestamp(new Date());
  const link: Link = findLink(world, tenantId, objectId) ?? {
    tenantId,
    objectId,
    partnerId,
    state: "Active",
    version: 0,
    createdTime: now,
    updatedTime: now,
    nameless: false,
  };
  link.partnerId = partnerId;
  link.state = "Active";
  link.version += 1;
  link.updatedTime = now;
  link.nameless = false;
  world.links.set(linkKey(tenantId, objectId), link);
  return link;
}

/** Removes a link softly: the row stays in state Deleted. */
export function deleteLink(link: Link): void {
  link.state = "Deleted";
  link.version += 1;
  link.updatedTime = timestamp(new Date());
}

/** A time with seven fractional digits, as the API writes it [V REC]. */
export function timestamp(date: Date): string {
  return date.toISOString().replace("Z", "0000Z");
}
