import { createHash } from "node:crypto";
import { EntraError } from "./entraError.ts";
import type { AuthorizationCode, EntraState } from "./entraState.ts";
import type { GrantRequest } from "./grantRequest.ts";
import { required } from "./grantRequest.ts";
import { findTenant } from "./tenantLookup.ts";
import type { TokenAnswer } from "./tokens.ts";
import { issueUserTokens } from "./tokens.ts";

/** Redeems an authorization code: once, by the same client, at the same address, with the PKCE verifier. */
export async function redeemAuthorizationCode(
  state: EntraState,
  request: GrantRequest,
): Promise<TokenAnswer> {
  const { form, origin } = request;
  const code = state.codes.get(required(form, "code"));
  if (!code || code.expiresAt < Date.now()) {
    throw new EntraError(
      "invalid_grant",
      70008,
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
    );
  }
  if (code.redeemed) {
    throw new EntraError(
      "invalid_grant",
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
    );
  }
  if (code.clientId !== required(form, "client_id")) {
    throw new EntraError(
      "invalid_grant",
      700005,
      "Provided Authorization Code is intended to use against other tenant or application, thus rejected.",
    );
  }
  if (code.redirectUri !== form.get("redirect_uri")) {
    throw new EntraError(
      "invalid_client",
      500112,
      `The reply address '${form.get("redirect_uri")}' does not match the reply address '${code.redirectUri}' provided when requesting Authorization code.`,
    );
  }
  checkVerifier(code, form.get("code_verifier") ?? "");
  code.redeemed = true;
  return issueUserTokens(state, {
    session: code.session,
    tenant: findTenant(state.world, code.tenant, code.session.account),
    clientId: code.clientId,
    scope: form.get("scope") ?? "",
    nonce: code.nonce,
    origin,
  });
}

/** PKCE (RFC 7636): who redeems the code must be who asked for it. */
function checkVerifier({ challenge }: AuthorizationCode, verifier: string): void {
  if (!challenge) {
    return;
  }
  const transformed =
    challenge.method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
  if (transformed !== challenge.value) {
    throw new EntraError(
      "invalid_grant",
      501481,
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    );
  }
}
