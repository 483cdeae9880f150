import * as vscode from "vscode";
import { type App, createApp } from "./app.ts";

/** What has to be done before the window closes: VS Code calls `deactivate` without anything to find it by. */
const toFinish = new Set<() => Promise<void>>();

/** Called by VS Code at start-up: synchronous, no network, no sign-in. Tests in the extension host get the app to look at. */
export function activate(context: vscode.ExtensionContext): App | undefined {
  const app = createApp(context);
  context.subscriptions.push(app);
  toFinish.add(() => app.finish());
  return context.extensionMode === vscode.ExtensionMode.Test ? app : undefined;
}

/** Called by VS Code when the window closes; it waits a few seconds for what was learnt last to be written. */
export async function deactivate(): Promise<void> {
  await Promise.all([...toFinish].map((finish) => finish()));
}
