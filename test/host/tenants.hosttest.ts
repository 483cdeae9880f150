import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/model/commandIds.ts";
import { tenantLabel } from "../../src/model/tenant.ts";
import { assertGolden } from "./assertGolden.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { treeText } from "./treeText.ts";

const control = localAzureControl();

describe("The tree of tenants", () => {
  afterEach(() => control.clearFaults());

  it("shows every tenant of the account with its state", async () => {
    const { tree } = await extensionApp();
    await vscode.commands.executeCommand(commandIds.refresh);
    await assertGolden("tenants", await treeText(tree));
  });

  it("asks for the list once a page, and for one token and one read a tenant", async () => {
    const { store } = await extensionApp();
    await control.forgetRequests();
    await vscode.commands.executeCommand(commandIds.refresh);
    const arm = (await control.requests()).filter(({ part }) => part === "arm");
    const reads = arm.filter(({ path: url }) => url.endsWith("/partners")).map(({ tenantId }) => tenantId);
    assert.equal(new Set(reads).size, reads.length, "a tenant was read twice");
    assert.ok(reads.length > 10 && reads.length <= store.rows.length);
    assert.deepEqual(
      arm.filter(({ method }) => method !== "GET"),
      [],
    );
  });

  it("keeps every other row when one tenant is broken", async () => {
    const { store, tree } = await extensionApp();
    const before = await treeText(tree);
    const row = store.rows.find(({ knowledge }) => knowledge.kind === "notLinked");
    assert.ok(row, "no tenant is not linked");
    await control.addFault({
      tenantId: row.tenant.tenantId,
      path: "/providers",
      count: 0,
      status: 500,
      body: "html",
    });
    await vscode.commands.executeCommand(commandIds.refresh);
    const label = tenantLabel(row.tenant);
    const expected = before
      .split("\n")
      .map((line) =>
        line.includes(` ${label} |`) ? line.replace("Not linked", "Not linked · last check failed") : line,
      );
    assert.equal(await treeText(tree), expected.join("\n"));
  });

  it("keeps what it knows when the list itself cannot be had", async () => {
    const { store, tree } = await extensionApp();
    await vscode.commands.executeCommand(commandIds.checkAll);
    const rows = store.rows.length;
    await control.addFault({ path: "/tenants", count: 0, status: 503, body: "html" });
    await vscode.commands.executeCommand(commandIds.refresh);
    assert.equal(store.rows.length, rows);
    assert.match(
      await treeText(tree),
      /^\[error\] alice@contoso\.example \| listing failed · \d+ of \d+ linked, \d+ need you \| identity\.failed\n {2}\[/,
    );
  });

  it("gives each row a sentence for screen readers, and a tooltip in which names are text", async () => {
    const { tree } = await extensionApp();
    await vscode.commands.executeCommand(commandIds.refresh);
    for (const node of tree.getChildren()) {
      const item = await tree.resolveTreeItem(tree.getTreeItem(node), node);
      assert.match(item.accessibilityInformation?.label ?? "", /^\S.*[.…] .+\./);
      assert.ok(item.tooltip instanceof vscode.MarkdownString);
      assert.equal(item.tooltip.isTrusted ?? false, false);
      assert.doesNotMatch(item.tooltip.value, /(^|[^\\])<b>|(^|[^\\])\[click/);
    }
  });

  it("says whose ID it is once the user has named their own", async () => {
    const { tree } = await extensionApp();
    const setting = vscode.workspace.getConfiguration("partnerAdminLink");
    await setting.update("partnerIds", [{ id: "4567890" }], vscode.ConfigurationTarget.Global);
    try {
      await assertGolden("tenants-own-ids", await treeText(tree));
    } finally {
      await setting.update("partnerIds", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
