import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionApp, localAzureControl } from "./extensionApp.ts";

// The first of the test files by name: nothing else has asked the local Azure for anything yet.
describe("The extension", () => {
  it("asks Azure for nothing by being started", async () => {
    await extensionApp();
    assert.deepEqual(await localAzureControl().requests(), []);
  });

  it("registers exactly the commands that it contributes", async () => {
    const { contributes } = vscode.extensions.getExtension("palworks.partner-admin-link")?.packageJSON ?? {};
    const contributed = (contributes.commands as { command: string }[]).map(({ command }) => command);
    // VS Code itself adds commands to focus, show and hide each view.
    const registered = (await vscode.commands.getCommands(true)).filter((id) =>
      /^partnerAdminLink\.\w+$/.test(id),
    );
    assert.deepEqual(registered.toSorted(), contributed.toSorted());
  });
});
