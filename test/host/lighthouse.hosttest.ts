import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Delegation } from "../../src/model/delegation.ts";
import { customersOf } from "../../src/model/delegation.ts";
import { PalError } from "../../src/model/palError.ts";
import { type Row, rowId } from "../../src/model/row.ts";
import type { TreeNode } from "../../src/ui/treeNodes.ts";
import { alice, tenant } from "../unit/testing/fixtures.ts";
import { assertGolden } from "./assertGolden.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { nodeReport } from "./rowReport.ts";
import { type DetachedTree, detachedTree } from "./treeOf.ts";

const control = localAzureControl();
const graph = "/providers/Microsoft.ResourceGraph/resources";

async function queries(): Promise<number> {
  return (await control.requests()).filter(({ path }) => path === graph).length;
}

describe("The customers of a home tenant", () => {
  let app: App;
  let parts: CommandParts;
  let home: Row;

  const below = (): TreeNode[] => app.tree.getChildren({ kind: "row", rowId: home.id });
  const line = (): TreeNode => {
    const [first] = below();
    assert.ok(first);
    return first;
  };
  const report = async (): Promise<string> =>
    (await Promise.all(below().map((node) => nodeReport(app, node)))).join("\n");

  before(async () => {
    app = await extensionApp();
    parts = await app.loadParts();
    await vscode.commands.executeCommand(commandIds.refresh);
    const { accounts, servicePrincipals } = await control.description();
    const homeTenantId = accounts[0]?.homeTenantId ?? "";
    const found = servicePrincipals.find(({ tenantId }) => tenantId === homeTenantId);
    assert.ok(found);
    // A principal of the home tenant, so that all that was read is forgotten with it.
    const identity = await parts.principals.add({
      cloud: "public",
      clientId: found.clientId,
      tenantIds: [homeTenantId],
      label: "partner-link",
      credential: { kind: "secret", secret: found.clientSecret },
      keepSecret: false,
    });
    await parts.lister.listIdentities();
    await parts.sweep.listAndCheck(identity.id);
    const row = app.store.row(rowId(identity.id, homeTenantId));
    assert.equal(row?.tenant.kind, "home");
    home = row;
  });

  after(async () => {
    await control.clearFaults();
    await parts.principals.forgetAll();
    await parts.lister.listIdentities();
    assert.equal(parts.delegations.of(home.id), undefined);
  });

  it("stand below it, to be opened, and are not read before that", async () => {
    await control.forgetRequests();
    const item = app.tree.getTreeItem({ kind: "row", rowId: home.id });
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.match(
      await nodeReport(app, line()),
      /^\[circle-outline\] .* \| not read yet \| delegations\.unread$/m,
    );
    await vscode.commands.executeCommand(commandIds.refresh, { kind: "row", rowId: home.id });
    assert.equal(await queries(), 0);
  });

  it("are read with one query, and say which of our identities each of them named", async () => {
    await control.forgetRequests();
    await parts.delegationReader.open(home.id);
    await parts.delegationReader.open(home.id);
    assert.equal(await queries(), 1);
    await assertGolden("lighthouse", await report());
  });

  it("stay when they cannot be read again, which is said; Try Again helps", async () => {
    const known = below().length;
    await control.addFault({ path: graph, status: 503 });
    await vscode.commands.executeCommand(commandIds.refresh, { kind: "row", rowId: home.id });
    assert.equal(below().length, known);
    const failed = await nodeReport(app, line());
    assert.match(failed, /\| last read failed \| delegations\.failed$/m);
    assert.match(failed, /tooltip: Azure failed on its side\. Try again later\./);
    await vscode.commands.executeCommand(commandIds.tryAgain, line());
    assert.match(await nodeReport(app, line()), /\| delegations\.known$/m);
  });

  it("need the user where Azure asks for more proof", async () => {
    const claims = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}').toString(
      "base64",
    );
    await control.addFault({
      path: graph,
      status: 401,
      code: "InvalidAuthenticationToken",
      headers: { "www-authenticate": `Bearer error="insufficient_claims", claims="${claims}"` },
    });
    await vscode.commands.executeCommand(commandIds.refresh, line());
    assert.match(await nodeReport(app, line()), /\| needs you \| delegations\.needsYou$/m);
    assert.match(parts.delegationReader.challengeOf(home.id) ?? "", /insufficient_claims/);
    await vscode.commands.executeCommand(commandIds.tryAgain, line());
  });

  it("give their tenant ID, and what they delegated opens in the portal as the home tenant sees it", async () => {
    const opened: string[] = [];
    const env = vscode.env as { openExternal: unknown };
    const window = vscode.window as { showQuickPick: unknown };
    const { openExternal } = env;
    const { showQuickPick } = window;
    let offered = 0;
    const [, first, second] = below();
    assert.equal(first?.kind, "customer");
    await vscode.commands.executeCommand(commandIds.copyTenantId, first);
    assert.equal(await vscode.env.clipboard.readText(), first.customerId);
    try {
      env.openExternal = (uri: vscode.Uri) => opened.push(uri.toString(true));
      window.showQuickPick = (items: string[]) => {
        offered = items.length;
        return Promise.resolve(items[1]);
      };
      await vscode.commands.executeCommand(commandIds.openInPortal, first);
      await vscode.commands.executeCommand(commandIds.openInPortal, second);
    } finally {
      env.openExternal = openExternal;
      window.showQuickPick = showQuickPick;
    }
    assert.equal(offered, 2);
    assert.equal(opened.length, 2);
    for (const url of opened) {
      const page = `https://portal.azure.com/#@${home.tenant.tenantId}/resource/subscriptions/`;
      assert.ok(url.startsWith(page) && /\/[0-9a-f-]{36}\/overview$/.test(url), url);
    }
  });
});

