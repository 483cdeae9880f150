import { type Untrusted, rawText } from "./untrusted.ts";
import { cutText } from "./cutText.ts";

/** Nobody types, and nothing is known by, more; some characters become eighteen when they are folded. */
const longestText = 4096;

/** The words that a person typed into a filter; each of them has to be found. */
export function searchWords(text: string): readonly string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** What something is known by, as one text that `findsWords` searches; what is not known is left out. */
export function searchableText(known: readonly (Untrusted | undefined)[]): string {
  return fold(known.map(rawText).join("\n"));
}

/** Whether all of the words are found in a searchable text. */
export function findsWords(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** Upper case, accents and other ways to write the same letter make no difference. */
function fold(text: string): string {
  return cutText(text, longestText).normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
