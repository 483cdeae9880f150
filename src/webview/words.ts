import { type Age, ageOf } from "../model/age.ts";
import { knownLanguage } from "../model/knownLanguage.ts";
import type { PageWordKey } from "../ui/pageWords.ts";
import type { HostMessage } from "../ui/protocol.ts";

/** What the extension tells once, in the user's language. */
export type ToldWords = Pick<HostMessage & { type: "everything" }, "words" | "ages" | "language">;

/** Smaller whole numbers are written the same in all languages of VS Code. */
const firstGrouped = 1000;

/**
 * The words of a page in the user's language: what the extension sent, and times. What the browser knows of a language is read
 * when it is first needed, because that takes it a while.
 */
export class Words {
  readonly language: string;
  readonly #words: ToldWords["words"];
  readonly #ages: ToldWords["ages"];
  #dayAndTime: Intl.DateTimeFormat | undefined;
  #relative: Intl.RelativeTimeFormat | undefined;
  #number: Intl.NumberFormat | undefined;

  constructor({ words, ages, language }: ToldWords) {
    this.#words = words;
    this.#ages = ages;
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
    const { unit, count } = ageOf(at, now);
    return this.#ages[unit][count] ?? this.#longAge({ unit, count });
  }

  /** Longer ago than anybody thought of when the words were told. */
  #longAge({ unit, count }: Age): string {
    this.#relative ??= new Intl.RelativeTimeFormat(this.language, { numeric: "auto" });
    return this.#relative.format(-count, unit);
  }
}
