import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/model/commandIds.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { localAzureControl } from "./extensionApp.ts";

const control = localAzureControl();

describe("Prepare a Service Principal…", () => {
  it("with Enter alone opens a script for the Azure CLI, sends nothing, and says what comes next", async () => {
    await control.forgetRequests();
    await withAnswers([], async ({ shown }) => {
      // A box takes Enter only when it stands; without a box Enter does nothing.
      const enter = setInterval(() => {
        void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      }, 150);
      try {
        await vscode.commands.executeCommand(commandIds.prepareIdentity);
      } finally {
        clearInterval(enter);
      }
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.isUntitled, true);
      assert.equal(document?.languageId, "shellscript");
      assert.match(document?.getText() ?? "", /^name='Partner Admin Link'$/m);
      assert.match(document?.getText() ?? "", /ad app create --display-name "\$name"/);
      assert.match(shown.at(-1) ?? "", /within 10 minutes[^]*\[Add Service Principal…\]$/);
    });
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    assert.deepEqual(await control.requests(), []);
  });
});
