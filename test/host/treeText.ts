import type * as vscode from "vscode";

/**
 * The tree as a person would see it, a line a row, indented by level: icon, label, description, context value. Ids of
 * tenants are replaced by `<tenant id>`, because a nameless tenant is called by its id.
 */
export async function treeText<T>(tree: vscode.TreeDataProvider<T>, node?: T, depth = 0): Promise<string> {
  const lines: string[] = [];
  for (const child of (await tree.getChildren(node)) ?? []) {
    const item = await tree.getTreeItem(child);
    const icon = (item.iconPath as vscode.ThemeIcon | undefined)?.id ?? "";
    const label = typeof item.label === "string" ? item.label : "";
    const description = typeof item.description === "string" ? item.description : "";
    lines.push(`${"  ".repeat(depth)}[${icon}] ${label} | ${description} | ${item.contextValue ?? ""}`);
    const below = await treeText(tree, child, depth + 1);
    if (below !== "") {
      lines.push(below);
    }
  }
  return lines.join("\n").replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<tenant id>");
}
