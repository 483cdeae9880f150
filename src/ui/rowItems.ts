import type * as vscode from "vscode";
import type { Row } from "../model/row.ts";
import { Frame } from "./frame.ts";
import { rowItem, type RowSetting } from "./treeItems.ts";

/** So many are made before others have their turn: a millisecond or two. */
const itemsAtOnce = 250;

/**
 * The tree items of rows, each made once for a state of its row: VS Code asks for all of them whenever a single row comes or
 * goes. What is remembered is made ready before anybody opens the view.
 */
export class RowItems implements vscode.Disposable {
  #items = new WeakMap<Row, vscode.TreeItem>();
  #setting: RowSetting = { ours: new Set(), isSingle: true };
  #toMake: readonly Row[] = [];
  readonly #next = new Frame(() => this.#makeSome());

  /** The item of a row. */
  of(row: Row, setting: RowSetting): vscode.TreeItem {
    this.#use(setting);
    const known = this.#items.get(row);
    if (known) {
      return known;
    }
    const item = rowItem(row, setting);
    this.#items.set(row, item);
    return item;
  }

  /** Makes the items of rows, a few at a time. */
  prepare(rows: readonly Row[], setting: RowSetting): void {
    this.#use(setting);
    this.#toMake = rows;
    this.#next.ask();
  }

  dispose(): void {
    this.#next.dispose();
  }

  #use(setting: RowSetting): void {
    if (setting.ours !== this.#setting.ours || setting.isSingle !== this.#setting.isSingle) {
      this.#items = new WeakMap();
    }
    this.#setting = setting;
  }

  #makeSome(): void {
    for (const row of this.#toMake.slice(0, itemsAtOnce)) {
      this.of(row, this.#setting);
    }
    this.#toMake = this.#toMake.slice(itemsAtOnce);
    if (this.#toMake.length > 0) {
      this.#next.ask();
    }
  }
}
