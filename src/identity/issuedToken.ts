import type { Cloud } from "../model/cloud.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken } from "../model/ports.ts";
import { readTokenClaims } from "./tokenClaims.ts";

/** An application in a tenant of a cloud: where a token is asked for. */
export interface EntraApp {
  readonly cloud: Cloud;
  readonly clientId: string;
  readonly tenantId: string;
}

/** What Entra ID issued, once it is sure that it is of the tenant that was asked. Throws `PalError`: `wrongTenant`. */
export function toAccessToken(
  token: string,
  expiresAt: number,
  cloud: Cloud,
  wantedTenantId: string,
): AccessToken {
  const { tenantId, objectId } = readTokenClaims(token);
  if (tenantId !== undefined && tenantId !== wantedTenantId.toLowerCase()) {
    throw new PalError("wrongTenant");
  }
  return {
    token,
    cloud: cloud.name,
    expiresAt,
    tenantId: wantedTenantId,
    ...(objectId !== undefined && { objectId }),
  };
}
