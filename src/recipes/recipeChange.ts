import type { ChangeStep, LinkedId } from "../model/change.ts";
import type { Cloud } from "../model/cloud.ts";
import { isPartnerId } from "../model/partnerId.ts";
import { isGuid } from "../model/tenant.ts";
import { inertName } from "./inertName.ts";

/**
 * Whose link it is. A principal signs in with its application (client) ID; a managed identity can sign in only where it
 * lives [V Learn], or through federation like a principal.
 */
export type RecipeIdentity =
  | {
      readonly kind: "user";
      /** In the tenant of the change, if it is known. */
      readonly objectId?: string;
    }
  | { readonly kind: "servicePrincipal"; readonly clientId: string; readonly objectId?: string }
  | { readonly kind: "managedIdentity" };

/**
 * A change of a link as a recipe is written for it. Only `recipeChange` makes one: IDs and addresses have the form they must
 * have, so they can stand in any text as they are.
 */
export type RecipeChange = RecipeFacts & { readonly __checked: never };

interface RecipeFacts {
  /** `link` creates or updates; `remove` removes `partnerId`, and no other ID. */
  readonly act: "link" | "remove";
  readonly partnerId: string;
  /** What was linked when the change was planned; only texts that cannot read first depend on it. */
  readonly from: LinkedId;
  readonly tenantId: string;
  readonly identity: RecipeIdentity;
  /** The address of ARM, an https origin. */
  readonly armEndpoint: string;
  /** What the change is about, a line each, in inert text. */
  readonly about: readonly string[];
}

/** An https origin: as in the table of clouds, or as a person set it for a cloud of their own. */
const httpsOrigin = /^https:\/\/[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?(:\d{1,5})?$/i;

/** What a recipe is written for; undefined if nothing is to be changed, or if an ID or address has not the form it must have. */
export function recipeChange(
  step: Pick<ChangeStep, "tenantId" | "tenantName" | "accountLabel" | "from" | "wanted">,
  identity: RecipeIdentity,
  { armEndpoint }: Pick<Cloud, "armEndpoint">,
): RecipeChange | undefined {
  const { tenantId, from, wanted } = step;
  const partnerId = wanted ?? from;
  const sound =
    partnerId !== null &&
    [partnerId, from ?? partnerId].every(isPartnerId) &&
    isGuid(tenantId) &&
    (identity.kind !== "servicePrincipal" || isGuid(identity.clientId)) &&
    httpsOrigin.test(armEndpoint);
  if (!sound) {
    return undefined;
  }
  const act = wanted === null ? "remove" : "link";
  const about = [
    `Partner Admin Link: ${act} partner ID ${partnerId}`,
    `Tenant ${tenantId.toLowerCase()}: ${inertName(step.tenantName)}`,
    `Identity: ${inertName(step.accountLabel)}`,
  ].map((line) => line.trim());
  const facts: RecipeFacts = {
    act,
    partnerId,
    from,
    tenantId: tenantId.toLowerCase(),
    identity: inSmallLetters(identity),
    armEndpoint,
    about,
  };
  return facts as RecipeChange;
}

/** As tokens have them. An object ID comes from Azure: one that is none is not known. */
function inSmallLetters(identity: RecipeIdentity): RecipeIdentity {
  if (identity.kind === "managedIdentity") {
    return identity;
  }
  const { objectId: given = "", ...others } = identity;
  const known = isGuid(given) && { objectId: given.toLowerCase() };
  return others.kind === "user"
    ? { ...others, ...known }
    : { ...others, clientId: others.clientId.toLowerCase(), ...known };
}

/** The lines as comments of bash, PowerShell, HCL and YAML alike. */
export function comments(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}\n`).join("");
}
