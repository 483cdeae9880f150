import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { IdentityId } from "../../src/model/identity.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";

const control = localAzureControl();
const node = (identityId: IdentityId) => ({ kind: "identity" as const, identityId });

describe("Identities that are pinned", () => {
  let app: App;
  let parts: CommandParts;
  let principal: IdentityId;
  let account: IdentityId;

  const roots = (): string[] =>
    app.tree.getChildren().map((node) => {
      const { label, contextValue } = app.tree.getTreeItem(node);
      assert.ok(typeof label === "string");
      return `${label} ${contextValue?.includes(";pinned") ? "pinned" : ""}`.trim();
    });

  before(async () => {
    app = await extensionApp();
    parts = await app.loadParts();
    const found = (await control.description()).servicePrincipals.at(-1);
    assert.ok(found);
    const { clientId, tenantId, clientSecret: secret } = found;
    const credential = { kind: "secret", secret } as const;
    const wanted = { cloud: "public", clientId, tenantIds: [tenantId], label: "pipelines" } as const;
    principal = (await parts.principals.add({ ...wanted, credential, keepSecret: false })).id;
    await parts.lister.listIdentities();
    account =
      app.store.identities.find(({ identity }) => identity.source === "vscode")?.identity.id ?? account;
  });

  after(async () => {
    await parts.memory.pin(account, false);
    await parts.principals.forgetAll();
    await parts.lister.listIdentities();
  });

  it("stand on top, service principals and accounts alike, and where they were once they are let go", async () => {
    const alice = app.store.identity(account)?.label ?? "";
    assert.deepEqual(roots(), [alice, "pipelines"]);
    await vscode.commands.executeCommand(commandIds.pinIdentity, node(principal));
    assert.deepEqual(roots(), ["pipelines pinned", alice]);
    const { accessibilityInformation } = app.tree.getTreeItem(app.tree.getChildren()[0] ?? assert.fail());
    assert.match(accessibilityInformation?.label ?? "", /Pinned to the top\./);
    await vscode.commands.executeCommand(commandIds.pinIdentity, node(account));
    assert.deepEqual(roots(), [`${alice} pinned`, "pipelines pinned"]);
    await vscode.commands.executeCommand(commandIds.unpinIdentity, node(account));
    assert.deepEqual(roots(), ["pipelines pinned", alice]);
  });

  it("are picked from the palette: only those that are pinned are offered to be let go", async () => {
    const window = vscode.window as { showQuickPick: unknown };
    const original = window.showQuickPick;
    const offered: string[][] = [];
    window.showQuickPick = (items: readonly vscode.QuickPickItem[]) => {
      offered.push(items.map(({ label }) => label));
      return Promise.resolve(items[0]);
    };
    try {
      await vscode.commands.executeCommand(commandIds.unpinIdentity);
      await vscode.commands.executeCommand(commandIds.pinIdentity);
    } finally {
      window.showQuickPick = original;
    }
    const alice = app.store.identity(account)?.label ?? "";
    assert.deepEqual(offered, [["pipelines"], [alice, "pipelines"]]);
    assert.deepEqual(roots(), [`${alice} pinned`, "pipelines"]);
  });
});
