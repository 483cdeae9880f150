import { decodeJwt, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { accessTokenIssuer, mfaContext } from "../entra/tokens.ts";
import { cloudOfHost } from "../world/clouds.ts";
import type { Call } from "../wire/call.ts";
import type { ArmState, Caller } from "./armState.ts";
import { tokenRefusal } from "./tokenRefusal.ts";

/**
 * Verifies the token of a request: signature, expiry, audience (the resource of the cloud that is called) and that
 * its issuer is the tenant it names. Throws 401 with ARM's codes and the challenge that says where to get a token.
 */
export async function authenticate(state: ArmState, call: Call): Promise<Caller> {
  const [scheme, token] = (call.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !token) {
    throw tokenRefusal(
      anyTenant(call),
      "AuthenticationFailed",
      "Authentication failed. The 'Authorization' header is missing.",
      "invalid_request",
    );
  }
  const payload = await verify(state, call, token);
  const tenantId = text(payload, "tid");
  if (payload.iss !== accessTokenIssuer(tenantId) || !state.world.tenants.has(tenantId)) {
    throw tokenRefusal(
      anyTenant(call),
      "InvalidAuthenticationTokenTenant",
      `The access token is from the wrong issuer '${payload.iss}'. It must match the tenant '${accessTokenIssuer(tenantId)}' associated with this subscription.`,
    );
  }
  const acrs = payload["acrs"];
  return {
    tenantId,
    objectId: text(payload, "oid"),
    username: payload["idtyp"] === "app" ? undefined : text(payload, "upn"),
    passedMfa: Array.isArray(acrs) && acrs.includes(mfaContext),
  };
}

/** What a token claims about its owner, unverified: for the request log and for faults. */
export function readTokenUnverified(authorization: string | undefined): {
  tenantId?: string;
  objectId?: string;
} {
  try {
    const payload = decodeJwt((authorization ?? "").replace(/^bearer /i, ""));
    return { tenantId: text(payload, "tid"), objectId: text(payload, "oid") };
  } catch {
    return {};
  }
}

async function verify(state: ArmState, call: Call, token: string): Promise<JWTPayload> {
  const { audiences } = cloudOfHost(call.host);
  const allowed = [...audiences, call.origin].flatMap((audience) => [audience, `${audience}/`]);
  try {
    const { payload } = await jwtVerify(token, state.tokenKey, { audience: allowed, algorithms: ["RS256"] });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      const expiry = new Date((error.payload.exp ?? 0) * 1000).toISOString();
      throw tokenRefusal(
        anyTenant(call),
        "ExpiredAuthenticationToken",
        `The access token expiry UTC time '${expiry}' is earlier than current UTC time '${new Date().toISOString()}'.`,
      );
    }
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") {
      throw tokenRefusal(
        anyTenant(call),
        "InvalidAuthenticationTokenAudience",
        `The access token has been obtained for wrong audience or resource '${String(error.payload.aud)}'. It should exactly match with one of the allowed audiences '${allowed.join("','")}'.`,
      );
    }
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      throw tokenRefusal(anyTenant(call), "InvalidAuthenticationToken", "The access token is invalid.");
    }
    throw error;
  }
}

function text(payload: JWTPayload, name: string): string {
  const value = payload[name];
  if (typeof value !== "string") {
    throw new TypeError(`token without ${name}`);
  }
  return value;
}

function anyTenant(call: Call): string {
  return `https://${cloudOfHost(call.host).authorityHosts[0]}/common`;
}
