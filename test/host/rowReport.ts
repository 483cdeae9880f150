import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import type { TreeNode } from "../../src/ui/treeNodes.ts";

/**
 * What a node of the tree says: the line, what a screen reader says, and what the tooltip adds in sentences. Ids and times,
 * which differ from run to run, are replaced or left out.
 */
export async function nodeReport({ tree }: Pick<App, "tree">, node: TreeNode): Promise<string> {
  const item = await tree.resolveTreeItem(tree.getTreeItem(node), node);
  const icon = item.iconPath instanceof vscode.ThemeIcon ? item.iconPath.id : "";
  const line = `[${icon}] ${labelOf(item)} | ${String(item.description)} | ${item.contextValue ?? ""}`;
  const says = `says: ${item.accessibilityInformation?.label ?? ""}`;
  const tooltip = sentences(item.tooltip).map((text) => `tooltip: ${text}`);
  return withoutIds([line, says, ...tooltip].join("\n  "));
}

/** Reports with their names, where those that read the same stand together. */
export function byReport(reports: readonly (readonly [name: string, report: string])[]): string {
  const names = new Map<string, string[]>();
  for (const [name, report] of reports) {
    names.set(report, [...(names.get(report) ?? []), name]);
  }
  return [...names].map(([report, same]) => `━━ ${same.join(" ━━ ")}\n${report}`).join("\n");
}

function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === "string" ? label : (label?.label ?? "");
}

/** The tooltip's lines but for its title and its facts ("Tenant ID: …"). */
function sentences(tooltip: vscode.TreeItem["tooltip"]): string[] {
  if (!(tooltip instanceof vscode.MarkdownString)) {
    return tooltip === undefined ? [] : [tooltip];
  }
  const lines = tooltip.value.replaceAll("&nbsp;", " ").replaceAll(/\\(.)/g, "$1").split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => !/^$|\*\*|^---$|^[A-Z][A-Za-z ]{2,20}: /.test(line));
}

function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\b\d{1,2}:\d{2}:\d{2}(\s?[AP]M)?/g, "<time>");
}
