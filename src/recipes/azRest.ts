import { azLogin } from "./azureCli.ts";
import { azureCliHead } from "./azureCliText.ts";
import { pastable } from "./bashLink.ts";
import { comments, type RecipeChange } from "./recipeChange.ts";

/**
 * The bare requests for bash. What must be written was decided when the change was planned, and Azure refuses it if that no longer
 * fits: PUT if there is a link, PATCH if there is none, DELETE if it is to another ID [S]. It stops at the first refusal, and does
 * nothing as another identity.
 */
export function azRest(change: RecipeChange): string {
  const { tenantId, identity } = change;
  const after = change.act === "link" ? linked : removed;
  return pastable(`${comments([
    ...change.about,
    "For the Azure CLI in bash: the planned request, between two that read.",
    `Sign in first: ${azLogin(identity, tenantId)}`,
  ])}${azureCliHead(change)}
found=$(read_link)
echo "Before: \${found:-none}."
${comments([writes(change)])}az rest --method ${method(change)} --url "$partners/$partner?$version" --output none
now=$(read_link)
${after}`);
}

const linked = `[ "$now" = "$partner" ] || fail "Tenant $tenant shows \${now:-no partner ID} instead of $partner."
echo "Partner ID $partner is linked in tenant $tenant, as $who."
`;

const removed = `[ -z "$now" ] || fail "Tenant $tenant is still linked to $now."
echo "Partner ID $partner is no longer linked in tenant $tenant, as $who."
`;

/** How the change is requested, as far as it was known when it was planned [SPEC]. */
export function method({ act, from }: RecipeChange): "PUT" | "PATCH" | "DELETE" {
  if (act === "remove") {
    return "DELETE";
  }
  return from === null ? "PUT" : "PATCH";
}

function writes(change: RecipeChange): string {
  const { partnerId, from } = change;
  switch (method(change)) {
    case "PUT":
      return `Links ${partnerId} where nothing is linked. If something is, use PATCH instead of PUT.`;
    case "PATCH":
      return `Replaces ${from ?? "the present ID"} by ${partnerId}. If nothing is linked, use PUT instead of PATCH.`;
    default:
      return `Removes ${partnerId}.`;
  }
}
