import * as v from "valibot";
import { EntraError } from "../entra/entraError.ts";
import type { EntraState } from "../entra/entraState.ts";
import { newSession } from "../entra/entraState.ts";
import { consentNeeded, findObstacle, recordConsent } from "../entra/signInPolicy.ts";
import { findTenant } from "../entra/tenantLookup.ts";
import type { TokenAnswer } from "../entra/tokens.ts";
import { issueUserTokens } from "../entra/tokens.ts";

export const signInSchema = v.strictObject({
  username: v.string(),
  /** An id, or `common`/`organizations` for the home tenant. */
  tenantId: v.string(),
  /** Separated by blanks, as in OAuth; OpenID's scopes are added. */
  scope: v.string(),
  clientId: v.exactOptional(v.string()),
  /** JSON text, as in OAuth. */
  claims: v.exactOptional(v.string()),
  /** The person passed multi-factor authentication. */
  mfa: v.exactOptional(v.boolean()),
  /** The person accepted the consent page. */
  consent: v.exactOptional(v.boolean()),
});

export type SignIn = v.InferOutput<typeof signInSchema>;

/** The client id that VS Code's own Microsoft provider uses. */
const vscodeClientId = "aebc6443-996d-45c2-90f0-388ff96faa56";

/** The answer of the token endpoint after an interactive sign-in; throws EntraError where that would be refused. */
export async function signIn(state: EntraState, request: SignIn, origin: string): Promise<TokenAnswer> {
  const account = state.world.accounts.get(request.username);
  if (!account) {
    throw new EntraError(
      "invalid_grant",
      50034,
      `The user account ${request.username} does not exist in the directory.`,
    );
  }
  const session = newSession(account);
  const tenant = findTenant(state.world, request.tenantId, account);
  const clientId = request.clientId ?? vscodeClientId;
  const { claims } = request;
  if (request.mfa) {
    session.mfaTenantIds.add(tenant.tenantId);
  }
  const obstacle = findObstacle(state, { session, tenant, clientId, claims });
  if (obstacle?.code === consentNeeded && request.consent) {
    recordConsent(state, { session, tenant, clientId, claims });
  } else if (obstacle) {
    throw obstacle;
  }
  const scope = `openid profile offline_access ${request.scope}`;
  return issueUserTokens(state, { session, tenant, clientId, scope, nonce: undefined, origin });
}
