import * as vscode from "vscode";

/** VS Code colours labels only by the address of what they stand for: all dimmed rows share this one. */
export const dimmed = vscode.Uri.from({ scheme: "partner-admin-link", path: "/dimmed" });

/** Dims the labels of rows whose `resourceUri` is `dimmed`. */
export function dimRows(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) =>
      uri.scheme === dimmed.scheme
        ? { color: new vscode.ThemeColor("disabledForeground"), propagate: false }
        : undefined,
  });
}
