import { createHash, randomUUID } from "node:crypto";
import { type FSWatcher, lstatSync, realpathSync, watch } from "node:fs";
import { lstat, mkdir, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StoragePort } from "../model/ports.ts";
import { hasCode, patiently, removeOld } from "./fileErrors.ts";
import { readOurs } from "./regularFile.ts";
import { Turns } from "./turns.ts";

/** What was set aside, or never finished. */
const leftover = /\.(?:damaged|tmp)$/;

/**
 * Texts as files in one folder that holds nothing else. `vscode.workspace.fs` is not used, because its rename deletes the
 * target first: another window could read nothing, or half a file.
 */
export class FileStorage implements StoragePort {
  readonly #folder: string;
  readonly #turns: Turns;

  constructor(folder: string) {
    this.#folder = folder;
    this.#turns = new Turns(path.join(folder, "turns"));
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      if (name.endsWith(".tmp")) {
        await removeOld(this.#path(name));
      }
    }
    await this.#turns.tidy();
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readOurs(this.#path(name), stat); // people link such files to where they keep their settings
    } catch (error) {
      if (hasCode(error, "ENOENT") && !(await isLink(this.#path(name)))) {
        return undefined;
      }
      throw error;
    }
  }

  async write(name: string, text: string): Promise<void> {
    const place = await this.#place(name);
    const unfinished = unfinishedAt(place);
    try {
      await writeFile(unfinished, text, { mode: 0o600, flush: true });
      await patiently(() => rename(unfinished, place));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  /** See `turns.ts`: whoever has the turn after a text is the only one whose text comes next. */
  async swap(name: string, before: string | undefined, text: string): Promise<boolean> {
    const id = randomUUID();
    const place = await this.#place(name);
    const unfinished = unfinishedAt(place, id);
    try {
      await writeFile(unfinished, text, { mode: 0o600, flush: true });
      for (let time = 0; (await this.read(name)) === before; time += 1) {
        const owner = await this.#turns.take(`${name}.${fingerprint(before)}.${time}`, id);
        const isMine = owner === id;
        // Looked at once more, because this window may have slept for long.
        if ((isMine && (await this.read(name)) !== before) || owner === undefined) {
          return false;
        }
        const isPut = await put(unfinishedAt(place, owner), place); // that window may have died
        if (isMine || isPut) {
          return isMine;
        }
        // It was put long ago, and what is there now is there for another time.
      }
      return false;
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async setAside(name: string, text: string): Promise<string> {
    const copy = `${name}.${fingerprint(text)}.damaged`;
    if ((await this.read(copy)) !== text) {
      await this.write(copy, text);
    }
    return copy;
  }

  async clear(): Promise<void> {
    await this.#removeAll(() => true);
  }

  async removeLeftovers(): Promise<void> {
    await this.#removeAll((name) => leftover.test(name));
  }

  watch(name: string, onChange: () => void): { dispose(): void } {
    const here = this.#path(name);
    const watchers = [...new Set([here, linkedTo(here)])].map((place) => watchFile(place, onChange));
    return { dispose: () => watchers.forEach((watcher) => watcher?.close()) };
  }

  /** Where a text is: a link to a file stays one. Throws `ENOENT` if it leads nowhere. */
  async #place(name: string): Promise<string> {
    const here = this.#path(name);
    return (await isLink(here)) ? realpath(here) : here;
  }

  /** One that cannot be removed keeps no other: it is told at the end. */
  async #removeAll(isMeant: (name: string) => boolean): Promise<void> {
    const names = (await readdir(this.#folder)).filter(isMeant);
    const removed = await Promise.allSettled(names.map((name) => patiently(() => this.#remove(name))));
    const failed = removed.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") {
      throw failed.reason;
    }
  }

  /** A text that a link leads to goes as well: it would stay for good, and nobody would know of it. */
  async #remove(name: string): Promise<void> {
    const here = this.#path(name);
    const place = linkedTo(here);
    if (place !== here && name.endsWith(".json") && (await stat(place)).isFile()) {
      await rm(place);
    }
    await rm(here, { recursive: true, force: true });
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }
}

async function isLink(place: string): Promise<boolean> {
  try {
    return (await lstat(place)).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Where a link leads; the place itself if it is none, or leads nowhere. */
function linkedTo(place: string): string {
  try {
    return lstatSync(place).isSymbolicLink() ? realpathSync(place) : place;
  } catch {
    return place;
  }
}

/** Undefined if there are too many watches: each window then knows only what it learnt itself. */
function watchFile(place: string, onChange: () => void): FSWatcher | undefined {
  try {
    // A watched file would be lost with the first rename, so the folder is watched. Some systems tell no name.
    const watcher = watch(path.dirname(place), { persistent: false }, (_event, changed) => {
      if (changed === null || changed === path.basename(place)) {
        onChange();
      }
    });
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

/** Puts a text in its place; false if another window has done so. */
async function put(unfinished: string, place: string): Promise<boolean> {
  try {
    await patiently(() => rename(unfinished, place));
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) {
      return false;
    }
    throw error;
  }
}

/** A name of its own for each write: two that share one would tear each other's text. */
function unfinishedAt(place: string, id: string = randomUUID()): string {
  return `${place}.${id}.tmp`;
}

/** Tells texts apart; also that there is none. */
function fingerprint(text: string | undefined): string {
  return text === undefined ? "new" : createHash("sha256").update(text).digest("hex").slice(0, 32);
}
