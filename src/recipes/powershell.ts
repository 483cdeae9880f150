import { apiVersion, partnersPath } from "./bashLink.ts";
import { identityVariable, type Meant, meantBy } from "./meant.ts";
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
  "Signed in to tenant $tenant as $who."

  function Send-Request([string] $Method, [string] $Path) {
    Invoke-AzRestMethod -Method $Method -Path "$($Path)?$version" -DefaultProfile $context
  }

  # Azure sends one of these with every answer; proxies and firewalls, which answer 403 and 404, too, send none.
  function Test-Azures($Answer) {
    $names = 'x-ms-request-id', 'x-ms-correlation-request-id', 'x-ms-routing-request-id', 'x-ms-failure-cause'
    @($names | Where-Object { $Answer.Headers.Contains($_) }).Count -gt 0
  }

  function Get-Refusal($Answer) {
    $told = "$($Answer.StatusCode): $($Answer.Content)"
    if (Test-Azures $Answer) { return "Azure answered $told" }
    "Something between this computer and Azure answered. Check the proxy and the VPN. It is unknown what is linked. $told"
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
    if ($answer.StatusCode -eq 404 -and $code -eq 'NotFound' -and (Test-Azures $answer)) { return '' }
    throw (Get-Refusal $answer)
  }

  function Write-Link([string] $Method) {
    $answer = Send-Request $Method "$partners/$partner"
    if ($answer.StatusCode -lt 200 -or $answer.StatusCode -ge 300) {
      throw (Get-Refusal $answer)
    }
  }

${change.act === "link" ? linking : removing}}
`;
}

const linking = `  $found = Read-Link
  if ($found -eq $partner) {
    return "Partner ID $partner is linked in tenant $tenant already, as $($who): nothing to do."
  }
  if ($found) { Write-Link 'PATCH' } else { Write-Link 'PUT' }
  $now = Read-Link
  if ($now -ne $partner) { throw "Tenant $tenant shows '$now' instead of $partner." }
  "Partner ID $partner is linked in tenant $tenant, as $who. Before: '$found'."
`;

const removing = `  $found = Read-Link
  if (-not $found) {
    return "Nothing is linked in tenant $tenant, as $($who): nothing to do."
  }
  if ($found -ne $partner) { throw "Tenant $tenant is linked to $found, not to $partner: nothing was removed." }
  Write-Link 'DELETE'
  $now = Read-Link
  if ($now) { throw "Tenant $tenant is still linked to $now." }
  "Partner ID $partner is no longer linked in tenant $tenant, as $who."
`;

/**
 * Who is signed in is told by the token that Az.Accounts sends, as in bash: the name of the account need not be the identity's.
 * Since Az.Accounts 4 the token is a secure string [V Learn, Get-AzAccessToken].
 */
function signIn({ identity, armEndpoint }: RecipeChange): string {
  const meant = meantBy(identity);
  const environment = toolCloud(armEndpoint)?.name;
  const connect = [
    connectAs(identity),
    ...(environment === undefined ? [] : [`-Environment ${environment}`]),
  ];
  return `  ${expected(meant)}
  function Read-Claims {
    if (-not $context) { return $null }
    try {
      $token = (Get-AzAccessToken -DefaultProfile $context).Token
      if ($token -is [securestring]) { $token = [System.Net.NetworkCredential]::new('', $token).Password }
      $part = $token.Split('.')[1].Replace('-', '+').Replace('_', '/')
      $bytes = [Convert]::FromBase64String($part.PadRight([int] ([Math]::Ceiling($part.Length / 4) * 4), '='))
      ConvertFrom-Json ([Text.Encoding]::UTF8.GetString($bytes))
    } catch { $null }
  }

  function Test-SignedIn {
    $context -and $claims -and $claims.tid -eq $tenant -and ${isThem(meant)} -and
      $context.Environment.ResourceManagerUrl.TrimEnd('/') -eq '${armEndpoint}'
  }

  function Get-Who {
    if ($claims.scp) { return "user $($claims.oid)" }
    "application $(if ($claims.appid) { $claims.appid } else { $claims.azp }) (object $($claims.oid))"
  }

  $context = Get-AzContext
  $claims = Read-Claims
  if (-not (Test-SignedIn)) {
    $null = ${connect.join(" ")}
    $context = Get-AzContext
    $claims = Read-Claims
  }
  $who = Get-Who
  if (-not (Test-SignedIn)) {
    throw "PowerShell is signed in to tenant '$($claims.tid)' as $who, not to $tenant as ${meant.words} $($identity): nothing was changed."
  }${unsaid(meant)}`;
}

function expected({ id, words }: Meant): string {
  return id === undefined
    ? `# Whom this is for was not known when it was written: ${words}.
  $identity = "$env:${identityVariable}"
`
    : `$identity = '${id}'
`;
}

/** Who is signed in is said, so that a person can tell whether it is who is meant. */
function unsaid({ id, kind }: Meant): string {
  const theirs = kind === "user" ? "$claims.oid" : "$claims.appid";
  return id === undefined
    ? `
  if (-not $identity) {
    throw "Signed in as $who. If that is right, set the variable and run this again: \`$env:${identityVariable} = '$(${theirs})'. Nothing was changed."
  }`
    : "";
}

function connectAs(identity: RecipeIdentity): string {
  switch (identity.kind) {
    case "user":
      return "Connect-AzAccount -Tenant $tenant";
    case "servicePrincipal":
      return `Connect-AzAccount -ServicePrincipal -Tenant $tenant -Credential (Get-Credential -UserName '${identity.clientId}' -Message 'The secret of the application')`;
    case "managedIdentity":
      return "Connect-AzAccount -Identity";
    default:
      return identity satisfies never;
  }
}

/** `-eq` compares without regard to case. Only tokens of persons have `scp` [V Learn, access token claims]. */
function isThem({ id, kind }: Meant): string {
  const isKind = kind === "user" ? "$claims.scp" : "-not $claims.scp";
  const isId = {
    user: "$claims.oid -eq $identity",
    application: "($claims.appid -eq $identity -or $claims.azp -eq $identity)",
    any: "($claims.oid -eq $identity -or $claims.appid -eq $identity -or $claims.azp -eq $identity)",
  }[kind];
  return id === undefined ? `${isKind} -and (-not $identity -or ${isId})` : `${isKind} -and ${isId}`;
}
