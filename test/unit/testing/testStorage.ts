import type { StoragePort } from "../../../src/model/ports.ts";

/** Storage in memory, shared by as many windows as like. Like a disk, it takes its time, and fails when it is told to. */
export class TestStorage implements StoragePort {
  readonly texts = new Map<string, string>();
  readonly #watchers = new Set<{ readonly name: string; readonly onChange: () => void }>();
  writes = 0;
  /** What every act on storage fails with, if anything. */
  fault: Error | undefined;

  open(): Promise<void> {
    return this.#act();
  }

  async read(name: string): Promise<string | undefined> {
    await this.#act();
    return this.texts.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    await this.#act();
    this.writes += 1;
    this.texts.set(name, text);
    this.#tell(name);
  }

  async swap(name: string, before: string | undefined, text: string): Promise<boolean> {
    await this.#act();
    if (this.texts.get(name) !== before) {
      return false;
    }
    this.writes += 1;
    this.texts.set(name, text);
    this.#tell(name);
    return true;
  }

  async setAside(name: string, text: string): Promise<string> {
    await this.#act();
    this.texts.set(`${name}.damaged`, text);
    return `${name}.damaged`;
  }

  async clear(): Promise<void> {
    await this.#act();
    const names = [...this.texts.keys()];
    this.texts.clear();
    names.forEach((name) => this.#tell(name));
  }

  async removeLeftovers(): Promise<void> {
    await this.#act();
    [...this.texts.keys()]
      .filter((name) => /\.(?:damaged|tmp)$/.test(name))
      .forEach((name) => this.texts.delete(name));
  }

  watch(name: string, onChange: () => void): { dispose(): void } {
    const watcher = { name, onChange };
    this.#watchers.add(watcher);
    return { dispose: () => this.#watchers.delete(watcher) };
  }

  async #act(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.fault) {
      throw this.fault;
    }
  }

  #tell(name: string): void {
    for (const watcher of this.#watchers) {
      if (watcher.name === name) {
        setImmediate(watcher.onChange);
      }
    }
  }
}
