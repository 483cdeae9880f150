import { randomUUID } from "node:crypto";
import { constants, type FSWatcher, readFile as readWithCallback, watch } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { JournalFile, JournalPort } from "../model/ports.ts";
import { hasCode, patiently } from "./fileErrors.ts";

/** What a window that crashed was writing is removed when it is so old. Milliseconds. */
const abandoned = 60 * 60_000;

/** So many files are looked at at the same time. */
const looksAtOnce = 16;

/** What systems say that cannot flush a folder; there, its entries are as safe as they will be. */
const cannotFlushFolders = ["EPERM", "EACCES", "EISDIR", "EINVAL", "ENOTSUP", "EBADF"];

/** The one of `node:fs/promises` takes twice the time, which counts with a thousand files. */
const readFile = promisify(readWithCallback);

/** The journal as files in one folder that holds nothing else; only this user may read them. */
export class JournalFolder implements JournalPort {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
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
      return await patiently(() => readFile(this.#path(name), "utf8"));
    } catch (error) {
      if (hasCode(error, "ENOENT")) {
        return undefined;
      }
      throw error;
    }
  }

  async create(name: string, text: string): Promise<boolean> {
    let file: FileHandle;
    try {
      file = await this.#inPlace(() => open(this.#path(name), "wx", 0o600));
    } catch (error) {
      if (hasCode(error, "EEXIST")) {
        return false;
      }
      throw error;
    }
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await flushFolder(this.#folder); // else a power cut takes the file away, however well it was flushed
    return true;
  }

  async append(name: string, text: string): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_APPEND; // but not O_CREAT
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
    const unfinished = this.#path(`${name}.${randomUUID()}.tmp`);
    try {
      await this.#inPlace(() => writeFile(unfinished, text, { mode: 0o600 }));
      await patiently(() => rename(unfinished, this.#path(name)));
    } catch (error) {
      await rm(unfinished, { force: true });
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
    await patiently(() => rm(this.#path(name), { force: true }));
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

  /** Size of a file; removes what a window that crashed left half-written. */
  async #look(name: string): Promise<readonly JournalFile[]> {
    try {
      const { size, mtimeMs } = await stat(this.#path(name));
      if (!name.endsWith(".tmp")) {
        return [{ name, size }];
      }
      if (Date.now() - mtimeMs > abandoned) {
        await rm(this.#path(name), { force: true });
      }
    } catch (error) {
      if (!hasCode(error, "ENOENT")) {
        throw error; // else another window removed it just now
      }
    }
    return [];
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
      await flushFolder(path.dirname(made));
      if (made === first || made === path.dirname(made)) {
        return;
      }
      made = path.dirname(made);
    }
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }
}

async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!hasCode(error, ...cannotFlushFolders)) {
      throw error;
    }
  }
}
