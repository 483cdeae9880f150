import * as vscode from "vscode";

/** A point in time (milliseconds since 1970) in the user's language: day and time. */
export function timeWords(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
}

/** The time of day alone, for what happens soon. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(vscode.env.language, { timeStyle: "medium" });
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 24 * 60 * 60_000],
  ["month", 30 * 24 * 60 * 60_000],
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
];

/** How long ago `at` was, in the largest unit that fits; "now" within a minute. */
export function ageWords(at: number, now: number = Date.now()): string {
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: "auto" });
  const age = Math.max(0, now - at);
  const [unit, length] = units.find(([, length]) => age >= length) ?? ["second", Infinity];
  return format.format(-Math.floor(age / length), unit);
}
