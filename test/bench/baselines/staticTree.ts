import type { BenchExtension } from "./extensionVsix.ts";

/** The title of the view container of the static tree. */
export const staticTreeTitle = "Static Tree";

/** A view with rows that are there from the start: the fastest that VS Code can show so many rows. */
export function staticTree(labels: readonly string[]): BenchExtension {
  return {
    name: "static-tree",
    code: `const vscode = require("vscode");
const rows = ${JSON.stringify(labels)}.map((label) => {
  const row = new vscode.TreeItem(label);
  row.iconPath = new vscode.ThemeIcon("circle-outline");
  row.description = "Not linked";
  return row;
});
exports.activate = () => {
  vscode.window.createTreeView("staticTree.rows", {
    treeDataProvider: { getChildren: () => rows, getTreeItem: (row) => row },
  });
};`,
    // As early as ours, so that both are compared when they are active.
    activationEvents: ["onStartupFinished"],
    contributes: {
      viewsContainers: { activitybar: [{ id: "staticTree", title: staticTreeTitle, icon: "icon.svg" }] },
      views: { staticTree: [{ id: "staticTree.rows", name: "Rows" }] },
    },
  };
}
