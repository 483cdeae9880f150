import { azureCliText } from "./azureCliText.ts";
import { pastable } from "./bashLink.ts";
import { comments, type RecipeChange, type RecipeIdentity } from "./recipeChange.ts";

/** A script for the Azure CLI: signs in where that is needed, reads first, and writes only what differs. */
export function azureCli(change: RecipeChange): string {
  const about = comments([
    ...change.about,
    "For the Azure CLI in bash. Reads first, and writes only what differs.",
  ]);
  return pastable(`${about}${azureCliText(change, signIn(change.identity))}`);
}

/**
 * How the Azure CLI signs the identity in. Without `--password` it asks for a principal's secret, so that it is in no argument and
 * no history.
 */
export function azLogin(identity: RecipeIdentity, tenant: string): string {
  switch (identity.kind) {
    case "user":
      return `az login --tenant ${tenant} --allow-no-subscriptions`;
    case "servicePrincipal":
      return `az login --service-principal --username ${identity.clientId} --tenant ${tenant} --allow-no-subscriptions`;
    case "managedIdentity":
      return "az login --identity --allow-no-subscriptions";
    default:
      return identity satisfies never;
  }
}

function signIn(identity: RecipeIdentity): string {
  const login = `${azLogin(identity, '"$tenant"')} --output none`;
  // A managed identity always, because another principal of the machine may be signed in here.
  return identity.kind === "managedIdentity" ? login : `signed_in || ${login}`;
}
