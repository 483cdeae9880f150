import { apiVersion, partnersPath } from "./bashLink.ts";
import { comments, type RecipeChange } from "./recipeChange.ts";

/**
 * The bare requests, a line each, for any shell (also cmd, which rejects the comments and goes on). What must be written
 * was decided when the change was planned, and Azure refuses it if that no longer fits: PUT if there is a link, PATCH if
 * there is none, DELETE if it is to another ID [S].
 */
export function azRest(change: RecipeChange): string {
  const { tenantId, partnerId, armEndpoint } = change;
  const address = `${armEndpoint}${partnersPath}`;
  const read = `az rest --method get --url "${address}?${apiVersion}"\n`;
  return [
    comments([
      ...change.about,
      "One request a line, and nothing is checked. Run them one after another.",
      `Go on only if this prints ${tenantId}`,
      `else sign in: az login --tenant ${tenantId} --allow-no-subscriptions`,
    ]),
    "az account show --query tenantId --output tsv\n",
    comments(["Reads what is linked. NotFound: nothing is."]),
    read,
    comments([writes(change)]),
    `az rest --method ${method(change).toLowerCase()} --url "${address}/${partnerId}?${apiVersion}"\n`,
    comments(["Reads what is linked afterwards."]),
    read,
  ].join("");
}

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
      return `Links ${partnerId} where nothing is linked. If something is, use patch instead of put.`;
    case "PATCH":
      return `Replaces ${from ?? "the present ID"} by ${partnerId}. If nothing is linked, use put instead of patch.`;
    default:
      return `Removes ${partnerId}.`;
  }
}
