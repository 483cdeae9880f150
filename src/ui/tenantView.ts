import * as vscode from "vscode";
import type { TenantTree } from "./tenantTree.ts";
import type { TreeNode } from "./treeNodes.ts";

/**
 * What VS Code asks for the tenants from the start on. The tree itself is loaded with the engine: before that the store is
 * empty, so there is nothing to draw.
 */
export class TenantView implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<TreeNode[] | undefined>();
  #tree: TenantTree | undefined;

  readonly onDidChangeTreeData = this.#changes.event;

  /** From now on this tree is shown. */
  show(tree: TenantTree): void {
    this.#tree = tree;
    tree.onDidChangeTreeData((nodes) => this.#changes.fire(nodes));
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return this.#tree?.getChildren(node) ?? [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#tree?.getParent(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return this.#tree?.getTreeItem(node) ?? new vscode.TreeItem("");
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    return this.#tree?.resolveTreeItem(item, node) ?? item;
  }

  dispose(): void {
    this.#tree?.dispose();
    this.#changes.dispose();
  }
}
