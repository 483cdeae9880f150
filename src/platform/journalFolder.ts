import { randomUUID } from "node:crypto";
import { constants, type FSWatcher, watch } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { JournalFile, JournalPort } from "../model/ports.ts";
import { hasCode, patiently } from "./fileErrors.ts";
import { canBeOurs, readOurs } from "./regularFile.ts";

/** What a window that crashed was writing is removed when it is so old. Milliseconds. */
const abandoned = 60 * 60_000;

/** So many files are looked at at the same time. */
const looksAtOnce = 16;

/** The ending of what is being written. */
const unfinished = /\.[\w-]+\.tmp$/;

/** What systems say that cannot flush a folder; there, its entries are as safe as they will be. */
const cannotFlushFolders = ["EPERM", "EACCES", "EISDIR", "EINVAL", "ENOTSUP", "EBADF"];

/** The journal as files in one folder that holds nothing else; only this user may read them. */
export class JournalFolder implements JournalPort {
  readonly #folder: string;
  readonly #onUnsafe: (error: unknown) => void;
  #isTold = false;

  /**
   * @param onUnsafe told once that the system cannot promise that names of files outlive a power cut. Network drives say so
   *   in many ways; the files themselves are safe, so that nothing is stopped by it.
   */
  constructor(folder: string, onUnsafe: (error: unknown) => void = () => undefined) {
    this.#folder = folder;
    this.#onUnsafe = onUnsafe;
  }

  async list(): Promise<readonly JournalFile[]> {
    await this.#make();
    const queue = (await readdir(this.#folder)).values();
    const files: JournalFile[] = [];
    const lookAtNext = async (): Promise<void> => {
      for (const name of queue) {
        files.push(...(await this.#look(name)));
      }
    };
    await Promise.all(Array.from({ length: looksAtOnce }, lookAtNext)); // all at once would stall a long history
    return files;
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readOurs(this.#path(name), lstat);
    } catch (error) {
      if (hasCode(error, "ENOENT", "ENOTOURS")) {
        return undefined;
      }
      throw error;
    }
  }

  async create(name: string, text: string): Promise<boolean> {
    const file = (await this.#makeNew(name)) ?? (await this.#makeInPlaceOfOdd(name));
    if (!file) {
      return false;
    }
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#flush(this.#folder); // else a power cut may take the file away, however well it was flushed
    return true;
  }

  async append(name: string, text: string): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_APPEND | (constants.O_NONBLOCK ?? 0); // but not O_CREAT
    const file = await patiently(() => open(this.#path(name), flags));
    try {
      const bytes = Buffer.from(text);
      const { bytesWritten } = await file.write(bytes); // one write: the rest could land behind another window's line
      if (bytesWritten < bytes.length) {
        throw Object.assign(new Error("the disk took only a part of the text"), { code: "ENOSPC" });
      }
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async replace(name: string, text: string): Promise<void> {
    const half = this.#path(`${name}.${randomUUID()}.tmp`);
    try {
      await this.#inPlace(() => writeFile(half, text, { mode: 0o600 }));
      await patiently(() => rename(half, this.#path(name)));
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    }
  }

  async setAside(name: string): Promise<void> {
    try {
      await patiently(() => rename(this.#path(name), this.#path(`${name}.${Date.now()}.damaged`)));
    } catch (error) {
      if (!hasCode(error, "ENOENT")) {
        throw error; // else another window was faster
      }
    }
  }

  async remove(name: string): Promise<void> {
    await patiently(() => rm(this.#path(name), { force: true, recursive: true }));
  }

  async removeUnfinished(isOurs: (name: string) => boolean): Promise<void> {
    const names = await readdir(this.#folder);
    for (const name of names.filter((found) => unfinished.test(found))) {
      if (isOurs(name.replace(unfinished, ""))) {
        await this.remove(name);
      }
    }
  }

  watch(onChange: (name?: string) => void): { dispose(): void } {
    let watcher: FSWatcher;
    try {
      watcher = watch(this.#folder, { persistent: false }, (_event, name) => onChange(name ?? undefined));
    } catch {
      return { dispose: () => undefined }; // no folder, or too many watches: other windows' runs show after a restart
    }
    watcher.on("error", () => watcher.close());
    return { dispose: () => watcher.close() };
  }

  /** What a name stands for; removes what a window that crashed left half-written. */
  async #look(name: string): Promise<readonly JournalFile[]> {
    try {
      const found = await lstat(this.#path(name));
      if (!name.endsWith(".tmp")) {
        return [{ name, size: found.size, ...(!canBeOurs(found) && { odd: true }) }];
      }
      if (Date.now() - found.mtimeMs > abandoned) {
        await this.remove(name);
      }
      return [];
    } catch (error) {
      // Removed by another window just now; else one that cannot be looked at must not hide the others.
      return hasCode(error, "ENOENT") || name.endsWith(".tmp") ? [] : [{ name, size: 0, odd: true }];
    }
  }

  /** Undefined if there is something of that name. */
  async #makeNew(name: string): Promise<FileHandle | undefined> {
    try {
      return await this.#inPlace(() => open(this.#path(name), "wx", 0o600));
    } catch (error) {
      if (hasCode(error, "EEXIST")) {
        return undefined;
      }
      throw error;
    }
  }

  async #makeInPlaceOfOdd(name: string): Promise<FileHandle | undefined> {
    const [found] = await this.#look(name);
    if (!found?.odd) {
      return undefined;
    }
    await this.setAside(name);
    return this.#makeNew(name);
  }

  /** Writes into the folder, which is made anew if somebody took it away. */
  async #inPlace<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!hasCode(error, "ENOENT")) {
        throw error;
      }
      await this.#make();
      return write();
    }
  }

  /** Makes the folder, so that a power cut does not take it away together with the first run in it. */
  async #make(): Promise<void> {
    const first = await mkdir(this.#folder, { recursive: true });
    if (first === undefined) {
      return;
    }
    let made = this.#folder;
    for (;;) {
      await this.#flush(path.dirname(made));
      if (made === first || made === path.dirname(made)) {
        return;
      }
      made = path.dirname(made);
    }
  }

  /** Never throws: the file itself is on the disk. */
  async #flush(folder: string): Promise<void> {
    try {
      const handle = await open(folder, "r");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!this.#isTold && !hasCode(error, ...cannotFlushFolders)) {
        this.#isTold = true;
        this.#onUnsafe(error);
      }
    }
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }
}
