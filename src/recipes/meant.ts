import type { RecipeIdentity } from "./recipeChange.ts";

/** Where a text looks for the ID of whom it is for, if that was not known when it was written. */
export const identityVariable = "PARTNER_ADMIN_LINK_IDENTITY";

/** By what an identity is told from all others in its tenant. */
export interface Meant {
  /** `user`: the object ID of a person (`oid`); `application`: `appid`, or `azp`; `any`: either of a principal. */
  readonly kind: "user" | "application" | "any";
  /** In small letters; absent if it was not known. */
  readonly id?: string;
  /** What the ID is of, for a sentence. */
  readonly words: string;
}

/** Whom a change is for. A person is told by the object ID, which is another one in each tenant; names can change. */
export function meantBy(identity: RecipeIdentity): Meant {
  switch (identity.kind) {
    case "user":
      return {
        kind: "user",
        ...(identity.objectId !== undefined && { id: identity.objectId }),
        words: "user",
      };
    case "servicePrincipal":
      return { kind: "application", id: identity.clientId, words: "application" };
    case "managedIdentity":
      return { kind: "any", words: "principal" };
    default:
      return identity satisfies never;
  }
}
