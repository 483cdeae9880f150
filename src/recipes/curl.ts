import { azLogin } from "./azureCli.ts";
import { bashIdentity } from "./bashIdentity.ts";
import { bashHead, bashLink, pastable } from "./bashLink.ts";
import { comments, type RecipeChange } from "./recipeChange.ts";

/**
 * A script for curl. The token comes from a variable and goes to curl by its standard input: arguments can be seen by every
 * process of the machine. A token says itself whose it is, and one of another tenant or identity is refused.
 */
export function curl(change: RecipeChange): string {
  const about = [
    ...change.about,
    "For curl in bash. Reads first, and writes only what differs.",
    `Needs AZURE_ACCESS_TOKEN: a token for ${change.armEndpoint} in this tenant, such as of`,
    `az account get-access-token --tenant ${change.tenantId} --query accessToken --output tsv`,
    `after: ${azLogin(change.identity, change.tenantId)}`,
  ];
  return pastable(`${comments(about)}${bashHead(change)}
${bashIdentity(change)}${transport}
${bashLink(change)}`);
}

const transport = `
token=\${AZURE_ACCESS_TOKEN:?Set it to an access token.}
case $token in
  *[!A-Za-z0-9._-]*) fail "AZURE_ACCESS_TOKEN is no access token." ;;
esac
read_identity "$token"
require_identity

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
answer=$folder/answer
headers=$folder/headers

# METHOD ADDRESS: prints the status; body and headers go to the files.
send() {
  : >"$answer"
  : >"$headers"
  printf 'header = "Authorization: Bearer %s"\\nheader = "%s"\\n' "$token" "$3" |
    curl --silent --show-error --proto '=https' --max-time 100 --config - \\
      --request "$1" --output "$answer" --dump-header "$headers" --write-out '%{http_code}' "$2"
}

# Azure sends one of these with every answer; proxies and firewalls, which answer 403 and 404, too, send none.
is_of_azure() {
  grep -Eiq '^x-ms-(request-id|correlation-request-id|routing-request-id|failure-cause):' "$headers"
}

refuse() {
  local who='Azure answered' unknown=''
  if ! is_of_azure; then
    who='Something between this computer and Azure answered'
    unknown='Check the proxy and the VPN. It is unknown what is linked.'
  fi
  {
    echo "$who $1:\${unknown:+ $unknown}"
    cat "$answer"
    echo
  } >&2
  exit 1
}

# Prints the linked partner ID, or nothing. Only the NotFound of the provider says that there is none.
read_link() {
  local status body id
  status=$(send GET "$partners?$version" 'Accept: application/json') || exit 1
  body=$(tr -d '[:space:]' <"$answer")
  case $status$body in
    200*'"state":"Deleted"'*) ;;
    200*)
      id=$(printf '%s' "$body" | sed -n 's/.*"partnerId":"\\([0-9]\\{1,\\}\\)".*/\\1/p')
      [ -n "$id" ] || refuse "$status"
      printf '%s' "$id"
      ;;
    404*'"code":"NotFound"'*) is_of_azure || refuse "$status" ;;
    *) refuse "$status" ;;
  esac
}

write_link() {
  local status
  status=$(send "$1" "$partners/$2?$version" 'Content-Length: 0')
  case $status in
    2??) ;;
    *) refuse "$status" ;;
  esac
}
`;
