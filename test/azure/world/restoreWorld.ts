import type { World } from "./world.ts";

/**
 * Makes what can be changed of a world (links, policies, names, credentials) as it is in a new one. Accounts, tenants and
 * applications stay the same objects: whoever holds one sees the change.
 *
 * @param fresh a world that was built from the same, and is not used otherwise.
 */
export function restoreWorld(world: World, fresh: World): void {
  world.links.clear();
  for (const [key, link] of fresh.links) {
    world.links.set(key, link);
  }
  putBack(world.tenants, fresh.tenants);
  putBack(world.servicePrincipals, fresh.servicePrincipals);
}

function putBack(things: ReadonlyMap<string, object>, fresh: ReadonlyMap<string, object>): void {
  for (const [id, thing] of things) {
    for (const name of Object.keys(thing)) {
      Reflect.deleteProperty(thing, name);
    }
    Object.assign(thing, fresh.get(id));
  }
}
