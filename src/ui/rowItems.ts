import * as vscode from "vscode";
import type { Row } from "../model/row.ts";
import { Frame } from "./frame.ts";
import { rowItem } from "./treeItems.ts";

/** So many are made before others have their turn: a millisecond or two. */
const itemsAtOnce = 250;

/**
 * The tree items of rows, each made once for a state of its row: VS Code asks for all of them whenever a single row comes or
 * goes. What is remembered is made ready before anybody opens the view.
 */
export class RowItems implements vscode.Disposable {
  #items = new WeakMap<Row, vscode.TreeItem>();
  #ours: ReadonlySet<string> | undefined;
  #toMake: readonly Row[] = [];
  #oursToMake: ReadonlySet<string> = new Set();
  readonly #next = new Frame(() => this.#makeSome());

  /** The item of a row. `ours`: the company's own partner IDs. */
  of(row: Row, ours: ReadonlySet<string>): vscode.TreeItem {
    if (ours !== this.#ours) {
      this.#ours = ours;
      this.#items = new WeakMap();
    }
    const known = this.#items.get(row);
    if (known) {
      return known;
    }
    const item = rowItem(row, ours);
    this.#items.set(row, item);
    return item;
  }

  /** Makes the items of rows, a few at a time. */
  prepare(rows: readonly Row[], ours: ReadonlySet<string>): void {
    this.#toMake = rows;
    this.#oursToMake = ours;
    this.#next.ask();
  }

  dispose(): void {
    this.#next.dispose();
  }

  #makeSome(): void {
    for (const row of this.#toMake.slice(0, itemsAtOnce)) {
      this.of(row, this.#oursToMake);
    }
    this.#toMake = this.#toMake.slice(itemsAtOnce);
    if (this.#toMake.length > 0) {
      this.#next.ask();
    }
  }
}
