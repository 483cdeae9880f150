import type { Clock, LogPort, StoragePort } from "../model/ports.ts";

/** What a file holds, and how it is read and written. */
export interface RememberedFormat<T> {
  readonly name: string;
  /**
   * Reads the text; throws if it is damaged.
   *
   * @param pause lets others have their turn; to be awaited now and then in a long text.
   */
  parse(text: string, pause: () => Promise<void>): Promise<T>;
  print(value: T): string;
}

/** One remembered text: a damaged one is set aside and told in the log, never in the way, never deleted. */
export class RememberedFile<T> {
  readonly #format: RememberedFormat<T>;
  readonly #storage: StoragePort;
  readonly #clock: Clock;
  readonly #log: LogPort;
  #lastText: string | undefined;

  constructor(format: RememberedFormat<T>, storage: StoragePort, clock: Clock, log: LogPort) {
    this.#format = format;
    this.#storage = storage;
    this.#clock = clock;
    this.#log = log;
  }

  /** What is remembered; undefined if there is nothing that can be read, or nothing new since it was last read or written. */
  async readNew(): Promise<T | undefined> {
    const { name } = this.#format;
    let text: string | undefined;
    try {
      text = await this.#storage.read(name);
      if (text === undefined || text === this.#lastText) {
        return undefined;
      }
      this.#lastText = text;
      return await this.#format.parse(text, () => this.#clock.sleep(0));
    } catch (error) {
      this.#log.error("a stored file cannot be read and is built anew", error, name);
      if (text !== undefined) {
        await this.#storage.setAside(name);
      }
      return undefined;
    }
  }

  /** Remembers; a full disk is told in the log and loses nothing but the memory. */
  async write(value: T): Promise<void> {
    const { name } = this.#format;
    const text = this.#format.print(value);
    try {
      this.#lastText = text; // first, because the watch may tell of it before the write is over
      await this.#storage.write(name, text);
    } catch (error) {
      this.#log.error("a file cannot be stored", error, name);
    }
  }

  /** Calls `onChange` after this or another window wrote it. */
  watch(onChange: () => void): { dispose(): void } {
    return this.#storage.watch(this.#format.name, onChange);
  }
}
