import * as vscode from "vscode";
import type { RowId } from "../model/row.ts";

const key = "activeTenant";

/** The tenant that the user wants to see in the status bar; outlives the window. */
export class ActiveTenant implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changes = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changes.event;

  /** @param memento keeps it for all windows. */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Undefined if the user has chosen none. The row need not exist any more. */
  get id(): RowId | undefined {
    return this.#memento.get<RowId>(key);
  }

  async choose(id: RowId | undefined): Promise<void> {
    await this.#memento.update(key, id);
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
