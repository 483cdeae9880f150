import { setImmediate } from "node:timers/promises";
import { PalError } from "../model/palError.ts";

/** So many hashes may a file cost as a whole: what is recommended for one key [OWASP, PBKDF2], for all parts and to spare. That is some seconds. */
const mostHashes = 4_000_000;

/** So many are made before others have their turn: a few milliseconds. */
const hashesAtOnce = 2000;

/** The work that one file makes: whoever wrote it chooses how much, and the extension host belongs to all. */
export class DecryptionWork {
  #left = mostHashes;
  #sinceTurn = 0;

  /** Counts work before it is done. Throws `PalError`: `unsupportedKey` if it is too much. */
  plan(hashes: number): void {
    this.#left -= hashes;
    if (!(this.#left >= 0)) {
      throw new PalError("unsupportedKey");
    }
  }

  /** Whether it is time to wait for `turn` after one more hash. */
  isTurn(): boolean {
    this.#sinceTurn += 1;
    return this.#sinceTurn >= hashesAtOnce;
  }

  /** Lets others have their turn. */
  async turn(): Promise<void> {
    this.#sinceTurn = 0;
    await setImmediate();
  }
}
