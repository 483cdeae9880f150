import { getL10nPseudoLocalized } from "@vscode/l10n-dev";

/** English words as the pseudo language says them. */
export function pseudo(english: string): string {
  const words = getL10nPseudoLocalized({ words: english })["words"];
  return typeof words === "string" ? words : (words?.message ?? "");
}

// What VS Code and the system write by themselves: their hints, the months of dates, and how long ago something was.
const notOurs = [
  /Press .Enter. to confirm (your input )?or .Escape. to cancel/g,
  /\b\d+ Results?\b/g,
  /\b(now|yesterday|last (week|month|quarter|year)|\d+ (second|minute|hour|day|week|month|quarter|year)s? ago)\b/g,
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g,
];

/** The text without what people cannot see: characters of no width, kinds of spaces. */
function visible(text: string): string {
  return text.replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069]/g, "").replaceAll(/\s+/g, " ");
}

/**
 * Words in plain letters that stand in a text of ours although VS Code speaks the pseudo language. `data` is what may
 * stand there because it is no language: names and ids that Azure gave.
 */
export function plainEnglish(text: string, data: readonly string[]): string[] {
  let rest = visible(text);
  // Names first, and the longest first: a name may be part of another, and hold any word.
  for (const known of data.map(visible).toSorted((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(known, "\n");
  }
  for (const pattern of notOurs) {
    rest = rest.replaceAll(pattern, "\n");
  }
  return rest.match(/[A-Za-z]{3,}/g) ?? [];
}
