import * as vscode from "vscode";

/** Making a format takes a hundred times as long as using it, so each is made once, and not before it is used. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const dayAndTime = once(
  () => new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium", timeStyle: "short" }),
);
const timeAlone = once(() => new Intl.DateTimeFormat(vscode.env.language, { timeStyle: "medium" }));
const relative = once(() => new Intl.RelativeTimeFormat(vscode.env.language, { numeric: "auto" }));

/** A point in time (milliseconds since 1970) in the user's language: day and time. */
export function timeWords(at: number): string {
  return dayAndTime().format(at);
}

/** The time of day alone, for what happens soon. */
export function timeOfDay(at: number): string {
  return timeAlone().format(at);
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
  const age = Math.max(0, now - at);
  const [unit, length] = units.find(([, length]) => age >= length) ?? ["second", Infinity];
  return relative().format(-Math.floor(age / length), unit);
}
