/** The longest texts that are taken from outside, in UTF-16 units: far more than any honest one has. */
export const longestTexts = {
  /** `InvalidAuthenticationTokenTenant`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`. */
  code: 64,
  /** Names of tenants, partners, accounts: Entra ID allows 256. */
  name: 512,
  /** Descriptions of errors. */
  message: 8192,
  /** A header, such as a claims challenge. */
  header: 16_384,
  /** The body of an answer that tells an error. */
  errorBody: 262_144,
  /** A token; those with hundreds of groups have a few thousand. */
  token: 65_536,
} as const;

/** The beginning of a text, without half of a pair of surrogates at its end. */
export function cutText(text: string, longest: number): string {
  return text.length > longest ? text.slice(0, longest).replace(/[\ud800-\udbff]$/, "") : text;
}
