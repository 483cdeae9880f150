import { bashAsk } from "./azureCliText.ts";
import { pastable } from "./bashLink.ts";
import { credentialName, type Kit, kitAbout, kitRoles, secretMinutes } from "./kit.ts";
import { comments } from "./recipeChange.ts";

/**
 * The script that a customer runs with the Azure CLI, best in Cloud Shell. Nothing is made before tenant, scope and name are
 * known to be right: `az ad app create` changes an application of the same name instead of making one [azure-cli, role].
 */
export function kitAzureCli(kit: Kit): string {
  return pastable(`${comments([...kitAbout, "For the Azure CLI in bash, best in Cloud Shell."])}set -euo pipefail

name='${kit.name}'

fail() {
  echo "$1" >&2
  exit 1
}

${bashAsk}
${signIn(kit)}
${scope(kit)}
there=$(ask ad app list --filter "displayName eq '$name'" --query 'length(@)')
[ "$there" = 0 ] ||
  fail "There is an application called $name already: remove or rename it first."

app=''
trap 'code=$?; [ $code -eq 0 ] || [ -z "$app" ] || echo "Not finished. To remove what was made: az ad app delete --id $app" >&2' EXIT
app=$(ask ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId)
principal=$(ask ad sp create --id "$app" --query id)

# ${kitRoles.map(({ name }) => name).join(", ")}
for role in ${kitRoles.map(({ id }) => id).join(" ")}; do
  az role assignment create --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal \\
    --role "$role" --scope "$scope" --output none
done

${credential(kit)}
echo
echo 'For your partner:'
echo "  Tenant ID:      $tenant"
echo "  Application ID: $app"
echo "  Object ID:      $principal"
echo "  Scope:          $scope"
${told(kit)}
echo
echo 'To end the partnership, remove the application:'
echo "  az ad app delete --id $app"
echo
echo "Made in tenant $tenant by $me."
`);
}

function signIn({ tenantId, cloud }: Kit): string {
  const rightCloud = `cloud=$(ask cloud show --query name)
[ "$cloud" = ${cloud} ] || fail 'Set the cloud first: az cloud set --name ${cloud}'`;
  const asked = `tenant=$(ask account show --query tenantId)
me=$(ask account show --query user.name)`;
  return tenantId === undefined
    ? `${rightCloud}\n${asked}`
    : `${rightCloud}
if [ "$(ask account show --query tenantId 2>/dev/null)" != '${tenantId}' ]; then
  az login --tenant '${tenantId}' --output none
fi
${asked}
[ "$tenant" = '${tenantId}' ] || fail "This is tenant $tenant, not ${tenantId}: nothing was made."`;
}

function scope(kit: Kit): string {
  return kit.scope === undefined
    ? `scope="/subscriptions/$(ask account show --query id)"
[ "$scope" != "/subscriptions/$tenant" ] || fail 'Choose a subscription first: az account set --subscription NAME-OR-ID'`
    : `scope='${kit.scope}'`;
}

function credential(kit: Kit): string {
  if (kit.credential.kind === "secret") {
    return `# GNU date, else the one of macOS
end=$(date -u -d '+${secretMinutes} minutes' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v+${secretMinutes}M +%Y-%m-%dT%H:%M:%SZ)
secret=$(ask ad app credential reset --id "$app" --append --display-name ${credentialName} --end-date "$end" \\
  --only-show-errors --query password)
key=$(ask ad app credential list --id "$app" --query "[?displayName=='${credentialName}'].keyId | [0]")`;
  }
  const { issuer, subject } = kit.credential;
  const parameters = { name: credentialName, issuer, subject, audiences: [kit.federationAudience] };
  return `az ad app federated-credential create --id "$app" --output none \\
  --parameters '${JSON.stringify(parameters)}'`;
}

function told(kit: Kit): string {
  return kit.credential.kind === "secret"
    ? `echo "  Secret:         $secret"
echo "  valid until $end, for one link"
echo
echo 'As soon as your partner has linked, remove the secret:'
echo "  az ad app credential delete --id $app --key-id $key"`
    : `echo '  Issuer:         ${kit.credential.issuer}'
echo '  Subject:        ${kit.credential.subject}'
echo 'There is no secret to remove.'`;
}
