import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { cloudOfHost } from "../world/clouds.ts";
import { guidFrom, objectIdOf } from "../world/ids.ts";
import type { ServicePrincipal, Tenant } from "../world/model.ts";
import { clientInfoOf } from "./clientInfo.ts";
import type { EntraState, Session } from "./entraState.ts";
import { asksFor, resourceOfScope } from "./scopes.ts";

/** The authentication context that Azure's MFA enforcement asks for [V azure-dev 5425]. */
export const mfaContext = "p1";

/** Entra's successful token answer. */
export type TokenAnswer = Record<string, string | number>;

export interface UserTokenRequest {
  readonly session: Session;
  readonly tenant: Tenant;
  readonly clientId: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  /** The authority as the client wrote it. */
  readonly origin: string;
}

/** The issuer in access tokens of a tenant (they have version 1.0, as ARM's have). */
export function accessTokenIssuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

/** Access token, ID token, refresh token and client info of a person who may have them. */
export async function issueUserTokens(state: EntraState, request: UserTokenRequest): Promise<TokenAnswer> {
  const { session, tenant, clientId, scope, nonce, origin } = request;
  const { account } = session;
  const objectId = objectIdOf(account.username, tenant.tenantId);
  const passedMfa = session.mfaTenantIds.has(tenant.tenantId);
  const person = { oid: objectId, tid: tenant.tenantId, name: account.name };
  const subject = guidFrom(`subject ${objectId} for ${clientId}`);
  const resource = resourceOfScope(scope, origin);

  const accessToken = await sign(state, {
    ...person,
    aud: resource,
    iss: accessTokenIssuer(tenant.tenantId),
    sub: subject,
    acr: "1",
    amr: passedMfa ? ["pwd", "mfa"] : ["pwd"],
    ...(passedMfa && { acrs: [mfaContext] }),
    appid: clientId,
    appidacr: "0",
    idtyp: "user",
    scp: "user_impersonation",
    unique_name: account.username,
    upn: account.username,
    ver: "1.0",
  });
  const answer = tokenAnswer(state, accessToken);
  answer["scope"] = `${resource}/user_impersonation ${scope}`;
  if (asksFor(scope, "offline_access")) {
    const refreshToken = `1.${randomUUID()}`;
    state.refreshTokens.set(refreshToken, { session, clientId, cloud: cloudOf(origin) });
    state.secrets.note("refresh token", refreshToken);
    answer["refresh_token"] = refreshToken;
  }
  if (asksFor(scope, "openid")) {
    const issuerHost = cloudOfHost(new URL(origin).hostname).authorityHosts[0];
    const idToken = await sign(state, {
      ...person,
      aud: clientId,
      iss: `https://${issuerHost}/${tenant.tenantId}/v2.0`,
      sub: subject,
      preferred_username: account.username,
      ver: "2.0",
      ...(nonce !== undefined && { nonce }),
    });
    state.secrets.note("ID token", idToken);
    answer["id_token"] = idToken;
  }
  answer["client_info"] = clientInfoOf(account);
  return answer;
}

/** The access token of an application in its tenant. */
export async function issueAppToken(
  state: EntraState,
  principal: ServicePrincipal,
  scope: string,
  origin: string,
): Promise<TokenAnswer> {
  const accessToken = await sign(state, {
    aud: resourceOfScope(scope, origin),
    iss: accessTokenIssuer(principal.tenantId),
    sub: principal.objectId,
    oid: principal.objectId,
    tid: principal.tenantId,
    appid: principal.clientId,
    appidacr: "1",
    idtyp: "app",
    ver: "1.0",
  });
  return tokenAnswer(state, accessToken);
}

/** The name of the cloud that an authority belongs to. */
export function cloudOf(origin: string): string {
  return cloudOfHost(new URL(origin).hostname).name;
}

function tokenAnswer(state: EntraState, accessToken: string): TokenAnswer {
  const lifetime = state.settings.tokenLifetimeSeconds;
  state.secrets.note("access token", accessToken);
  return {
    token_type: "Bearer",
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: accessToken,
  };
}

async function sign(state: EntraState, payload: JWTPayload): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...payload, uti: randomUUID() })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: state.keys.keyId })
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + state.settings.tokenLifetimeSeconds)
    .sign(state.keys.privateKey);
}
