import type { BenchExtension } from "./extensionVsix.ts";

/** A static tree's rows, in a view container of their own. */
export interface StaticRows {
  /** The title of the view container. */
  readonly title: string;
  readonly labels: readonly string[];
}

/** Views with rows that are there from the start: the fastest that VS Code can show so many rows. */
export function staticTree(trees: readonly StaticRows[]): BenchExtension {
  const ids = trees.map((_, index) => `staticTree${index}`);
  return {
    name: "static-tree",
    code: `const vscode = require("vscode");
const trees = ${JSON.stringify(trees.map(({ labels }) => labels))};
exports.activate = () => {
  for (const [index, labels] of trees.entries()) {
    const rows = labels.map((label) => {
      const row = new vscode.TreeItem(label);
      row.iconPath = new vscode.ThemeIcon("circle-outline");
      row.description = "Not linked";
      return row;
    });
    vscode.window.createTreeView("staticTree" + index + ".rows", {
      treeDataProvider: { getChildren: () => rows, getTreeItem: (row) => row },
    });
  }
};`,
    // As early as ours, so that both are compared when they are active.
    activationEvents: ["onStartupFinished"],
    contributes: {
      viewsContainers: {
        activitybar: trees.map(({ title }, index) => ({ id: ids[index], title, icon: "icon.svg" })),
      },
      views: Object.fromEntries(ids.map((id) => [id, [{ id: `${id}.rows`, name: "Rows" }]])),
    },
  };
}
