import type { Clock, LogPort, StoragePort } from "../model/ports.ts";

/** What a file holds, and how it is read and written. */
export interface RememberedFormat<T> {
  readonly name: string;
  /** Rises when the form changes. A file of a newer version is left alone: it belongs to a newer extension. */
  readonly version: number;
  /**
   * Reads the file's JSON; throws if it is damaged.
   *
   * @param pause lets others have their turn; to be awaited now and then in a long file.
   */
  parse(json: unknown, pause: () => Promise<void>): Promise<T>;
  /** What becomes the file's JSON, beside its version. */
  print(value: T): Record<string, unknown>;
}

/** One remembered text: a damaged one is set aside and told in the log, never in the way, never deleted. */
export class RememberedFile<T> {
  readonly #format: RememberedFormat<T>;
  readonly #storage: StoragePort;
  readonly #clock: Clock;
  readonly #log: LogPort;
  #lastText: string | undefined;
  #isNewer = false;

  constructor(format: RememberedFormat<T>, storage: StoragePort, clock: Clock, log: LogPort) {
    this.#format = format;
    this.#storage = storage;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * What is remembered; undefined if there is nothing that can be read, or nothing new since it was last read or written.
   * Never throws.
   */
  async readNew(): Promise<T | undefined> {
    const { name, version } = this.#format;
    let text: string | undefined;
    try {
      text = await this.#storage.read(name);
    } catch (error) {
      this.#log.error("a stored file cannot be read", error, name);
      return undefined;
    }
    if (text === undefined || text === this.#lastText) {
      return undefined;
    }
    try {
      const json: unknown = JSON.parse(text);
      this.#isNewer = versionOf(json) > version;
      const value = this.#isNewer ? undefined : await this.#format.parse(json, () => this.#clock.sleep(0));
      this.#lastText = text;
      return value;
    } catch (error) {
      this.#log.error("a stored file is damaged; it is set aside and built anew", error, name);
      await this.#setAside();
      return undefined;
    }
  }

  /** Remembers. Throws if that is not possible, for example because the disk is full. */
  async write(value: T): Promise<void> {
    const { name, version } = this.#format;
    if (this.#isNewer) {
      return;
    }
    const before = this.#lastText;
    const text = await stringify({ version, ...this.#format.print(value) }, () => this.#clock.sleep(0));
    this.#lastText = text; // first, because the watch may tell of it before the write is over
    try {
      await this.#storage.write(name, text);
    } catch (error) {
      this.#lastText = before;
      throw error;
    }
  }

  /** Calls `onChange` after this or another window wrote it. */
  watch(onChange: () => void): { dispose(): void } {
    return this.#storage.watch(this.#format.name, onChange);
  }

  async #setAside(): Promise<void> {
    try {
      await this.#storage.setAside(this.#format.name);
    } catch (error) {
      this.#log.error("a damaged file cannot be set aside", error, this.#format.name);
    }
  }
}

/** So many entries of a list become text before others have their turn: thousands at once would make VS Code stutter. */
const entriesAtOnce = 1000;

/** As `JSON.stringify`, a part of each long list at a time. What it is given must not change meanwhile. */
async function stringify(object: Record<string, unknown>, pause: () => Promise<void>): Promise<string> {
  const members: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    members.push(`${JSON.stringify(name)}:${await stringifyValue(value, pause)}`);
  }
  return `{${members.join(",")}}`;
}

async function stringifyValue(value: unknown, pause: () => Promise<void>): Promise<string> {
  if (!Array.isArray(value) || value.length <= entriesAtOnce) {
    return JSON.stringify(value);
  }
  const parts: string[] = [];
  for (let from = 0; from < value.length; from += entriesAtOnce) {
    parts.push(JSON.stringify(value.slice(from, from + entriesAtOnce)).slice(1, -1));
    await pause();
  }
  return `[${parts.join(",")}]`;
}

function versionOf(json: unknown): number {
  const hasVersion = typeof json === "object" && json !== null && "version" in json;
  return hasVersion && typeof json.version === "number" ? json.version : 0;
}
