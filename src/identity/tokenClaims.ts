import { cutText, longestTexts } from "../model/cutText.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";

/** What is read out of a token to handle it well; nothing is trusted or decided by it. */
export interface TokenClaims {
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
  readonly tenantId?: string;
  /** The object id of the user or application in that tenant. */
  readonly objectId?: string;
}

/**
 * Reads `exp`, `tid` and `oid` of a JWT without checking it. Microsoft may change the form of its tokens, so one that cannot be
 * read gives no claims instead of an error.
 */
export function readTokenClaims(token: string): TokenClaims {
  try {
    const payload = (cutText(token, longestTexts.token).split(".")[1] ?? "")
      .replaceAll("-", "+")
      .replaceAll("_", "/");
    const claims: unknown = parseForeignJson(atob(payload));
    if (typeof claims !== "object" || claims === null) {
      return {};
    }
    return {
      ...("exp" in claims && typeof claims.exp === "number" && { expiresAt: claims.exp * 1000 }),
      ...("tid" in claims && typeof claims.tid === "string" && { tenantId: claims.tid.toLowerCase() }),
      ...("oid" in claims && typeof claims.oid === "string" && { objectId: claims.oid.toLowerCase() }),
    };
  } catch {
    return {};
  }
}
