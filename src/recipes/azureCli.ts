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

function signIn(identity: RecipeIdentity): string {
  switch (identity.kind) {
    case "user":
      return 'signed_in || az login --tenant "$tenant" --allow-no-subscriptions --output none';
    case "servicePrincipal":
      // Without --password the CLI asks for the secret, so that it is in no argument and no history.
      return `signed_in || az login --service-principal --username '${identity.clientId.toLowerCase()}' --tenant "$tenant" \\
  --allow-no-subscriptions --output none`;
    case "managedIdentity":
      // Always, because whoever else is signed in here would be linked instead.
      return "az login --identity --allow-no-subscriptions --output none";
    default:
      return identity satisfies never;
  }
}
