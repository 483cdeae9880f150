import { guidFrom } from "../world/ids.ts";
import type { ServicePrincipal } from "../world/model.ts";
import { checkClientAssertion } from "./clientAssertion.ts";
import { EntraError } from "./entraError.ts";
import type { EntraState } from "./entraState.ts";
import type { GrantRequest } from "./grantRequest.ts";
import { required } from "./grantRequest.ts";
import { findTenant } from "./tenantLookup.ts";
import type { TokenAnswer } from "./tokens.ts";
import { issueAppToken } from "./tokens.ts";

/** Signs an application in: by its secret, or by an assertion signed with its certificate or by a trusted issuer. */
export async function redeemClientCredentials(
  state: EntraState,
  request: GrantRequest,
): Promise<TokenAnswer> {
  const { form, origin } = request;
  const clientId = required(form, "client_id");
  noteCredentials(state, form);
  const tenant = findTenant(state.world, request.tenant);
  const principal = state.world.servicePrincipals.get(clientId.toLowerCase());
  const here = principal && inTenant(principal, tenant.tenantId);
  if (!here) {
    throw new EntraError(
      "unauthorized_client",
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName ?? tenant.tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    );
  }
  await checkCredential(principal, request);
  return issueAppToken(state, here, required(form, "scope"), origin);
}

/** Also what is refused below was a secret: it may have been mistyped, or be right elsewhere. */
function noteCredentials({ secrets }: EntraState, form: URLSearchParams): void {
  const assertion = form.get("client_assertion");
  const secret = form.get("client_secret");
  if (assertion) {
    secrets.note("client assertion", assertion);
  }
  if (secret) {
    secrets.note("client secret", secret);
  }
}

/** The application's object in a tenant, if the tenant has one. */
function inTenant(principal: ServicePrincipal, tenantId: string): ServicePrincipal | undefined {
  if (principal.tenantId === tenantId) {
    return principal;
  }
  return principal.alsoIn?.includes(tenantId)
    ? {
        ...principal,
        tenantId,
        objectId: guidFrom(`service principal of ${principal.clientId} in ${tenantId}`),
      }
    : undefined;
}

async function checkCredential(
  principal: ServicePrincipal,
  { form, tenant, origin }: GrantRequest,
): Promise<void> {
  const assertion = form.get("client_assertion");
  if (assertion) {
    await checkClientAssertion(assertion, principal, { tenant, origin });
    return;
  }
  const secret = form.get("client_secret");
  if (!secret) {
    throw new EntraError(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      { status: 401 },
    );
  }
  if (secret !== principal.clientSecret) {
    throw new EntraError(
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${principal.clientId}'.`,
      { status: 401 },
    );
  }
  if (principal.secretExpired) {
    throw new EntraError(
      "invalid_client",
      7000222,
      `The provided client secret keys for app '${principal.clientId}' are expired. Visit the Azure portal to create new keys for your app.`,
      { status: 401 },
    );
  }
}
