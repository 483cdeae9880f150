/** Longer names are cut: nobody reads further, and a hostile one must not fill the screen. */
const longest = 120;

/**
 * Makes a name from Azure (tenant, partner, account) safe to show where VS Code renders plain labels: control characters
 * and text-direction overrides go, `$(icon)` is broken up so that it stays text, and the length is bounded.
 * Markdown needs more: use `MarkdownString.appendText`.
 */
export function plainText(name: string): string {
  const clean = name
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replaceAll("$(", "$\u200b(")
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
