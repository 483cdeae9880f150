import { credentialName, type Kit, kitAbout, kitRoles, secretMinutes } from "./kit.ts";
import { comments } from "./recipeChange.ts";

/** The script that a customer runs with Azure PowerShell (Az.Accounts and Az.Resources), all in one block. */
export function kitPowershell(kit: Kit): string {
  return `${comments([...kitAbout, "For PowerShell with the modules Az.Accounts and Az.Resources."])}& {
  Set-StrictMode -Off
  $ErrorActionPreference = 'Stop'
  $name = '${kit.name}'

${signIn(kit)}
${scope(kit)}
  if (Get-AzADApplication -DisplayName $name) {
    throw "There is an application called $name already: remove or rename it first."
  }

  $app = New-AzADApplication -DisplayName $name -SignInAudience AzureADMyOrg
  try {
    $principal = New-AzADServicePrincipal -ApplicationId $app.AppId
    # ${kitRoles.map(({ name }) => name).join(", ")}
    foreach ($role in ${kitRoles.map(({ id }) => `'${id}'`).join(", ")}) {
      $null = New-AzRoleAssignment -ObjectId $principal.Id -ObjectType ServicePrincipal -RoleDefinitionId $role -Scope $scope
    }
${credential(kit)}
  } catch {
    Write-Warning "Not finished. To remove what was made: Remove-AzADApplication -ApplicationId $($app.AppId)"
    throw
  }

  ''
  'For your partner:'
  "  Tenant ID:      $tenant"
  "  Application ID: $($app.AppId)"
  "  Object ID:      $($principal.Id)"
  "  Scope:          $scope"
${told(kit)}
  ''
  'To end the partnership, remove the application:'
  "  Remove-AzADApplication -ApplicationId $($app.AppId)"
  ''
  "Made in tenant $tenant by $($context.Account.Id)."
}
`;
}

function signIn({ tenantId, cloud }: Kit): string {
  const connect = `Connect-AzAccount -Environment ${cloud}${tenantId === undefined ? "" : ` -Tenant '${tenantId}'`}`;
  const there = tenantId === undefined ? "" : ` -and $context.Tenant.Id -eq '${tenantId}'`;
  return `  function Test-SignedIn {
    $context -and $context.Environment.Name -eq '${cloud}'${there}
  }
  $context = Get-AzContext
  if (-not (Test-SignedIn)) {
    $null = ${connect}
    $context = Get-AzContext
  }
  if (-not (Test-SignedIn)) { throw 'PowerShell is not signed in to the right tenant: nothing was made.' }
  $tenant = $context.Tenant.Id`;
}

function scope(kit: Kit): string {
  return kit.scope === undefined
    ? `  if (-not $context.Subscription.Id) { throw 'Choose a subscription first: Set-AzContext -Subscription NAME-OR-ID' }
  $scope = "/subscriptions/$($context.Subscription.Id)"`
    : `  $scope = '${kit.scope}'`;
}

function credential(kit: Kit): string {
  if (kit.credential.kind === "secret") {
    return `    $end = [DateTime]::UtcNow.AddMinutes(${secretMinutes})
    $secret = New-AzADAppCredential -ApplicationId $app.AppId -EndDate $end`;
  }
  const { issuer, subject } = kit.credential;
  return `    $null = New-AzADAppFederatedCredential -ApplicationObjectId $app.Id -Name '${credentialName}' -Issuer '${issuer}' -Subject '${subject}' -Audience '${kit.federationAudience}'`;
}

function told(kit: Kit): string {
  return kit.credential.kind === "secret"
    ? `  "  Secret:         $($secret.SecretText)"
  "  valid until $($end.ToString('u')), for one link"
  ''
  'As soon as your partner has linked, remove the secret:'
  "  Remove-AzADAppCredential -ApplicationId $($app.AppId) -KeyId $($secret.KeyId)"`
    : `  '  Issuer:         ${kit.credential.issuer}'
  '  Subject:        ${kit.credential.subject}'
  'There is no secret to remove.'`;
}
