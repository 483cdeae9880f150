import { PalError } from "../model/palError.ts";
import type { Clock, FileTrouble, LogPort, StoragePort } from "../model/ports.ts";
import { isTooDeep } from "../model/parseForeignJson.ts";

/** What we write has some six levels, and so have the records of others. `JSON.stringify` gives up at some thousands. */
const deepestFile = 100;

/** Records that could not be read, by the list they stand in, for the format to put them where they were. */
export type Unread = Readonly<Record<string, readonly unknown[]>>;

/** What was read of a file. */
export interface Parsed<T> {
  readonly value: T;
  readonly unread: Unread;
}

/** What a file holds, and how it is read and written. */
export interface RememberedFormat<T> {
  readonly name: string;
  /** Rises when the form changes. A file of a newer version is left alone: it belongs to a newer extension. */
  readonly version: number;
  /**
   * Reads the file's JSON; throws if it is damaged as a whole. A record that cannot be read costs no other.
   *
   * @param pause lets others have their turn; to be awaited now and then in a long file.
   */
  parse(json: unknown, pause: () => Promise<void>): Promise<Parsed<T>>;
  /** What becomes the file's JSON, beside its version; the unread records with it, as they were. */
  print(value: T, unread: Unread): Record<string, unknown>;
  /** All of it can be learnt again: a record that would not be read back is left out, and nobody is told of unread ones. */
  readonly isLearntAgain?: true;
  /** What can be told of a damaged text for sure. */
  salvage?(text: string): T | undefined;
}

/** What a remembered file works with. */
export interface RememberedFileParts {
  readonly storage: StoragePort;
  readonly clock: Pick<Clock, "sleep">;
  readonly log: LogPort;
  /** Told once of each trouble. */
  readonly onTrouble?: ((trouble: FileTrouble) => void) | undefined;
}

/** So often a change is made anew because another window was faster: each time, one of them has made its own. */
const mostTries = 200;

/**
 * One remembered text, shared by all windows. What cannot be read stays as it is: single records where they stand, a damaged
 * text also as a copy, and a file that the system does not give is never written. A change is made on top of what is stored
 * now, and only if it can be read back.
 */
export class RememberedFile<T> {
  readonly #format: RememberedFormat<T>;
  readonly #parts: RememberedFileParts;
  readonly #told = new Set<string>();
  /** The text as it was last read or written, and what of it could not be read. */
  #last: { readonly text: string | undefined; readonly unread: Unread } = { text: undefined, unread: {} };
  #isKnown = false;

  constructor(format: RememberedFormat<T>, parts: RememberedFileParts) {
    this.#format = format;
    this.#parts = parts;
  }

  /** Whether it is known what is stored, be it nothing: not if the file is damaged, not given, or of a newer version. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /**
   * What is remembered; undefined if there is nothing that can be read, or nothing new since it was last read or written.
   * Never throws.
   */
  async readNew(): Promise<T | undefined> {
    try {
      const text = await this.#read();
      if (text === this.#last.text) {
        this.#isKnown ||= text === undefined; // else it is as it was found to be
        return undefined;
      }
      return await this.#take(text);
    } catch (error) {
      this.#parts.log.error("a stored file cannot be read", error, this.#format.name);
      return undefined;
    }
  }

  /**
   * Remembers what `make` makes of what another window has stored since this one last looked (undefined: nothing); `make` is
   * called again if another window is faster. Throws if that is not possible, for example because the disk is full or the file
   * cannot be read; then nothing is changed.
   *
   * @param forgotten the lists whose unread records the user wants to be forgotten.
   */
  async write(make: (news: T | undefined) => T, forgotten: readonly string[] = []): Promise<T> {
    const { name } = this.#format;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const text = await this.#read();
      const { text: known, unread: knownUnread } = this.#last;
      const news = text === known ? undefined : await this.#take(text);
      if (text !== this.#last.text) {
        throw new PalError(
          "unexpected",
          {},
          new Error(`A newer version of the extension has written ${name}.`),
        );
      }
      const unread = without(this.#last.unread, forgotten);
      this.#last = { text: known, unread: knownUnread }; // until it is stored, the caller knows no more than before
      const value = make(news);
      const next = await this.#print(value, unread);
      if (next === text || (await this.#parts.storage.swap(name, text, next))) {
        this.#last = { text: next, unread };
        this.#isKnown = true;
        return value;
      }
    }
    throw new Error(`Other windows write ${name} all the time.`);
  }

  /** Calls `onChange` after this or another window wrote it. */
  watch(onChange: () => void): { dispose(): void } {
    return this.#parts.storage.watch(this.#format.name, onChange);
  }

  /** Throws what the system says if it does not give the file: that is not the same as none. */
  async #read(): Promise<string | undefined> {
    const { name } = this.#format;
    try {
      return await this.#parts.storage.read(name);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? { code: String(error.code) } : {};
      this.#tell({ file: name, kind: "unread", ...code });
      throw error;
    }
  }

