import * as vscode from "vscode";
import type { RunId } from "../model/change.ts";
import { viewIds } from "../model/commandIds.ts";
import { loadOnce } from "../platform/loadOnce.ts";

/** A run of the history, or one of its steps. Commands of the history get such a node as their argument. */
export interface HistoryNode {
  readonly runId: RunId;
  /** The index of the step; absent: the whole run. */
  readonly step?: number;
}

/** What the history is drawn from, once somebody has opened it. */
export interface HistorySource extends vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  /** Said above the tree. */
  readonly message: string;
  getChildren(node?: HistoryNode): HistoryNode[];
  getTreeItem(node: HistoryNode): vscode.TreeItem;
  resolveTreeItem(item: vscode.TreeItem, node: HistoryNode): vscode.TreeItem;
  /** The drawn runs whose age is called otherwise `now` (milliseconds since 1970). */
  aged(now: number): HistoryNode[];
}

/** Ages are told in minutes at least. Milliseconds. */
const agesEvery = 60_000;

/** The view of the history: costs nothing before somebody opens it; only then what draws it is loaded. */
export class HistoryView implements vscode.TreeDataProvider<HistoryNode>, vscode.Disposable {
  /** What failed to load is loaded again when VS Code asks the next time. */
  readonly #loaded: () => Promise<HistorySource>;
  readonly #changes = new vscode.EventEmitter<HistoryNode[] | void>();
  readonly #view: vscode.TreeView<HistoryNode>;
  #source: HistorySource | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(load: () => Promise<HistorySource>) {
    this.#loaded = loadOnce(() => this.#start(load));
    this.#view = vscode.window.createTreeView(viewIds.history, { treeDataProvider: this });
    this.#view.onDidChangeVisibility(({ visible }) => this.#follow(visible));
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    const source = await this.#loaded();
    return source.getChildren(node);
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return this.#source?.getTreeItem(node) ?? new vscode.TreeItem("");
  }

  resolveTreeItem(item: vscode.TreeItem, node: HistoryNode): vscode.TreeItem {
    return this.#source?.resolveTreeItem(item, node) ?? item;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#source?.dispose();
    this.#view.dispose();
    this.#changes.dispose();
  }

  async #start(load: () => Promise<HistorySource>): Promise<HistorySource> {
    const source = await load();
    this.#source = source;
    const say = (): void => {
      this.#view.message = source.message;
    };
    source.onDidChange(() => {
      say();
      this.#changes.fire();
    });
    say();
    this.#follow(this.#view.visible);
    return source;
  }

  /** Ages grow while somebody looks at them; behind another view nothing is drawn. */
  #follow(visible: boolean): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (visible && this.#source) {
      this.#drawAges();
      this.#timer = setInterval(() => this.#drawAges(), agesEvery);
    }
  }

  #drawAges(): void {
    const aged = this.#source?.aged(Date.now()) ?? [];
    if (aged.length > 0) {
      this.#changes.fire(aged);
    }
  }
}
