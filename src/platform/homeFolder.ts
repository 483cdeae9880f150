import { homedir } from "node:os";
import * as vscode from "vscode";

/** The user's own folder on the machine where the extension runs. */
export function homeFolder(): vscode.Uri {
  return vscode.Uri.file(homedir());
}
