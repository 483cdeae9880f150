import { bashHead, bashLink } from "./bashLink.ts";
import type { RecipeChange, RecipeIdentity } from "./recipeChange.ts";
import { toolCloud } from "./toolClouds.ts";

/**
 * Who must be signed in, as a pattern of bash on tenant, kind and name. Without this, after a failed sign-in to this tenant the link
 * would be written in the tenant of the sign-in before, and nobody would be told [found by running it].
 */
function signedInAs(identity: RecipeIdentity): string {
  switch (identity.kind) {
    case "user":
      return '"$tenant"/user/*';
    case "servicePrincipal":
      return `"$tenant"/servicePrincipal/${identity.clientId.toLowerCase()}`;
    case "managedIdentity":
      return '"$tenant"/servicePrincipal/*';
    default:
      return identity satisfies never;
  }
}

/** Asks the Azure CLI for one value; on Windows its lines end in a carriage return. */
export const bashAsk = `ask() {
  az "$@" --output tsv | tr -d '\\r'
}
`;

/**
 * The change through `az rest`, which every Azure CLI has: `az managementpartner` is an extension that may have to be
 * installed first, and its `show` fails in the same way whether there is no link or no answer [azure-cli-extensions #647].
 * The whole address is given, so that a CLI set to another cloud sends no request there.
 *
 * @param signIn how to sign in if nobody fitting is; absent where a pipeline has done that.
 */
export function azureCliText(change: RecipeChange, signIn?: string): string {
  return `${bashHead(change)}
${bashAsk}
cloud=$(ask cloud show --query endpoints.resourceManager)
[ "\${cloud%/}" = '${change.armEndpoint}' ] || fail "${otherCloud(change)}"

signed_in() {
  me=$(ask account show --query "join('/', [tenantId, user.type, user.name])" 2>/dev/null) || return 1
  case $me in
    ${signedInAs(change.identity)}) ;;
    *) return 1 ;;
  esac
}
${signIn === undefined ? "" : `${signIn}\n`}signed_in || fail "The Azure CLI is not signed in to tenant $tenant as it must be: nothing was changed."
echo "Signed in to tenant $tenant as \${me##*/}."

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

# Prints the linked partner ID, or nothing. Only the NotFound of the provider says that there is none.
read_link() {
  if az rest --method GET --url "$partners?$version" \\
    --query "properties.state != 'Deleted' && properties.partnerId || ''" \\
    --output tsv 2>"$errors" | tr -d '[:space:]'; then
    return
  fi
  case $(tr -d '[:space:]' <"$errors") in
    *'NotFound('*'"code":"NotFound"'*) ;;
    *)
      cat "$errors" >&2
      exit 1
      ;;
  esac
}

write_link() {
  az rest --method "$1" --url "$partners/$2?$version" --output none
}

${bashLink(change)}`;
}

function otherCloud({ armEndpoint }: RecipeChange): string {
  const name = toolCloud(armEndpoint)?.name ?? "NAME";
  return `The Azure CLI is set to another cloud. Set it: az cloud set --name ${name}`;
}