  /** Takes a text over; undefined if nothing can be read of it. A newer version's is not taken over. */
  async #take(text: string | undefined): Promise<T | undefined> {
    const { name, version, isLearntAgain } = this.#format;
    const { log } = this.#parts;
    this.#isKnown = false;
    if (text === undefined) {
      this.#last = { text, unread: {} };
      this.#isKnown = true;
      return undefined;
    }
    try {
      if (isTooDeep(text, deepestFile)) {
        throw new Error("It is nested too deep."); // a record that is kept as it is could not be written again
      }
      const json: unknown = JSON.parse(text.replace(/^\uFEFF/, "")); // some editors begin a text so
      if (versionOf(json) > version) {
        return undefined;
      }
      const { value, unread } = await this.#format.parse(json, this.#pause);
      this.#last = { text, unread };
      this.#isKnown = true;
      const count = countOf(unread);
      if (count > 0 && !isLearntAgain) {
        log.error("records of a stored file cannot be read, and are kept", new Error(String(count)), name);
        this.#tell({ file: name, kind: "partly" });
      }
      return value;
    } catch (error) {
      log.error("a stored file is damaged; a copy is kept", error, name);
      const file = await this.#setAside(text);
      const isAllThereIs = this.#last.text === undefined;
      this.#last = { ...this.#last, text };
      this.#tell({ file, kind: "damaged" });
      return isAllThereIs ? this.#format.salvage?.(text) : undefined; // else this window knows more than the text
    }
  }

  async #setAside(text: string): Promise<string> {
    const { name } = this.#format;
    try {
      return await this.#parts.storage.setAside(name, text);
    } catch (error) {
      this.#tell({ file: name, kind: "damaged" }); // it stays as it is: without a copy, nothing takes its place
      throw error;
    }
  }

  /** The text, after it was read back: what could not be read again must not take the place of what can. */
  async #print(value: T, unread: Unread): Promise<string> {
    const { name, isLearntAgain } = this.#format;
    const { text, json } = await this.#stringify(value, unread);
    const back = await this.#format.parse(json, this.#pause);
    if (countOf(back.unread) <= countOf(unread)) {
      return text;
    }
    const error = new Error("A record could not be read back.");
    if (!isLearntAgain) {
      throw error;
    }
    this.#parts.log.error("a record is not stored", error, name);
    return (await this.#stringify(back.value, unread)).text;
  }

  #stringify(value: T, unread: Unread): Promise<Printed> {
    const { version } = this.#format;
    return stringify({ version, ...this.#format.print(value, unread) }, this.#pause);
  }

  readonly #pause = (): Promise<void> => this.#parts.clock.sleep(0);

  #tell(trouble: FileTrouble): void {
    const key = `${trouble.kind} ${trouble.file}`;
    if (!this.#told.has(key)) {
      this.#told.add(key);
      this.#parts.onTrouble?.(trouble);
    }
  }
}

function without(unread: Unread, forgotten: readonly string[]): Unread {
  return Object.fromEntries(Object.entries(unread).filter(([list]) => !forgotten.includes(list)));
}

function countOf(unread: Unread): number {
  return Object.values(unread).reduce((count, records) => count + records.length, 0);
}

/** A text, and what a reader finds in it. */
interface Printed {
  readonly text: string;
  readonly json: unknown;
}

/** So many entries of a list become text before others have their turn: thousands at once would make VS Code stutter. */
const entriesAtOnce = 1000;

/** As `JSON.stringify` and back, a part of each long list at a time. What it is given must not change meanwhile. */
async function stringify(object: Record<string, unknown>, pause: () => Promise<void>): Promise<Printed> {
  const members: string[] = [];
  const json: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    const printed = await stringifyValue(value, pause);
    members.push(`${JSON.stringify(name)}:${printed.text}`);
    json[name] = printed.json;
  }
  return { text: `{${members.join(",")}}`, json };
}

async function stringifyValue(value: unknown, pause: () => Promise<void>): Promise<Printed> {
  if (!Array.isArray(value) || value.length <= entriesAtOnce) {
    const text = JSON.stringify(value);
    return { text, json: JSON.parse(text) };
  }
  const parts: string[] = [];
  const json: unknown[] = [];
  for (let from = 0; from < value.length; from += entriesAtOnce) {
    const part = JSON.stringify(value.slice(from, from + entriesAtOnce));
    parts.push(part.slice(1, -1));
    json.push(...(JSON.parse(part) as unknown[]));
    await pause();
  }
  return { text: `[${parts.join(",")}]`, json };
}

function versionOf(json: unknown): number {
  const hasVersion = typeof json === "object" && json !== null && "version" in json;
  return hasVersion && typeof json.version === "number" ? json.version : 0;
}