const made = (customerName: string, delegations: readonly Partial<Delegation>[]): Delegation[] =>
  delegations.map((more, index) => ({
    customerId: `customer ${customerName}`,
    customerName,
    subscriptionId: `subscription ${index}`,
    ...more,
  }));

describe("What is said of customers", () => {
  let detached: DetachedTree;
  const where = tenant(1, { kind: "home", displayName: "Contoso" });
  const id = rowId(alice.id, where.tenantId);
  const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  const role = (principalId: string, more = {}): NonNullable<Delegation["roles"]>[number] => ({
    principalId,
    roleId: contributor,
    ...more,
  });

  beforeEach(() => {
    detached = detachedTree(new Set());
    detached.store.setIdentities("vscode", [alice]);
    detached.store.setTenants(alice.id, [where]);
  });

  afterEach(() => detached.tree.dispose());

  const reports = async (): Promise<string[]> =>
    Promise.all(
      detached.tree
        .getChildren(detached.tree.ownNode(id))
        .map((node) => nodeReport({ tree: detached.tree as unknown as App["tree"] }, node)),
    );

  it("tells states from one another", async () => {
    const said: string[] = [];
    for (const error of [
      undefined,
      new PalError("signInNeeded"),
      new PalError("throttled"),
      new PalError("notOffered"),
      new PalError("forbidden", { azureMessage: "[No](command:x) access" }),
    ]) {
      detached.delegations.set(id, { attempt: error ? { kind: "failed", error } : { kind: "reading" } });
      said.push(...(await reports()));
    }
    detached.delegations.set(id, { attempt: { kind: "none" }, known: { customers: [], ours: [] } });
    said.push(...(await reports()));
    await assertGolden("lighthouse-states", said.join("\n"));
  });

  it("names whom a customer named, and does not guess who is in a group", async () => {
    const customers = customersOf([
      ...made("A all", [{ roles: [role("me")] }, { roles: [role("me"), role("group")] }]),
      ...made("B some", [
        { roles: [role("me")] },
        { roles: [role("group", { principalName: "Engineers" })] },
      ]),
      ...made("C later", [{ roles: [role("me", { justInTime: true })] }]),
      ...made("D group", [
        { resourceGroup: "web", roles: [role("group", { principalName: "$(alert) [x](y)" })] },
      ]),
      ...made("E hidden", [{}, { resourceGroup: "a" }, { resourceGroup: "b" }]),
      ...made("$(zap) <b>Evil</b> [F](command:quit)", [{ roles: [] }]),
    ]);
    const ours = [{ identityId: alice.id, objectId: "me" }];
    detached.delegations.set(id, { attempt: { kind: "none" }, known: { customers, ours } });
    const known = await reports();
    detached.delegations.set(id, {
      attempt: { kind: "none" },
      known: { customers: customers.slice(0, 1), ours: [{ identityId: alice.id }] },
    });
    const unknown = await reports();
    await assertGolden(
      "lighthouse-customers",
      [...known, "━━ nobody knows who we are there", ...unknown].join("\n"),
    );
  });

  it("tells who else is named, which may be a group, and what was delegated", async () => {
    const roles = [role("group", { principalName: "$(alert) Engineers" })];
    const customers = customersOf([
      { customerId: "c", subscriptionId: "sub-1", resourceGroup: "web", roles },
    ]);
    detached.delegations.set(id, { attempt: { kind: "none" }, known: { customers, ours: [] } });
    const [, node] = detached.tree.getChildren(detached.tree.ownNode(id));
    assert.ok(node);
    const { tooltip } = await detached.tree.resolveTreeItem(detached.tree.getTreeItem(node), node);
    assert.ok(tooltip instanceof vscode.MarkdownString && !tooltip.isTrusted);
    const text = tooltip.value.replaceAll(/\\(.)/g, "$1").replaceAll("\u200b", "");
    assert.match(text, /^Others named: \$\(alert\) Engineers \(Contributor\) *$/m);
    assert.match(text, /^Delegated: sub-1 · web *$/m);
    assert.match(tooltip.value, /\\\$\u200b\\\(alert/); // no icon comes of it
  });

  it("draws the tenant anew when its customers are known", async () => {
    const drawn: unknown[] = [];
    detached.tree.getChildren();
    detached.tree.onDidChangeTreeData((nodes) => drawn.push(nodes));
    detached.delegations.set(id, { attempt: { kind: "reading" } });
    await eventually(
      () => drawn,
      (nodes) => nodes.length > 0,
    );
    assert.ok(
      drawn.some((nodes) => nodes === undefined || (nodes as TreeNode[]).some(({ kind }) => kind === "row")),
    );
  });
});
