import type { StoragePort } from "../../../src/model/ports.ts";

/** Storage in memory, shared by as many windows as like; a write tells all of them. */
export class TestStorage implements StoragePort {
  readonly texts = new Map<string, string>();
  readonly #watchers = new Set<{ readonly name: string; readonly onChange: () => void }>();
  writes = 0;

  open(): Promise<void> {
    return Promise.resolve();
  }

  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(name));
  }

  write(name: string, text: string): Promise<void> {
    this.writes += 1;
    this.texts.set(name, text);
    for (const watcher of this.#watchers) {
      if (watcher.name === name) {
        watcher.onChange();
      }
    }
    return Promise.resolve();
  }

  setAside(name: string): Promise<void> {
    this.texts.set(`${name}.damaged`, this.texts.get(name) ?? "");
    this.texts.delete(name);
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.texts.clear();
    return Promise.resolve();
  }

  watch(name: string, onChange: () => void): { dispose(): void } {
    const watcher = { name, onChange };
    this.#watchers.add(watcher);
    return { dispose: () => this.#watchers.delete(watcher) };
  }
}
