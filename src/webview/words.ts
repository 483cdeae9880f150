import type { PageWordKey } from "../ui/pageWords.ts";

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 24 * 60 * 60_000],
  ["month", 30 * 24 * 60 * 60_000],
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
];

/** Smaller whole numbers are written the same in all languages of VS Code. */
const firstGrouped = 1000;

/**
 * The words of a page in the user's language: what the extension sent, and times. What the browser knows of a language is read
 * when it is first needed, because that takes it a while.
 */
export class Words {
  readonly language: string;
  readonly #words: Readonly<Record<string, string>>;
  #dayAndTime: Intl.DateTimeFormat | undefined;
  #relative: Intl.RelativeTimeFormat | undefined;
  #number: Intl.NumberFormat | undefined;

  constructor(words: Readonly<Record<string, string>>, language: string) {
    this.#words = words;
    this.language = knownLanguage(language);
  }

  /** The words of a key, with `{0}`, `{1}` filled in; numbers as the language writes them. */
  say(key: PageWordKey, ...values: readonly (string | number)[]): string {
    const text = Object.hasOwn(this.#words, key) ? this.#words[key] : undefined;
    return (text ?? key).replaceAll(/\{(\d)\}/g, (whole, index: string) => {
      const value = values[Number(index)];
      return value === undefined ? whole : this.value(value);
    });
  }

  /** A text as it is, a number as the language writes it. */
  value(value: string | number): string {
    if (typeof value === "string" || (value >= 0 && value < firstGrouped && Number.isInteger(value))) {
      return String(value);
    }
    this.#number ??= new Intl.NumberFormat(this.language);
    return this.#number.format(value);
  }

  /** A point in time (milliseconds since 1970): day and time. */
  time(at: number): string {
    this.#dayAndTime ??= new Intl.DateTimeFormat(this.language, { dateStyle: "medium", timeStyle: "short" });
    return this.#dayAndTime.format(at);
  }

  /** How long ago it was, in the largest unit that fits; "now" within a minute. */
  age(at: number, now: number = Date.now()): string {
    const age = Math.max(0, now - at);
    const [unit, length] = units.find(([, length]) => age >= length) ?? ["second", Infinity];
    this.#relative ??= new Intl.RelativeTimeFormat(this.language, { numeric: "auto" });
    return this.#relative.format(-Math.floor(age / length), unit);
  }
}

/** VS Code's display language need not be one that the browser knows ("qps-ploc"). */
function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}
