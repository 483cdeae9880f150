import * as vscode from "vscode";

const names = ["environment", "customEnvironment"];

/**
 * Whether the workspace sets VS Code's settings of sovereign clouds. They have no application scope, so a trusted workspace
 * could lead a sign-in to a cloud, or a server, of its own choice [V]: what it sets must not count.
 */
function workspaceSetsCloud(): boolean {
  const settings = vscode.workspace.getConfiguration("microsoft-sovereign-cloud");
  return names.some((name) => {
    const values = settings.inspect(name);
    return values?.workspaceValue !== undefined || values?.workspaceFolderValue !== undefined;
  });
}

/**
 * What the user's own settings say of sovereign clouds. VS Code's provider obeys the workspace, too: where one meddles
 * (`isOfWorkspace`), no account may be used there.
 */
export function readCloudSettings(): {
  environment: unknown;
  customEnvironment: unknown;
  isOfWorkspace: boolean;
} {
  const settings = vscode.workspace.getConfiguration("microsoft-sovereign-cloud");
  return {
    environment: settings.inspect("environment")?.globalValue,
    customEnvironment: settings.inspect("customEnvironment")?.globalValue,
    isOfWorkspace: workspaceSetsCloud(),
  };
}

/** Calls `onChange` when anybody changes them. */
export function watchCloudSettings(onChange: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("microsoft-sovereign-cloud")) {
      onChange();
    }
  });
}
