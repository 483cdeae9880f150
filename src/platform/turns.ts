import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { hasCode, removeOld } from "./fileErrors.ts";

/** So many turns are taken before old ones are looked for. */
const turnsBetween = 100;

/**
 * Who may put the next text after a given one: one window only, and for ever, so that two windows that change the same text at once
 * lose nothing. A turn says whose it is and is no lock: what a window wrote before it took the turn is whole, and anybody may put
 * it in its place. So windows that sleep, or die, hold up nobody.
 */
export class Turns {
  readonly #folder: string;
  #taken = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes a turn, or finds out who has it; undefined if that cannot be told. Throws what the disk says. */
  async take(turn: string, id: string): Promise<string | undefined> {
    this.#taken += 1;
    if (this.#taken % turnsBetween === 0) {
      await this.tidy();
    }
    try {
      return await this.#claim(turn, id);
    } catch (error) {
      if (!hasCode(error, "ENOENT")) {
        throw error;
      }
      await mkdir(this.#folder, { recursive: true });
      return this.#claim(turn, id);
    }
  }

  /** Removes turns that are so old that nobody can still be waiting for them. Never throws. */
  async tidy(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []); // there is none yet
    await Promise.all(names.map((name) => removeOld(path.join(this.#folder, name))));
  }

  async #claim(turn: string, id: string): Promise<string | undefined> {
    const file = path.join(this.#folder, turn);
    const unfinished = path.join(this.#folder, `${id}.tmp`);
    try {
      await writeFile(unfinished, id, { mode: 0o600 });
      await link(unfinished, file); // never replaces a file, and is there as a whole at once
      return id;
    } catch (error) {
      if (hasCode(error, "EEXIST")) {
        return await ownerOf(file);
      }
      if (hasCode(error, "ENOENT", "ENOSPC", "EDQUOT", "EROFS")) {
        throw error;
      }
    } finally {
      await rm(unfinished, { force: true });
    }
    return claimWithoutLink(file, id);
  }
}

/** FAT and some network homes know no hard links. There, a window that dies in the middle of these few bytes holds up others. */
async function claimWithoutLink(file: string, id: string): Promise<string | undefined> {
  try {
    await writeFile(file, id, { mode: 0o600, flag: "wx" });
    return id;
  } catch (error) {
    if (hasCode(error, "EEXIST")) {
      return ownerOf(file);
    }
    throw error;
  }
}

async function ownerOf(file: string): Promise<string | undefined> {
  const id = await readFile(file, "utf8");
  return /^[0-9a-f-]{36}$/.test(id) ? id : undefined;
}
