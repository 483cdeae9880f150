import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { createIdentity } from "../../src/model/identity.ts";
import type { Knowledge } from "../../src/model/knowledge.ts";
import { PalError } from "../../src/model/palError.ts";
import { rowId } from "../../src/model/row.ts";
import type { Tenant } from "../../src/model/tenant.ts";
import { alice, bob, tenant } from "../unit/testing/fixtures.ts";
import { assertGolden } from "./assertGolden.ts";
import { type DetachedTree, detachedTree } from "./treeOf.ts";
import { treeText } from "./treeText.ts";

const linkedTo = (partnerId: string): Knowledge => ({
  kind: "linked",
  link: { partnerId, partnerName: "Contoso Consulting" },
  at: 1,
});
const notLinked: Knowledge = { kind: "notLinked", at: 1 };
const challenge = 'Bearer claims="e30="';

/** Every state of a row, as Alice sees it. */
const aliceSees: readonly [name: string, end: Knowledge | PalError | undefined, more?: Partial<Tenant>][] = [
  ["Adatum", linkedTo("4567890")],
  ["Bellows", linkedTo("111111")],
  ["Contoso", linkedTo("4567890"), { kind: "home" }],
  ["Datum", notLinked],
  ["Fabrikam", undefined],
  ["Graphic Design", new PalError("signInNeeded")],
  ["Humongous", new PalError("mfaNeeded", { challenge })],
  ["Lamna", new PalError("noAccount")],
  ["Margie", new PalError("signInFailed", { azureMessage: "Blocked." })],
  ["Northwind", new PalError("throttled")],
  ["Proseware", undefined, { kind: "lighthouse" }],
  ["Supplier", notLinked],
  ["Tailspin", notLinked],
];

