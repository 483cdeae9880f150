import path from "node:path";

/** Whatever is asked of it is itself again, and does nothing. */
const anything: object = new Proxy(Object, {
  get: (target, name) => {
    const isOwn = name === "prototype" || typeof name === "symbol";
    return isOwn ? Reflect.get(target, name) : name === "then" ? undefined : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});

/** As `vscode.EventEmitter`. */
export class FakeEmitter {
  readonly #listeners = new Set<(value: unknown) => void>();
  readonly event = (listener: (value: unknown) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: unknown): void {
    this.#listeners.forEach((listener) => listener(value));
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

const known = {
  EventEmitter: FakeEmitter,
  TreeItem: Object,
  Disposable: {
    from: (...parts: { dispose(): void }[]) => ({ dispose: () => parts.forEach((part) => part.dispose()) }),
  },
  Uri: {
    joinPath: (uri: { fsPath: string }, name: string) => ({ fsPath: path.join(uri.fsPath, name) }),
    from: () => ({}),
  },
  l10n: { t: (text: string) => text },
  commands: { executeCommand: () => Promise.resolve() },
};

/**
 * Takes the place of the whole of VS Code's API in tests of what puts the parts together: what is not given does nothing.
 *
 * @param given what the test needs of it.
 */
export function anyVscode(given: Readonly<Record<string, unknown>>): object {
  const vscode: Record<string, unknown> = { ...known, ...given };
  return new Proxy(vscode, {
    get: (target, name) => (name === "then" ? undefined : (target[String(name)] ?? anything)),
    has: (_target, name) => name !== "then",
  });
}
