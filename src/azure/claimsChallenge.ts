import { longestTexts } from "../model/cutText.ts";

/** The header itself if it carries a claims challenge, which VS Code's provider can answer; else undefined. */
export function claimsChallenge(header: string | undefined): string | undefined {
  return header !== undefined && readClaims(header) !== undefined ? header : undefined;
}

/**
 * Whether a claims challenge asks for more proof (an authentication context, `acrs`, or method, `amr`). Others come from
 * sign-ins that were revoked or places that are not allowed: calling those MFA would mislead.
 */
export function asksForMfa(challenge: string): boolean {
  return /"(acrs|amr)"/.test(readClaims(challenge) ?? "");
}

/** The challenge that mandatory MFA stands for where Azure names it in its text only [V shape]; as VS Code's provider wants it. */
export const mfaChallenge = `Bearer realm="", error="insufficient_claims", claims="${btoa(
  JSON.stringify({ access_token: { acrs: { essential: true, values: ["p1"] } } }),
)}"`;

/** The JSON of `claims="<base64 of JSON>"` in a `WWW-Authenticate` header [V]. */
export function readClaims(header: string): string | undefined {
  const claims = header.length > longestTexts.header ? undefined : /\bclaims="([^"]+)"/.exec(header)?.[1];
  if (claims === undefined) {
    return undefined;
  }
  try {
    return atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}
