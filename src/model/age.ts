/** Lengths in milliseconds, the longest first. */
const units = [
  ["year", 365 * 24 * 60 * 60_000],
  ["month", 30 * 24 * 60 * 60_000],
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
] as const;

/** In what an age is told. */
export const ageUnits = [...units.map(([unit]) => unit), "second"] as const;
export type AgeUnit = (typeof ageUnits)[number];

/** How long ago something was, in whole units. */
export interface Age {
  readonly unit: AgeUnit;
  readonly count: number;
}

/**
 * How long ago `at` was, in the largest unit that fits: 0 seconds within a minute, and for what has not happened yet.
 *
 * @param at milliseconds since 1970, as `now`.
 */
export function ageOf(at: number, now: number): Age {
  const age = Math.max(0, now - at);
  const fitting = units.find(([, length]) => age >= length);
  return fitting ? { unit: fitting[0], count: Math.floor(age / fitting[1]) } : { unit: "second", count: 0 };
}
