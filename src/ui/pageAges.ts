import { type AgeUnit, ageUnits } from "../model/age.ts";
import { relativeWords } from "./timeWords.ts";

/** How many of a unit make the next one; of years, more than Partner Admin Link is old. */
const counts: Readonly<Record<AgeUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 24,
  day: 30,
  month: 13,
  year: 20,
};

/**
 * Words for the ages that `ageOf` gives, in the user's language. A page can make them by itself, but a browser needs 5 ms
 * to read what it knows of a language, and the user waits for the page; the extension host has the time meanwhile.
 */
export function pageAges(): Record<AgeUnit, string[]> {
  return Object.fromEntries(ageUnits.map((unit) => [unit, wordsOf(unit)])) as Record<AgeUnit, string[]>;
}

function wordsOf(unit: AgeUnit): string[] {
  return Array.from({ length: counts[unit] }, (_, count) => relativeWords({ unit, count }));
}
