import * as vscode from "vscode";
import { type Age, ageOf } from "../model/age.ts";
import { knownLanguage } from "../model/knownLanguage.ts";

/** Making a format takes a hundred times as long as using it, so each is made once, and not before it is used. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const language = once(() => knownLanguage(vscode.env.language));
const dayAndTime = once(
  () => new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }),
);
const timeAlone = once(() => new Intl.DateTimeFormat(language(), { timeStyle: "medium" }));
const relative = once(() => new Intl.RelativeTimeFormat(language(), { numeric: "auto" }));

/** A point in time (milliseconds since 1970) in the user's language: day and time. */
export function timeWords(at: number): string {
  return dayAndTime().format(at);
}

/** The time of day alone, for what happens soon. */
export function timeOfDay(at: number): string {
  return timeAlone().format(at);
}

/** How long ago `at` was, in the largest unit that fits; "now" within a minute. */
export function ageWords(at: number, now: number = Date.now()): string {
  return relativeWords(ageOf(at, now));
}

/** An age in words: "3 hours ago". */
export function relativeWords({ unit, count }: Age): string {
  return relative().format(-count, unit);
}
