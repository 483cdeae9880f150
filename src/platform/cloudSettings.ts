import * as vscode from "vscode";

const names = ["environment", "customEnvironment"];

/**
 * Whether the workspace sets VS Code's settings of sovereign clouds. They have no application scope, so a trusted workspace
 * could lead a sign-in to a cloud, or a server, of its own choice [V]: what it sets must not count.
 */
export function workspaceSetsCloud(): boolean {
  const settings = vscode.workspace.getConfiguration("microsoft-sovereign-cloud");
  return names.some((name) => {
    const values = settings.inspect(name);
    return values?.workspaceValue !== undefined || values?.workspaceFolderValue !== undefined;
  });
}
