import type { Answer, Call } from "../wire/call.ts";
import { formOf, jsonAnswer } from "../wire/call.ts";
import { EntraError } from "./entraError.ts";
import type { EntraState } from "./entraState.ts";
import { redeemAuthorizationCode } from "./grantAuthorizationCode.ts";
import { redeemClientCredentials } from "./grantClientCredentials.ts";
import { redeemDeviceCode } from "./grantDeviceCode.ts";
import { redeemRefreshToken } from "./grantRefreshToken.ts";
import type { GrantRequest } from "./grantRequest.ts";
import { required } from "./grantRequest.ts";
import type { TokenAnswer } from "./tokens.ts";

type Grant = (state: EntraState, request: GrantRequest) => Promise<TokenAnswer>;

const grants: Readonly<Record<string, Grant>> = {
  authorization_code: redeemAuthorizationCode,
  refresh_token: redeemRefreshToken,
  client_credentials: redeemClientCredentials,
  // MSAL still uses the short name.
  device_code: redeemDeviceCode,
  "urn:ietf:params:oauth:grant-type:device_code": redeemDeviceCode,
};

/** POST `/{tenant}/oauth2/v2.0/token` */
export async function answerTokenRequest(state: EntraState, call: Call, tenant: string): Promise<Answer> {
  const form = formOf(call);
  const grantType = required(form, "grant_type");
  const grant = grants[grantType];
  if (!grant) {
    throw new EntraError(
      "unsupported_grant_type",
      70003,
      `The app requested an unsupported grant type '${grantType}'.`,
    );
  }
  const answer = await grant(state, { form, tenant, origin: call.origin });
  return jsonAnswer(200, answer, { "cache-control": "no-store, no-cache", pragma: "no-cache" });
}
