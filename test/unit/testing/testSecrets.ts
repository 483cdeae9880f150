import type { SecretPort } from "../../../src/model/ports.ts";

/** A keychain in memory; throws when it is told to. */
export class TestSecrets implements SecretPort {
  readonly texts = new Map<string, string>();
  readonly #watchers = new Set<(key: string) => void>();
  fault: Error | undefined;

  async keys(): Promise<readonly string[]> {
    return [...this.texts.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    return this.texts.get(key);
  }

  async set(key: string, secret: string): Promise<void> {
    if (this.fault) {
      throw this.fault;
    }
    this.texts.set(key, secret);
    this.#watchers.forEach((tell) => tell(key));
  }

  async delete(key: string): Promise<void> {
    if (this.fault) {
      throw this.fault;
    }
    this.texts.delete(key);
    this.#watchers.forEach((tell) => tell(key));
  }

  watch(onChange: (key: string) => void): { dispose(): void } {
    this.#watchers.add(onChange);
    return { dispose: () => this.#watchers.delete(onChange) };
  }
}
