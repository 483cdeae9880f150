import * as vscode from "vscode";
import { type App, createApp } from "./app.ts";

/** Called by VS Code at start-up: synchronous, no network, no sign-in. Tests in the extension host get the app to look at. */
export function activate(context: vscode.ExtensionContext): App | undefined {
  const app = createApp(context);
  context.subscriptions.push(app);
  return context.extensionMode === vscode.ExtensionMode.Test ? app : undefined;
}
