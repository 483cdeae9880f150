/** Something that can be closed. */
export interface Closable {
  dispose(): void;
}

/** The smallest event: listeners are called in the order they came, each until it is disposed. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Calls `listener` for each value from now on. */
  readonly event = (listener: (value: T) => void): Closable => {
    const entry = (value: T): void => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(value);
      } catch (error) {
        // A view that fails must not stop the work that it looks at; VS Code logs what nobody caught.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
