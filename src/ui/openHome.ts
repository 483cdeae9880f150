import type * as vscode from "vscode";
import type { RowId } from "../model/row.ts";
import type { TreeNode } from "./treeNodes.ts";

/**
 * Calls `open` when the user opens a tenant in the tree. VS Code asks for what stands below a tenant at other times, too,
 * so that alone is no wish to go to the network.
 */
export function whenRowOpened(
  view: Pick<vscode.TreeView<TreeNode>, "onDidExpandElement">,
  open: (row: RowId) => void,
): vscode.Disposable {
  return view.onDidExpandElement(({ element }) => {
    if (element.kind === "row") {
      open(element.rowId);
    }
  });
}
