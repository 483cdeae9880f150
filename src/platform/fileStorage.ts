import { randomUUID } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { lstat, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StoragePort } from "../model/ports.ts";
import { hasCode, patiently } from "./fileErrors.ts";
import { readOurs } from "./regularFile.ts";

/** What a window that crashed was writing is removed when it is so old. Milliseconds. */
const abandoned = 60 * 60_000;

/** What was set aside, or never finished. */
const leftover = /\.(?:damaged|tmp)$/;

/**
 * Texts as files in one folder that holds nothing else. `vscode.workspace.fs` is not used, because its rename deletes the
 * target first: another window could read nothing, or half a file.
 */
export class FileStorage implements StoragePort {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      const file = this.#path(name);
      if (name.endsWith(".tmp") && Date.now() - (await lstat(file)).mtimeMs > abandoned) {
        await rm(file, { force: true, recursive: true });
      }
    }
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readOurs(this.#path(name), stat); // people link such files to where they keep their settings
    } catch (error) {
      if (hasCode(error, "ENOENT")) {
        return undefined;
      }
      throw error;
    }
  }

  async write(name: string, text: string): Promise<void> {
    // A name of its own for each write: two that share one would tear each other's text.
    const unfinished = this.#path(`${name}.${randomUUID()}.tmp`);
    try {
      await writeFile(unfinished, text, { mode: 0o600, flush: true });
      await patiently(() => rename(unfinished, this.#path(name)));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async setAside(name: string): Promise<void> {
    try {
      await rename(this.#path(name), this.#path(`${name}.${Date.now()}.damaged`));
    } catch (error) {
      if (!hasCode(error, "ENOENT")) {
        throw error; // else another window was faster
      }
    }
  }

  async clear(): Promise<void> {
    await this.#removeAll(() => true);
  }

  async removeLeftovers(): Promise<void> {
    await this.#removeAll((name) => leftover.test(name));
  }

  watch(name: string, onChange: () => void): { dispose(): void } {
    let watcher: FSWatcher;
    try {
      // A watched file would be lost with the first rename, so the folder is watched. Some systems tell no name.
      watcher = watch(this.#folder, { persistent: false }, (_event, changed) => {
        if (changed === null || changed === name) {
          onChange();
        }
      });
    } catch {
      return { dispose: () => undefined }; // too many watches: each window then knows only what it learnt itself
    }
    watcher.on("error", () => watcher.close());
    return { dispose: () => watcher.close() };
  }

  /** One that cannot be removed keeps no other: it is told at the end. */
  async #removeAll(isMeant: (name: string) => boolean): Promise<void> {
    const names = (await readdir(this.#folder)).filter(isMeant);
    const removed = await Promise.allSettled(
      names.map((name) => patiently(() => rm(this.#path(name), { recursive: true, force: true }))),
    );
    const failed = removed.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") {
      throw failed.reason;
    }
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }
}
