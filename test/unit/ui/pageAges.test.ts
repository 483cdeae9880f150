import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { ageOf } from "../../../src/model/age.ts";
import { pageAges } from "../../../src/ui/pageAges.ts";
import { ageWords } from "../../../src/ui/timeWords.ts";

vi.mock("vscode", () => ({ env: { language: "de" } }));

const year = 365 * 24 * 60 * 60_000;

test("No age of up to twenty years is missing in what a page is told", () => {
  const ages = pageAges();
  fc.assert(
    fc.property(fc.integer({ min: -year, max: 20 * year - 1 }), (age) => {
      const { unit, count } = ageOf(0, age);
      expect(ages[unit][count]).toBe(ageWords(0, age));
      expect(ages[unit][count]).toMatch(/./);
    }),
  );
});

test.each([
  [-5, "jetzt"],
  [59_999, "jetzt"],
  [60_000, "vor 1 Minute"],
  [60 * 60_000 - 1, "vor 59 Minuten"],
  [60 * 60_000, "vor 1 Stunde"],
  [24 * 60 * 60_000, "gestern"],
  [30 * 24 * 60 * 60_000 - 1, "vor 29 Tagen"],
  [30 * 24 * 60 * 60_000, "letzten Monat"],
  [year - 1, "vor 12 Monaten"],
  [year, "letztes Jahr"],
  [20 * year - 1, "vor 19 Jahren"],
])("What is %d ms old is told as %s", (age, words) => {
  const { unit, count } = ageOf(0, age);
  expect(pageAges()[unit][count]).toBe(words);
});