describe("The tree of two accounts", () => {
  let detached: DetachedTree;

  beforeEach(() => {
    detached = detachedTree(new Set(["4567890"]));
    const { store } = detached;
    store.setIdentities("vscode", [alice, bob]);
    store.setTenants(
      alice.id,
      aliceSees.map(([displayName, , more], index) => tenant(index, { displayName, ...more })),
    );
    for (const [index, [, end]] of aliceSees.entries()) {
      finish(index, end);
    }
    store.setMarks(
      new Map([
        [tenant(11).tenantId, { notCustomer: true }],
        [tenant(12).tenantId, { hidden: true, name: "Old Customer" }],
      ]),
    );
  });

  afterEach(() => detached.tree.dispose());

  function finish(index: number, end: Knowledge | PalError | undefined): void {
    const work = end && detached.store.begin(rowId(alice.id, tenant(index).tenantId), "check");
    if (end instanceof PalError) {
      work?.fail(end);
    } else if (end) {
      work?.learn(end);
      work?.end();
    }
  }

  /** What is drawn next: some nodes, or everything. */
  function nextDrawing(): Promise<unknown> {
    return new Promise((resolve) => {
      detached.tree.onDidChangeTreeData(resolve);
    });
  }

  it("shows each with its state, its figures and its tenants; hidden ones only when asked for", async () => {
    const { store, scope, tree } = detached;
    store.addTenant(bob.id, tenant(20).tenantId, "bob.example");
    const texts = [await treeText(tree)];
    scope.change({ showHidden: true });
    texts.push(await treeText(tree));
    await assertGolden("two-accounts", texts.join("\n━━ with hidden tenants\n"));
  });

  it("says what is wrong with an account, and offers what helps by its context value", async () => {
    const { store, tree } = detached;
    const said: string[] = [];
    for (const listing of [
      { kind: "notListed" },
      { kind: "listing" },
      { kind: "accessNotGranted" },
      { kind: "signedOut" },
      { kind: "personal" },
      { kind: "failed", error: new PalError("timedOut") },
    ] as const) {
      store.setListing(bob.id, listing);
      said.push((await treeText(tree)).split("\n").at(-1) ?? "");
    }
    store.setTenants(bob.id, []);
    said.push((await treeText(tree)).split("\n").at(-1) ?? "");
    await assertGolden("accounts", said.join("\n"));
  });

  it("is narrowed by a filter to what it finds, and opens the account in which it finds it", async () => {
    const { scope, tree } = detached;
    scope.change({ text: "4567890 contoso" });
    assert.equal(
      await treeText(tree),
      [
        "[account] alice@contoso.example | 2 of 10 linked, 6 need you | identity.listed",
        "  [pass-filled] Contoso | 4567890 · Contoso Consulting · Linked (you) · home | tenant.linked",
        "    [circle-outline] Customers through Lighthouse | not read yet | delegations.unread",
        "  [pass-filled] Adatum | 4567890 · Contoso Consulting · Linked (you) | tenant.linked",
      ].join("\n"),
    );
    const [node] = tree.getChildren();
    assert.ok(node);
    assert.match(tree.getTreeItem(node).id ?? "", /\?opened$/);
    scope.change({ text: "nobody" });
    assert.deepEqual(tree.getChildren(), []);
  });

  it("is narrowed to what needs attention, which follows what is learnt", async () => {
    const { scope, tree } = detached;
    scope.change({ onlyAttention: true });
    const labels = (await treeText(tree)).split("\n").slice(1).map(labelOf);
    assert.deepEqual(labels, ["Bellows", "Datum", "Graphic Design", "Humongous", "Lamna", "Margie"]);
    await nextDrawing();
    const everythingDrawn = nextDrawing();
    finish(3, linkedTo("4567890"));
    assert.equal(await everythingDrawn, undefined);
    assert.doesNotMatch(await treeText(tree), /Datum/);
  });

  it("draws single rows while a sweep runs, and only those", async () => {
    const { tree } = detached;
    await nextDrawing();
    await treeText(tree);
    const drawn = nextDrawing();
    finish(3, linkedTo("4567890"));
    finish(4, notLinked);
    assert.deepEqual(
      ((await drawn) as { rowId?: string }[]).map((node) => node.rowId),
      [rowId(alice.id, tenant(3).tenantId), rowId(alice.id, tenant(4).tenantId)],
    );
  });

  it("counts what can be linked and is business: no Lighthouse, no supplier, nothing hidden", () => {
    assert.deepEqual(detached.tally.of(alice.id), { linked: 2, total: 10, attention: 6 });
    assert.deepEqual(detached.tally.of(bob.id), { linked: 0, total: 0, attention: 0 });
    finish(3, linkedTo("4567890"));
    assert.deepEqual(detached.tally.all, { linked: 3, total: 10, attention: 5 });
  });

  it("shows nothing of accounts before anybody asked, so that the welcome text has its say", async () => {
    const { store, tree } = detached;
    store.clear();
    store.setIdentities("vscode", [alice, bob]);
    assert.equal(await treeText(tree), "");
  });

  it("shows a single account only when there is something to say of it", async () => {
    const { store, tree } = detached;
    const carol = createIdentity({ source: "vscode", cloud: "public", accountId: "c", label: "carol" });
    store.setIdentities("vscode", [carol]);
    store.setListing(carol.id, { kind: "personal" });
    assert.equal(await treeText(tree), "[person] carol | personal account | identity.personal");
    store.setTenants(carol.id, [tenant(1, { displayName: "Fabrikam" })]);
    assert.equal(await treeText(tree), "[circle-outline] Fabrikam | Not checked yet | tenant.unknown");
  });

  it("dims what is not the user's business", () => {
    const { scope, tree } = detached;
    scope.change({ showHidden: true });
    const [account] = tree.getChildren();
    const items = tree.getChildren(account).map((node) => tree.getTreeItem(node));
    const dimmed = items.filter(({ resourceUri }) => resourceUri !== undefined);
    assert.deepEqual(
      dimmed.map(({ label, iconPath }) => [label, (iconPath as vscode.ThemeIcon).color?.id]),
      [
        ["Old Customer", "disabledForeground"],
        ["Supplier", "disabledForeground"],
      ],
    );
  });
});

function labelOf(line: string): string {
  return /\] (.*?) \|/.exec(line)?.[1] ?? "";
}
