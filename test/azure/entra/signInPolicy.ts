import { guidFrom } from "../world/ids.ts";
import type { Tenant } from "../world/model.ts";
import { EntraError } from "./entraError.ts";
import type { EntraState, Session } from "./entraState.ts";

/** A person (by session) who wants a token of an application in a tenant. */
export interface SignInRequest {
  readonly session: Session;
  readonly tenant: Tenant;
  readonly clientId: string;
  /** JSON text of the `claims` parameter, if any. */
  readonly claims: string | undefined;
}

export const mfaNeeded = 50076;
export const consentNeeded = 65001;

/**
 * What stands between a sign-in and its token, or undefined. Only `mfaNeeded` and `consentNeeded` can be resolved by
 * the person on the spot. Codes as Microsoft documents them for AADSTS errors [V].
 */
export function findObstacle(state: EntraState, request: SignInRequest): EntraError | undefined {
  const { session, tenant, clientId, claims } = request;
  const { username, tenantIds } = session.account;
  if (session.revoked) {
    return new EntraError(
      "invalid_grant",
      50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.",
      { suberror: "bad_token" },
    );
  }
  if (tenant.policy === "noAccount" || !tenantIds.includes(tenant.tenantId)) {
    return new EntraError(
      "invalid_grant",
      50020,
      `User account '{EUII Hidden}' from identity provider 'https://sts.windows.net/${session.account.homeTenantId}/' does not exist in tenant '${tenant.displayName ?? tenant.tenantId}' and cannot access the application '${clientId}' in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`,
    );
  }
  if (tenant.policy === "blockedByConditionalAccess") {
    return new EntraError(
      "invalid_grant",
      53003,
      "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
      { suberror: "message_only", claims: conditionalAccessClaims(tenant.tenantId) },
    );
  }
  if (tenant.policy === "consentMissing" && !state.consents.has(consentKey(request))) {
    return new EntraError(
      "invalid_grant",
      consentNeeded,
      `The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource.`,
      { suberror: "consent_required" },
    );
  }
  const asksForMfa = tenant.policy === "mfaToSignIn" || claimsAskForMfa(claims);
  if (asksForMfa && !session.mfaTenantIds.has(tenant.tenantId)) {
    return new EntraError(
      "interaction_required",
      mfaNeeded,
      `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013' as ${username}.`,
      { suberror: "basic_action", claims: claims ?? conditionalAccessClaims(tenant.tenantId) },
    );
  }
  return undefined;
}

/** Remembers that the person consented to an application in a tenant. */
export function recordConsent(state: EntraState, request: SignInRequest): void {
  state.consents.add(consentKey(request));
}

function consentKey({ session, tenant, clientId }: SignInRequest): string {
  return `${tenant.tenantId}/${session.account.username}/${clientId}`;
}

/** Clients also send claims that only tell their capabilities (`xms_cc`): those ask for nothing. */
function claimsAskForMfa(claims: string | undefined): boolean {
  if (!claims) {
    return false;
  }
  try {
    const wanted = (JSON.parse(claims) as { access_token?: Record<string, unknown> }).access_token ?? {};
    return "acrs" in wanted || "capolids" in wanted;
  } catch {
    throw new EntraError("invalid_request", 5000224, "The claims parameter is not valid JSON.");
  }
}

function conditionalAccessClaims(tenantId: string): string {
  const policyId = guidFrom(`conditional access policy of ${tenantId}`);
  return JSON.stringify({ access_token: { capolids: { essential: true, values: [policyId] } } });
}
