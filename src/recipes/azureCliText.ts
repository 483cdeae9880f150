import { bashHead, bashLink } from "./bashLink.ts";
import { bashIdentity } from "./bashIdentity.ts";
import type { RecipeChange } from "./recipeChange.ts";
import { toolCloud } from "./toolClouds.ts";

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
  return `${azureCliHead(change, signIn)}
${bashLink(change)}`;
}

/**
 * What every text for the Azure CLI begins with: it ends unless cloud, tenant and identity are those that are meant. Without this, after
 * a failed sign-in the link would be written in the tenant, or of the identity, of the sign-in before, and nobody would be told
 * [found by running it]. Then `read_link` and `write_link METHOD ID`.
 */
export function azureCliHead(change: RecipeChange, signIn?: string): string {
  return `${bashHead(change)}
${bashAsk}
cloud=$(ask cloud show --query endpoints.resourceManager)
[ "\${cloud%/}" = '${change.armEndpoint}' ] || fail "${otherCloud(change)}"

${bashIdentity(change)}
signed_in() {
  local token
  token=$(ask account get-access-token --query accessToken 2>/dev/null) || return 1
  read_identity "$token"
  is_meant
}
${signIn === undefined ? "" : `${signIn}\n`}signed_in || [ -n "\${tid:-}" ] || fail "The Azure CLI is not signed in: nothing was changed."
require_identity
echo "Signed in to tenant $tenant as $who."

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

# Prints the linked partner ID, or nothing. Only the NotFound of the provider says that there is none.
# The headers by which an answer of Azure is told from one of a proxy are not shown by az rest.
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
`;
}

function otherCloud({ armEndpoint }: RecipeChange): string {
  const name = toolCloud(armEndpoint)?.name ?? "NAME";
  return `The Azure CLI is set to another cloud. Set it: az cloud set --name ${name}`;
}
