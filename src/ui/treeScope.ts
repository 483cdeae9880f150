import { type Closable, Emitter } from "../links/emitter.ts";
import type { Row } from "../model/row.ts";
import { findsRow } from "../model/rowSearch.ts";
import { searchWords } from "../model/searchWords.ts";
import { needsAttention } from "./rowText.ts";

/** What of the tenants the user wants to see. */
export interface Scope {
  /** Only what this text finds; empty: everything. */
  readonly text: string;
  readonly onlyAttention: boolean;
  /** Hidden tenants, too. */
  readonly showHidden: boolean;
}

/** Keeps what the user wants to see in the tree, for as long as the window lives. */
export class TreeScope {
  readonly #changes = new Emitter<Scope>();
  #scope: Scope = { text: "", onlyAttention: false, showHidden: false };
  #words: readonly string[] = [];

  readonly onDidChange = (listener: (scope: Scope) => void): Closable => this.#changes.event(listener);

  get current(): Scope {
    return this.#scope;
  }

  /** Whether rows are left out that would be there otherwise; hidden ones do not count. */
  get isNarrow(): boolean {
    return this.#words.length > 0 || this.#scope.onlyAttention;
  }

  change(change: Partial<Scope>): void {
    this.#scope = { ...this.#scope, ...change };
    this.#words = searchWords(this.#scope.text);
    this.#changes.fire(this.#scope);
  }

  /** Whether the row is to be seen. */
  shows(row: Row, ours: ReadonlySet<string>): boolean {
    return (
      (this.#scope.showHidden || row.mark.hidden !== true) &&
      (!this.#scope.onlyAttention || needsAttention(row, ours)) &&
      findsRow(row, this.#words)
    );
  }
}
