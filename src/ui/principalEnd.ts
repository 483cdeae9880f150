/** How a credential's end stands. */
export type Ending =
  | { readonly kind: "far" }
  /** Whole days that are left. */
  | { readonly kind: "soon"; readonly days: number }
  | { readonly kind: "over" };

const day = 24 * 60 * 60_000;

/** So long before its end people are warned: time enough to ask a customer for a new secret. Milliseconds. */
const warning = 14 * day;

/** How the end stands; undefined if it is not known. @param expiresAt milliseconds since 1970. */
export function endingOf(expiresAt: number | undefined, now: number): Ending | undefined {
  if (expiresAt === undefined) {
    return undefined;
  }
  const left = expiresAt - now;
  if (left <= 0) {
    return { kind: "over" };
  }
  return left > warning ? { kind: "far" } : { kind: "soon", days: Math.floor(left / day) };
}
