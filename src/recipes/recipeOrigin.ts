import { type IdentityId, readIdentityId } from "../model/identity.ts";
import { isGuid } from "../model/tenant.ts";
import type { RecipeIdentity } from "./recipeChange.ts";

/** Whose link a recipe is about, and in which cloud. */
export interface RecipeOrigin {
  readonly identity: RecipeIdentity;
  /** The name of the cloud, as the identity's id has it. */
  readonly cloudName: string;
}

/**
 * Reads the origin out of an identity's id, because a change in the history outlives the identity that made it. The account
 * of a principal is its application (client) ID; with more behind it, it is a person who signed in by a device code.
 */
export function recipeOrigin(id: IdentityId): RecipeOrigin | undefined {
  const read = readIdentityId(id);
  if (!read || read.accountId === "") {
    return undefined;
  }
  const { source, cloud, accountId } = read;
  const identity: RecipeIdentity =
    source === "servicePrincipal" && isGuid(accountId)
      ? { kind: "servicePrincipal", clientId: accountId }
      : { kind: "user" };
  return { identity, cloudName: cloud };
}
