import { apiVersion, partnersPath } from "./bashLink.ts";
import { comments, type RecipeChange, type RecipeIdentity } from "./recipeChange.ts";
import { toolCloud } from "./toolClouds.ts";

/**
 * A script for Azure PowerShell by `Invoke-AzRestMethod`, which comes with Az.Accounts and gives the status of an answer
 * instead of throwing: `Az.ManagementPartner` is a module of its own, and its `Get-AzManagementPartner` cannot tell "not
 * linked" from a failed call. All is in one block: `throw` leaves it, and what is set in it ends with it.
 */
export function powershell(change: RecipeChange): string {
  const about = comments([
    ...change.about,
    "For PowerShell with the module Az.Accounts. Reads first, and writes only what differs.",
  ]);
  return `${about}& {
  Set-StrictMode -Off
  $ErrorActionPreference = 'Stop'
  $tenant = '${change.tenantId}'
  $partner = '${change.partnerId}'
  $partners = '${partnersPath}'
  $version = '${apiVersion}'

${signIn(change)}
  "Signed in to tenant $tenant as $($context.Account.Id)."

  function Send-Request([string] $Method, [string] $Path) {
    Invoke-AzRestMethod -Method $Method -Path "$($Path)?$version" -DefaultProfile $context
  }

  # Gives the linked partner ID, or an empty text. Only the NotFound of the provider says that there is none.
  function Read-Link {
    $answer = Send-Request 'GET' $partners
    $body = try { ConvertFrom-Json $answer.Content } catch { $null }
    if ($answer.StatusCode -eq 200 -and $body.properties.partnerId) {
      if ($body.properties.state -eq 'Deleted') { return '' }
      return [string] $body.properties.partnerId
    }
    $code = if ($body.error) { $body.error.code } else { $body.code }
    if ($answer.StatusCode -eq 404 -and $code -eq 'NotFound') { return '' }
    throw "Azure answered $($answer.StatusCode): $($answer.Content)"
  }

  function Write-Link([string] $Method) {
    $answer = Send-Request $Method "$partners/$partner"
    if ($answer.StatusCode -lt 200 -or $answer.StatusCode -ge 300) {
      throw "Azure answered $($answer.StatusCode): $($answer.Content)"
    }
  }

${change.act === "link" ? linking : removing}}
`;
}

const linking = `  $found = Read-Link
  if ($found -eq $partner) {
    return "Partner ID $partner is linked in tenant $tenant already: nothing to do."
  }
  if ($found) { Write-Link 'PATCH' } else { Write-Link 'PUT' }
  $now = Read-Link
  if ($now -ne $partner) { throw "Tenant $tenant shows '$now' instead of $partner." }
  "Partner ID $partner is linked in tenant $tenant. Before: '$found'."
`;

const removing = `  $found = Read-Link
  if (-not $found) {
    return "Nothing is linked in tenant $tenant: nothing to do."
  }
  if ($found -ne $partner) { throw "Tenant $tenant is linked to $found, not to $partner: nothing was removed." }
  Write-Link 'DELETE'
  $now = Read-Link
  if ($now) { throw "Tenant $tenant is still linked to $now." }
  "Partner ID $partner is no longer linked in tenant $tenant."
`;

function signIn({ identity, armEndpoint }: RecipeChange): string {
  const environment = toolCloud(armEndpoint)?.name;
  const connect = [
    connectAs(identity),
    ...(environment === undefined ? [] : [`-Environment ${environment}`]),
  ];
  return `  function Test-SignedIn {
    $context -and $context.Tenant.Id -eq $tenant -and ${isThem(identity)} -and
      $context.Environment.ResourceManagerUrl.TrimEnd('/') -eq '${armEndpoint}'
  }
  $context = Get-AzContext
  if (-not (Test-SignedIn)) {
    $null = ${connect.join(" ")}
    $context = Get-AzContext
  }
  if (-not (Test-SignedIn)) { throw "PowerShell is not signed in to tenant $tenant as it must be: nothing was changed." }`;
}

function connectAs(identity: RecipeIdentity): string {
  switch (identity.kind) {
    case "user":
      return "Connect-AzAccount -Tenant $tenant";
    case "servicePrincipal":
      return `Connect-AzAccount -ServicePrincipal -Tenant $tenant -Credential (Get-Credential -UserName '${identity.clientId.toLowerCase()}' -Message 'The secret of the application')`;
    case "managedIdentity":
      return "Connect-AzAccount -Identity";
    default:
      return identity satisfies never;
  }
}

/** The kinds of accounts are those of Az.Accounts [AzureAccount.AccountType]. */
function isThem(identity: RecipeIdentity): string {
  switch (identity.kind) {
    case "user":
      return "$context.Account.Type -eq 'User'";
    case "servicePrincipal":
      return `$context.Account.Id -eq '${identity.clientId.toLowerCase()}'`;
    case "managedIdentity":
      return "$context.Account.Type -eq 'ManagedService'";
    default:
      return identity satisfies never;
  }
}
