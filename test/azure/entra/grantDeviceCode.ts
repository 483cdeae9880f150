import { EntraError } from "./entraError.ts";
import type { EntraState } from "./entraState.ts";
import type { GrantRequest } from "./grantRequest.ts";
import { required } from "./grantRequest.ts";
import { findTenant } from "./tenantLookup.ts";
import type { TokenAnswer } from "./tokens.ts";
import { issueUserTokens } from "./tokens.ts";

/** Redeems a device code once the person has entered its user code and signed in. */
export async function redeemDeviceCode(state: EntraState, request: GrantRequest): Promise<TokenAnswer> {
  const { form, origin } = request;
  const code = required(form, "device_code");
  const clientId = required(form, "client_id");
  const device = state.deviceCodes.get(code);
  if (!device || device.clientId !== clientId) {
    throw new EntraError(
      "bad_verification_code",
      70018,
      "Invalid verification code due to User typing in wrong user code.",
    );
  }
  if (device.expiresAt < Date.now()) {
    throw new EntraError(
      "expired_token",
      70020,
      "The provided value for the 'code' parameter is not valid. This device code has expired.",
    );
  }
  if (device.outcome === "pending") {
    throw new EntraError(
      "authorization_pending",
      70016,
      "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
    );
  }
  if (device.outcome === "declined") {
    throw new EntraError(
      "authorization_declined",
      70019,
      "The end user has declined the authorization request.",
    );
  }
  state.deviceCodes.delete(code);
  const session = device.outcome;
  return issueUserTokens(state, {
    session,
    tenant: findTenant(state.world, device.tenant, session.account),
    clientId,
    // Clients need not say it again: MSAL for Python does not.
    scope: form.get("scope") ?? device.scope,
    nonce: undefined,
    origin,
  });
}
