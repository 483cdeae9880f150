import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Emitter } from "../../src/links/emitter.ts";
import type { CheckProgress } from "../../src/links/checkProgress.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Row } from "../../src/model/row.ts";
import { deriveState } from "../../src/model/rowState.ts";
import { showSweepProgress } from "../../src/ui/sweepProgress.ts";
import { ViewMessage } from "../../src/ui/viewMessage.ts";
import { rawText } from "../../src/model/untrusted.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";

describe("Every day with many tenants", () => {
  it("the badge counts what needs the user, and no more what is not a customer", async () => {
    const { view, loadParts } = await extensionApp();
    const { tally, tree } = await loadParts();
    await vscode.commands.executeCommand(commandIds.checkAll);
    const row = await rowLike((row) => deriveState(row, new Set()) === "notLinked"); // not a Lighthouse one
    const argument = { tenantId: row.tenant.tenantId };
    const before = await eventually(
      () => view.badge?.value ?? 0,
      (value) => value > 0 && value === tally.all.attention, // it is drawn a frame later
    );
    await vscode.commands.executeCommand(commandIds.markNotCustomer, argument);
    await eventually(
      () => view.badge?.value,
      (value) => value === before - 1,
    );
    const node = tree.nodeOf(row.id);
    assert.match((node && tree.getTreeItem(node).contextValue) ?? "", /;notCustomer$/);
    await vscode.commands.executeCommand(commandIds.markCustomer, argument);
    await eventually(
      () => view.badge?.value,
      (value) => value === before,
    );
  });

  it("several selected tenants are marked at once, and a hidden one is shown again", async () => {
    const { store, tree } = await extensionApp();
    await rowLike(() => true);
    const nodes = tree.getChildren().slice(1, 4);
    await vscode.commands.executeCommand(commandIds.markNotCustomer, nodes[0], nodes);
    assert.equal(store.rows.filter(({ mark }) => mark.notCustomer).length, 3);
    await vscode.commands.executeCommand(commandIds.markCustomer, nodes[0], nodes);
    assert.equal(store.rows.filter(({ mark }) => mark.notCustomer).length, 0);
    void vscode.commands.executeCommand(commandIds.hide, nodes[0]); // ends when its message is answered
    await eventually(
      () => store.rows.filter(({ mark }) => mark.hidden).length,
      (count) => count === 1,
    );
    assert.equal(tree.getChildren().length, store.rows.length - 1);
    await vscode.commands.executeCommand(commandIds.showAgain, nodes[0]);
    assert.equal(tree.getChildren().length, store.rows.length);
  });

  it("the status bar shows the home tenant until another one is chosen", async () => {
    const { statusBar, loadParts } = await extensionApp();
    const { active } = await loadParts();
    const other = await rowLike(
      ({ knowledge, tenant }) => knowledge.kind === "notLinked" && !!tenant.displayName,
    );
    await eventually(
      () => statusBar.item.text,
      (text) => text === "$(link) 4567890",
    );
    try {
      await vscode.commands.executeCommand(commandIds.setActiveTenant, { tenantId: other.tenant.tenantId });
      await eventually(
        () => statusBar.item.text,
        (text) => text === "$(circle-slash) Not linked",
      );
      const { tooltip, backgroundColor, accessibilityInformation } = statusBar.item;
      assert.ok(tooltip instanceof vscode.MarkdownString && typeof tooltip.isTrusted === "object");
      assert.match(tooltip.value, /\d+ of \d+ linked\\, \d+ need you/);
      const linked = [...tooltip.value.matchAll(/\(command:([^)]+)\)/g)].map(([, command]) => command);
      assert.deepEqual(linked, tooltip.isTrusted.enabledCommands);
      assert.equal(backgroundColor, undefined);
      assert.match(accessibilityInformation?.label ?? "", /Partner Admin Link: Not linked in /);
    } finally {
      await active.choose(undefined);
    }
    await eventually(
      () => statusBar.item.text,
      (text) => text === "$(link) 4567890",
    );
  });

  it("a filter says above the tree how much it shows, and is cleared with one command", async () => {
    const { view, loadParts } = await extensionApp();
    const { scope } = await loadParts();
    await rowLike(() => true);
    scope.change({ text: "adatum" });
    await eventually(
      () => view.message,
      (message) => message === "Filter “adatum”: 1 of 41 tenants",
    );
    await vscode.commands.executeCommand(commandIds.clearFilter);
    await eventually(
      () => view.message ?? "",
      (message) => message === "",
    );
  });

  it("a tenant is found by its domain, and one that does not exist is told so", async () => {
    const { directory } = await (await extensionApp()).loadParts();
    const { tenants } = await localAzureControl().description();
    assert.equal(await directory.findTenantId("public", "adatum.example"), tenantIdOf("Adatum Corporation"));
    await assert.rejects(directory.findTenantId("public", "nosuch.example"), { code: "unknownTenant" });

    function tenantIdOf(name: string): string | undefined {
      return tenants.find(({ displayName }) => displayName === name)?.tenantId;
    }
  });

  it("a report of a problem holds versions, counts and the log, and names nobody", async () => {
    const { store } = await extensionApp();
    await vscode.commands.executeCommand(commandIds.refresh);
    await vscode.commands.executeCommand(commandIds.reportProblem);
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    assert.match(text, /^- extension: \d+\.\d+\.\d+$/m);
    assert.match(text, /^- tenants: .*\blinked \d+.*\bnotLinked \d+/m);
    assert.match(text, /tenants listed: 41/);
    const names = store.rows.flatMap(({ tenant }) => [
      tenant.tenantId,
      tenant.displayName ?? tenant.tenantId,
      tenant.defaultDomain ?? tenant.tenantId,
    ]);
    assert.deepEqual(
      [...names, "alice@"].filter((name) => text.includes(rawText(name))),
      [],
    );
  });

  it("says why checks are paused, until they go on", async () => {
    const view = { message: "" };
    const says = (text: string): Promise<string> =>
      eventually(
        () => view.message,
        (said) => said === text,
      );
    const started = new Emitter<Promise<void>>();
    const progressed = new Emitter<CheckProgress>();
    const sweep = { onDidStart: started.event, onDidProgress: progressed.event };
    const shown = showSweepProgress(sweep, new ViewMessage(view));
    started.fire(new Promise(() => undefined));
    progressed.fire({ checked: 12, total: 40 });
    await says("12 of 40 tenants checked");
    progressed.fire({ checked: 12, total: 40, pausedBy: 1432 });
    await says("Checking is paused: VS Code needs 1.4 s for each tenant's token. 12 of 40 tenants checked");
    progressed.fire({ checked: 13, total: 40 });
    await says("13 of 40 tenants checked");
    progressed.fire({ checked: 40, total: 40 });
    await says("");
    shown.dispose();
  });
});

async function rowLike(fits: (row: Row) => boolean): Promise<Row> {
  const { store } = await extensionApp();
  if (store.rows.length === 0) {
    await vscode.commands.executeCommand(commandIds.refresh);
  }
  const row = store.rows.find(fits);
  assert.ok(row, "no tenant fits");
  return row;
}
