import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ChangeStep } from "../../src/model/change.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import { type Row, rowLabel } from "../../src/model/row.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { check, rowOf } from "./rows.ts";

const control = localAzureControl();
const ourId = "4567890";

function signIn(): Promise<never> {
  return Promise.reject(new Error("nobody is asked here"));
}

/** Copies a change: takes the first of whatever is offered. Gives the clipboard, and what was told. */
async function copied(argument: unknown): Promise<{ text: string; shown: string[] }> {
  await vscode.env.clipboard.writeText("");
  return withAnswers([], async ({ shown }) => {
    // VS Code closes a box that loses the focus, which nobody looks after in a window that nobody sees.
    for (let tries = 0; tries < 3 && shown.length === 0; tries += 1) {
      await whileEnterIsPressed(() => vscode.commands.executeCommand(commandIds.copyAs, argument));
    }
    const text = await vscode.env.clipboard.readText();
    assert.notEqual(text, "", `nothing was copied, and this was told: ${shown.join("\n")}`);
    return { text, shown: [...shown] };
  });
}

/** A box takes Enter only when it stands; without a box Enter does nothing. */
async function whileEnterIsPressed(act: () => Thenable<unknown>): Promise<void> {
  const enter = setInterval(() => {
    void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  }, 150);
  try {
    await act();
  } finally {
    clearInterval(enter);
  }
}

describe("Copy as…", () => {
  const settings = vscode.workspace.getConfiguration("partnerAdminLink");
  let notLinked: Row;
  let linked: Row;

  before(async () => {
    const app = await extensionApp();
    await settings.update("partnerIds", [{ id: ourId }], vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand(commandIds.refresh);
    notLinked = rowOf(app, "Relecloud");
    linked = rowOf(app, "Adatum Corporation");
    await check(notLinked);
    await check(linked);
    await control.forgetRequests();
  });

  after(() => settings.update("partnerIds", undefined, vscode.ConfigurationTarget.Global));

  it("from a row copies the link to the default partner ID, and nothing is sent", async () => {
    const { text, shown } = await copied({ tenantId: notLinked.tenant.tenantId });

    assert.match(
      text,
      /^bash \/dev\/fd\/3 3<<'PARTNER_ADMIN_LINK'\n# Partner Admin Link: link partner ID 4567890\n/,
    );
    assert.ok(text.includes(`# Tenant ${notLinked.tenant.tenantId}: Relecloud\n`), text);
    assert.ok(text.includes("# Identity: alice@contoso.example\n"), text);
    assert.match(text, /^identity='[0-9a-f-]{36}'$/m); // whom it is for, from the token that is there
    assert.deepEqual(shown, ["Copied for Azure CLI. Read it before you run it.\n[Show]"]);
    assert.deepEqual(await control.requests(), []);
  });

  it("from a linked row copies its present link", async () => {
    const { text } = await copied({ tenantId: linked.tenant.tenantId });
    assert.ok(text.includes(`tenant='${linked.tenant.tenantId}'\npartner='${ourId}'\n`), text);
    const { knowledge } = rowOf(await extensionApp(), "Adatum Corporation");
    const { objectId = "none" } = knowledge.kind === "linked" ? knowledge.link : {};
    assert.ok(text.includes(`\nidentity='${objectId}'\n`), text);
  });

  it("from the history copies what a step did", async () => {
    const { loadParts } = await extensionApp();
    const { changes, journal } = await loadParts();
    const step: ChangeStep = {
      identityId: notLinked.identityId,
      accountLabel: "alice@contoso.example",
      tenantId: notLinked.tenant.tenantId,
      tenantName: rowLabel(notLinked),
      from: null,
      wanted: ourId,
    };
    const { runId } = await changes.run({ purpose: "link", steps: [step] }, { signIn });
    const back = { ...step, from: ourId, wanted: null };
    const removal = await changes.run({ purpose: "remove", steps: [back] }, { signIn });

    assert.match((await copied({ runId, step: 0 })).text, /^# Partner Admin Link: link partner ID 4567890$/m);
    assert.match((await copied({ runId: removal.runId })).text, /^write_link DELETE "\$partner"$/m);
    await journal.forget();
  });
});
