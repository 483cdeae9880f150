import { EntraError } from "./entraError.ts";
import type { EntraState } from "./entraState.ts";
import type { GrantRequest } from "./grantRequest.ts";
import { required } from "./grantRequest.ts";
import { findObstacle } from "./signInPolicy.ts";
import { findTenant } from "./tenantLookup.ts";
import type { TokenAnswer } from "./tokens.ts";
import { cloudOf, issueUserTokens } from "./tokens.ts";

/** Redeems a refresh token in any tenant of the person, as far as that tenant's policies let it through. */
export async function redeemRefreshToken(state: EntraState, request: GrantRequest): Promise<TokenAnswer> {
  const { form, origin } = request;
  const clientId = required(form, "client_id");
  const stored = state.refreshTokens.get(required(form, "refresh_token"));
  if (!stored) {
    throw new EntraError(
      "invalid_grant",
      700082,
      "The refresh token has expired due to inactivity. The token was issued on 2024-01-01T00:00:00.0000000Z and was inactive for 90.00:00:00.",
      { suberror: "bad_token" },
    );
  }
  if (stored.clientId !== clientId) {
    throw new EntraError("invalid_grant", 70000, "Provided grant is invalid or malformed.", {
      suberror: "bad_token",
    });
  }
  const { session } = stored;
  const cloud = cloudOf(origin);
  if (stored.cloud !== cloud) {
    state.strays.push({ username: session.account.username, from: stored.cloud, to: cloud });
    throw new EntraError("invalid_grant", 70000, "Provided grant is invalid or malformed.", {
      suberror: "bad_token",
    });
  }
  const tenant = findTenant(state.world, request.tenant, session.account);
  const claims = form.get("claims") ?? undefined;
  const obstacle = findObstacle(state, { session, tenant, clientId, claims });
  if (obstacle) {
    throw obstacle;
  }
  return issueUserTokens(state, {
    session,
    tenant,
    clientId,
    scope: form.get("scope") ?? "",
    nonce: undefined,
    origin,
  });
}
