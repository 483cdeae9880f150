import type { IdentityId } from "../model/identity.ts";
import { isGuid } from "../model/tenant.ts";
import type { RecipeIdentity } from "./recipeChange.ts";

/** Whose link a recipe is about, and in which cloud. */
export interface RecipeOrigin {
  readonly identity: RecipeIdentity;
  /** The name of the cloud, as the identity's id has it. */
  readonly cloudName: string;
}

/** `<source>:<cloud>:<id>`; the name of a cloud of somebody's own has a host and maybe a port in it. */
const idForm = /^(?<source>\w+):(?<cloud>custom:[a-z0-9.-]+(?::\d{1,5})?|\w+):(?<account>.+)$/;

/**
 * Reads the origin out of an identity's id, because a change in the history outlives the identity that made it. The account
 * of a principal is its application (client) ID; with more behind it, it is a person who signed in by a device code.
 */
export function recipeOrigin(id: IdentityId): RecipeOrigin | undefined {
  const { source, cloud, account } = idForm.exec(id)?.groups ?? {};
  if (cloud === undefined || account === undefined) {
    return undefined;
  }
  const identity: RecipeIdentity =
    source === "servicePrincipal" && isGuid(account)
      ? { kind: "servicePrincipal", clientId: account }
      : { kind: "user" };
  return { identity, cloudName: cloud };
}
