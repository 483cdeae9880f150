import type * as vscode from "vscode";

/** What VS Code is to allow a page: its script, and no file. */
export const pageOptions: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [] };
