import type { ServicePrincipal, Tenant } from "./model.ts";
import type { World } from "./world.ts";

/** Remembers what can be changed of a world. Gives a function that makes it so again, as often as it is called. */
export function rememberWorld(world: World): () => void {
  const links = structuredClone(world.links);
  const tenants = structuredClone(world.tenants);
  const principals = structuredClone(world.servicePrincipals);
  return () => {
    world.links.clear();
    for (const [key, link] of structuredClone(links)) {
      world.links.set(key, link);
    }
    putBack<Tenant>(world.tenants, tenants);
    putBack<ServicePrincipal>(world.servicePrincipals, principals);
  };
}

function putBack<T extends object>(things: ReadonlyMap<string, T>, before: ReadonlyMap<string, T>): void {
  for (const [id, thing] of things) {
    for (const name of Object.keys(thing)) {
      Reflect.deleteProperty(thing, name);
    }
    Object.assign(thing, structuredClone(before.get(id)));
  }
}
