/** A name that must not leave the machine, and what stands for it. */
export interface Secret {
  readonly text: string;
  readonly instead: string;
}

/**
 * Replaces every name by what stands for it, as whole words and whatever the case; the longest first, because names are
 * parts of others. Everything else stays, such as correlation IDs.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  const lower = text.toLowerCase();
  const found = secrets.filter((secret) => secret.text !== "" && lower.includes(secret.text.toLowerCase()));
  const longestFirst = found.toSorted((a, b) => b.text.length - a.text.length);
  return longestFirst.reduce(
    (redacted, secret) => redacted.replaceAll(wholeWord(secret.text), () => secret.instead),
    text,
  );
}

function wholeWord(text: string): RegExp {
  const literal = text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, "giu");
}
