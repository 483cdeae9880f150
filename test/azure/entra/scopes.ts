import { clouds, graphHost } from "../world/clouds.ts";
import { EntraError } from "./entraError.ts";

const openIdScopes = new Set(["openid", "profile", "offline_access", "email"]);

const knownResources = new Set([...clouds.flatMap((cloud) => cloud.audiences), `https://${graphHost}`]);

/**
 * The resource that a `scope` parameter asks for, as it becomes the token's audience: what stands before the last
 * slash of the first scope that is not OpenID's (so `https://r//.default` asks for `https://r/`). Nothing named: Graph.
 * `ownOrigin`, the address of this server, is a resource, too. Throws AADSTS500011 for unknown resources.
 */
export function resourceOfScope(scope: string, ownOrigin: string): string {
  const named = scope.split(" ").find((part) => part !== "" && !openIdScopes.has(part));
  if (named === undefined) {
    return `https://${graphHost}`;
  }
  const resource = named.replace(/\/[^/]*$/, "");
  const bare = resource.replace(/\/$/, "");
  if (!knownResources.has(bare) && bare !== ownOrigin) {
    throw new EntraError(
      "invalid_resource",
      500011,
      `The resource principal named ${resource} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    );
  }
  return resource;
}

export function asksFor(scope: string, name: "openid" | "offline_access"): boolean {
  return scope.split(" ").includes(name);
}
