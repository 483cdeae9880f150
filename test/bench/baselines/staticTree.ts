import type { BenchExtension } from "./extensionVsix.ts";

/** A static tree's rows, in a view container of their own. */
export interface StaticRows {
  /** The title of the view container. */
  readonly title: string;
  readonly labels: readonly string[];
}

/** As in our container, two more views stand below, closed: VS Code needs a frame more to lay out three than one. */
function viewsOf(id: string): object[] {
  return [
    { id: `${id}.rows`, name: "Rows" },
    { id: `${id}.page`, name: "Page", type: "webview", visibility: "collapsed" },
    { id: `${id}.history`, name: "History", visibility: "collapsed" },
  ];
}

/**
 * Views with rows that are there from the start and look like ours (id, coloured icon, description, what a screen reader
 * says): the fastest that VS Code can show so many such rows.
 */
export function staticTree(trees: readonly StaticRows[]): BenchExtension {
  const ids = trees.map((_, index) => `staticTree${index}`);
  return {
    name: "static-tree",
    code: `const vscode = require("vscode");
const trees = ${JSON.stringify(trees.map(({ labels }) => labels))};
exports.activate = () => {
  for (const [index, labels] of trees.entries()) {
    const rows = labels.map((label, number) => {
      const row = new vscode.TreeItem(label);
      row.id = "00000000-0000-4000-8000-" + String(number).padStart(12, "0");
      row.iconPath = new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("list.warningForeground"));
      row.description = "Not linked";
      row.contextValue = "tenant.notLinked";
      row.accessibilityInformation = { label: label + ". Not linked. You are not linked in this tenant: your work here may not count for your company." };
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
      views: Object.fromEntries(ids.map((id) => [id, viewsOf(id)])),
    },
  };
}
