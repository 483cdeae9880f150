import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("The extension host", () => {
  it("is a VS Code that the extension supports", () => {
    const [major = 0, minor = 0] = vscode.version.split(".").map(Number);
    assert.ok(major > 1 || minor >= 105, `VS Code ${vscode.version} is older than the extension supports`);
  });

  it("holds the extension, which becomes active when asked to", async () => {
    const extension = vscode.extensions.getExtension("palworks.partner-admin-link");
    assert.ok(extension, "the extension is not there");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
