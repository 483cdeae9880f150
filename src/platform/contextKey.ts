import * as vscode from "vscode";

/** A context key for `when` clauses that is written only when it changes. */
export class ContextKey<T extends string | boolean> {
  readonly #name: string;
  #value: T | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  set(value: T): void {
    if (value !== this.#value) {
      this.#value = value;
      void vscode.commands.executeCommand("setContext", this.#name, value);
    }
  }
}
