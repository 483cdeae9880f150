import type * as vscode from "vscode";
import type { Row } from "../model/row.ts";
import { rowItem, type RowSetting } from "./treeItems.ts";

/** So many are made before others have their turn: a millisecond or two. */
const itemsAtOnce = 250;

/**
 * The tree items of rows, each made once for a state of its row: VS Code asks for all of them whenever a single row comes or
 * goes. What is remembered is made ready before anybody opens the view.
 */
export class RowItems {
  #items = new WeakMap<Row, vscode.TreeItem>();
  #setting: RowSetting = { ours: new Set(), isSingle: true };

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

  /** Makes the items of rows, a few at a time; those of a few rows are there when it returns. */
  async prepare(rows: readonly Row[], setting: RowSetting): Promise<void> {
    for (let made = 0; made < rows.length; made += itemsAtOnce) {
      if (made > 0) {
        await othersTurn();
      }
      for (const row of rows.slice(made, made + itemsAtOnce)) {
        this.of(row, setting);
      }
    }
  }

  #use(setting: RowSetting): void {
    if (setting.ours !== this.#setting.ours || setting.isSingle !== this.#setting.isSingle) {
      this.#items = new WeakMap();
    }
    this.#setting = setting;
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
