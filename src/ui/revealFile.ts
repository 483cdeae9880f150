import * as vscode from "vscode";

/** Shows a file where it lies, or opens it where there is no file manager. */
export async function revealFile(file: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("revealFileInOS", file);
  } catch {
    await vscode.commands.executeCommand("vscode.open", file);
  }
}
