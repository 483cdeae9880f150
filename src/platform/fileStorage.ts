import { watch } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StoragePort } from "../model/ports.ts";

/**
 * Texts as files in one folder. `vscode.workspace.fs` is not used, because its rename deletes the target first: another
 * window could read nothing, or half a file.
 */
export class FileStorage implements StoragePort {
  readonly #folder: string;
  readonly #writer: string;

  /** @param writer a name that no other window has, for files that are being written. */
  constructor(folder: string, writer: string) {
    this.#folder = folder;
    this.#writer = writer;
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.#path(name), "utf8");
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async write(name: string, text: string): Promise<void> {
    const unfinished = this.#path(`${name}.${this.#writer}.tmp`);
    await writeFile(unfinished, text, { mode: 0o600, flush: true });
    await rename(unfinished, this.#path(name));
  }

  async setAside(name: string): Promise<void> {
    await rename(this.#path(name), this.#path(`${name}.damaged`));
  }

  async clear(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      await rm(this.#path(name), { recursive: true, force: true });
    }
  }

  watch(name: string, onChange: () => void): { dispose(): void } {
    // A watched file would be lost with the first rename, so the folder is watched.
    const watcher = watch(this.#folder, { persistent: false }, (_event, changed) => {
      if (changed === name) {
        onChange();
      }
    });
    watcher.on("error", () => watcher.close()); // without it each window knows only what it learnt itself
    return { dispose: () => watcher.close() };
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
