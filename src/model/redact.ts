import { visibleCharacters } from "./visibleCharacters.ts";

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
  // A log shows names without what cannot be seen of them.
  const asShown = secrets.flatMap(({ text: name, instead }) =>
    [...new Set([name, visibleCharacters(name)])].map((shown) => ({ text: shown, instead })),
  );
  const found = asShown.filter((secret) => secret.text !== "" && lower.includes(secret.text.toLowerCase()));
  if (found.length === 0) {
    return text;
  }
  const longestFirst = found.toSorted((a, b) => b.text.length - a.text.length);
  // All at once: what stands for one name may hold another.
  const names = longestFirst.map((secret) => `(${literal(secret.text)})`).join("|");
  const anyName = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${names})(?![\p{L}\p{N}])`, "giu");
  return text.replaceAll(anyName, (whole: string, ...groups: (string | undefined)[]) => {
    const which = groups.slice(0, longestFirst.length).findIndex((group) => group !== undefined);
    return longestFirst[which]?.instead ?? whole;
  });
}

/**
 * Replaces every ID that is left by a number, the same one always by the same: tenants of accounts that are gone are known to
 * nobody any more. Correlation IDs stay.
 */
export function redactIds(text: string): string {
  const numbers = new Map<string, number>();
  return text.replaceAll(ids, (id, at: number) => {
    if (text.slice(0, at).endsWith("correlation id ")) {
      return id; // the words are those of the log
    }
    const key = id.replaceAll("-", "").toLowerCase();
    numbers.set(key, numbers.get(key) ?? numbers.size + 1);
    return `<ID ${numbers.get(key)}>`;
  });
}

/** GUIDs, with or without hyphens. */
const ids = /(?<![0-9a-f-])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f])/gi;

function literal(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
