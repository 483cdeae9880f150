import { mfaContext } from "../entra/tokens.ts";
import { cloudOfHost } from "../world/clouds.ts";
import type { Call } from "../wire/call.ts";
import type { TenantPolicy } from "../world/model.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";

/** What a token must have been asked for with, to pass the challenge. */
const claims = JSON.stringify({ access_token: { acrs: { essential: true, values: [mfaContext] } } });

const policies: ReadonlySet<TenantPolicy | undefined> = new Set([
  "mfaOnWrites",
  "mfaOnWrites403",
  "mfaOnWrites403NoHeader",
] as const);

/**
 * Azure's MFA enforcement: a person's write with a token from a sign-in without MFA is refused with 401 and a claims
 * challenge [V azure-dev 5425]; code and text of the body are [U]. Or with 403, with or without the challenge, and the reason in
 * the text only [V shape]. Applications are exempt.
 */
export function requireMfaForWrites(state: ArmState, call: Call, caller: Caller): void {
  const writes = ["PUT", "PATCH", "DELETE"].includes(call.method);
  const policy = state.world.tenants.get(caller.tenantId)?.policy;
  if (!writes || !policies.has(policy) || caller.username === undefined || caller.passedMfa) {
    return;
  }
  const authority = `https://${cloudOfHost(call.host).authorityHosts[0]}/common/oauth2/authorize`;
  const encoded = Buffer.from(claims).toString("base64");
  const challenge = {
    "www-authenticate": `Bearer realm="", authorization_uri="${authority}", error="insufficient_claims", claims="${encoded}"`,
  };
  if (policy !== "mfaOnWrites") {
    throw new ArmError(
      403,
      "RequestDisallowedByPolicy",
      "Resource was disallowed by policy. Reasons: 'Users must authenticate with multi-factor authentication to create or update resources.'",
      policy === "mfaOnWrites403" ? challenge : {},
    );
  }
  throw new ArmError(
    401,
    "RequestDisallowedByAzure",
    "Resource was disallowed by Azure: Users must use MFA for Create/Update operations.",
    challenge,
  );
}
