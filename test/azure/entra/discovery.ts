import { clouds } from "../world/clouds.ts";
import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import { EntraError, entraErrorBody } from "./entraError.ts";
import type { EntraState } from "./entraState.ts";
import { findTenant, isAnyTenant } from "./tenantLookup.ts";

/** GET `/common/discovery/instance`: which authorities belong together. */
export function answerInstanceDiscovery(call: Call): Answer {
  return jsonAnswer(200, {
    tenant_discovery_endpoint: `${call.origin}/common/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: clouds.map(({ authorityHosts }) => ({
      preferred_network: authorityHosts[0],
      preferred_cache: authorityHosts[1] ?? authorityHosts[0],
      aliases: authorityHosts,
    })),
  });
}

/** GET `/{tenant}/v2.0/.well-known/openid-configuration`; a tenant that does not exist answers `invalid_tenant`. */
export function answerOpenIdConfiguration(state: EntraState, call: Call, named: string): Answer {
  const anyTenant = isAnyTenant(named);
  try {
    const issuerTenant = anyTenant ? "{tenantid}" : findTenant(state.world, named).tenantId;
    const base = `${call.origin}/${anyTenant ? named : issuerTenant}`;
    return jsonAnswer(200, {
      issuer: `${call.origin}/${issuerTenant}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_types_supported: ["code"],
      response_modes_supported: ["query", "fragment", "form_post"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    });
  } catch (error) {
    if (error instanceof EntraError) {
      return jsonAnswer(400, { ...entraErrorBody(error, call.correlationId), error: "invalid_tenant" });
    }
    throw error;
  }
}

/** GET `/{tenant}/discovery/v2.0/keys` */
export function answerKeys(state: EntraState): Answer {
  return jsonAnswer(200, { keys: [state.keys.publicJwk] });
}
