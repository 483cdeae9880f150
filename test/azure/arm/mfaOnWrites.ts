import { mfaContext } from "../entra/tokens.ts";
import { cloudOfHost } from "../world/clouds.ts";
import type { Call } from "../wire/call.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";

/** What a token must have been asked for with, to pass the challenge. */
const claims = JSON.stringify({ access_token: { acrs: { essential: true, values: [mfaContext] } } });

/**
 * Azure's MFA enforcement: a person's write with a token from a sign-in without MFA is refused with 401 and a claims
 * challenge [V azure-dev 5425]; code and text of the body are [U]. Applications are exempt.
 */
export function requireMfaForWrites(state: ArmState, call: Call, caller: Caller): void {
  const writes = ["PUT", "PATCH", "DELETE"].includes(call.method);
  const enforced = state.world.tenants.get(caller.tenantId)?.policy === "mfaOnWrites";
  if (!writes || !enforced || caller.username === undefined || caller.passedMfa) {
    return;
  }
  const authority = `https://${cloudOfHost(call.host).authorityHosts[0]}/common/oauth2/authorize`;
  const encoded = Buffer.from(claims).toString("base64");
  throw new ArmError(
    401,
    "RequestDisallowedByAzure",
    "Resource was disallowed by Azure: Users must use MFA for Create/Update operations.",
    {
      "www-authenticate": `Bearer realm="", authorization_uri="${authority}", error="insufficient_claims", claims="${encoded}"`,
    },
  );
}
