import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import { ControlClient } from "../azure/controlClient.ts";

/** The running extension's insides, which it shows to tests only. */
export async function extensionApp(): Promise<App> {
  const extension = vscode.extensions.getExtension<App | undefined>("palworks.partner-admin-link");
  const app = await extension?.activate();
  assert.ok(app, "the extension shows nothing to tests");
  return app;
}

/** The control API of the local Azure that these tests run against. */
export function localAzureControl(): ControlClient {
  const url = process.env["PAL_CONTROL_URL"];
  assert.ok(url, "PAL_CONTROL_URL is not set");
  return new ControlClient(url);
}
