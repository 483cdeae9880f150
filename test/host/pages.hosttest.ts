import assert from "node:assert/strict";
import * as vscode from "vscode";
import { PalError } from "../../src/model/palError.ts";
import { rowId } from "../../src/model/row.ts";
import { pageWords } from "../../src/ui/pageWords.ts";
import { alice, bob, tenant } from "../unit/testing/fixtures.ts";
import { eventually } from "./eventually.ts";
import { contoso, fabrikam, PageScene } from "./pageScene.ts";

const files = Promise.resolve({ script: "start();", style: ".codicon{}" });

describe("The host of a page", () => {
  let scene = new PageScene();
  let { webview, store } = scene;

  beforeEach(() => {
    scene.host.dispose();
    scene = new PageScene();
    ({ webview, store } = scene);
  });

  after(() => scene.host.dispose());

  it("gives a document that loads nothing, and runs nothing but the page's own script and style", async () => {
    const { webview, host } = new PageScene(2, files);
    await nextTurn();
    const { html, options } = webview;
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const [, nonce = ""] = /script-src 'nonce-(\w{32})'/.exec(policy) ?? [];
    assert.equal(
      policy,
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; font-src data:; base-uri 'none'; form-action 'none'`,
    );
    assert.deepEqual(html.match(/<(?:script|style|link|iframe|img|base)\b[^>]*>/g), [
      `<style nonce="${nonce}">`,
      `<script nonce="${nonce}">`,
    ]);
    assert.ok(html.includes(`<script nonce="${nonce}">start();</script>`));
    assert.doesNotMatch(html, /style=|src=|href=|\bon\w+=|javascript:/);
    assert.deepEqual(options.localResourceRoots, []);
    assert.equal(options.enableCommandUris, undefined);
    const other = new PageScene(2, files);
    await nextTurn();
    assert.ok(
      other.webview.html.includes("nonce=") && !other.webview.html.includes(nonce),
      "a nonce is used once",
    );
    other.host.dispose();
    host.dispose();
  });

  it("gives no document to a page that was closed before its files were read", async () => {
    const other = new PageScene(2, files);
    other.host.dispose();
    await nextTurn();
    assert.equal(other.webview.html, "");
    assert.deepEqual(other.webview.told, []);
  });

  it("tells nothing to a page that was hidden before its files were read, and everything when it is shown", async () => {
    const other = new PageScene(2, files);
    other.isShown = false;
    other.selected = [fabrikam];
    await nextTurn();
    assert.match(other.webview.html, /start\(\);/);
    assert.deepEqual(other.webview.told, []);
    other.webview.say({ type: "ready" });
    assert.deepEqual(
      other.webview.told.map(({ type }) => type),
      ["everything", "selected"],
    );
    assert.deepEqual(other.webview.of("selected")[0]?.rows, [fabrikam]);
    other.host.dispose();
  });

  it("says so where a page should be whose files cannot be read", async () => {
    const other = new PageScene(2, Promise.reject(new Error("gone")));
    await nextTurn();
    assert.match(other.webview.html, /<body><p role="status">This page could not be loaded/);
    assert.doesNotMatch(other.webview.html, /<script|<style|nonce/);
    assert.match(other.log.lines.join("\n"), /opening a page failed/);
    other.host.dispose();
  });

  it("tells everything anew to a page that shows what it was told before it was hidden", async () => {
    const other = new PageScene(2, files);
    await nextTurn();
    other.host.hidden();
    other.webview.forget();
    other.learn(contoso, "4567890");
    other.webview.say({ type: "started" });
    assert.equal(other.webview.of("everything")[0]?.rows[0]?.partnerId, "4567890");
    other.host.dispose();
  });

  it("tells everything together with the document, and the rows that cannot be seen when the others are", async () => {
    const other = new PageScene(500, files);
    await nextTurn();
    assert.deepEqual(
      other.webview.told.map(({ type }) => type),
      ["everything", "selected"],
    );
    assert.equal(other.webview.of("everything")[0]?.rows.length, 300);
    other.webview.say({ type: "started" });
    await eventually(
      () => other.webview.of("rows")[0]?.changed.length,
      (rest) => rest === 200,
    );
    other.host.dispose();
  });

  it("tells everything when the page is ready, and nothing before", () => {
    store.setMarks(new Map());
    assert.deepEqual(webview.told, []);
    webview.say({ type: "ready" });
    assert.deepEqual(
      webview.told.map(({ type }) => type),
      ["everything", "selected"],
    );
    assert.deepEqual(webview.of("selected")[0]?.rows, [contoso]);
    const [everything] = webview.of("everything");
    assert.ok(everything);
    assert.deepEqual(
      everything.rows.map(({ id, label, state, identity }) => [id, label, state, identity]),
      [
        [contoso, "Tenant 1", "unknown", alice.label],
        [fabrikam, "Tenant 2", "unknown", alice.label],
      ],
    );
    assert.deepEqual(everything.words, pageWords());
    assert.equal(everything.states.linked?.tone, "good");
    assert.equal(everything.states.failed?.tone, "bad");
    assert.equal(everything.states.notLinked?.tone, "attention");
    assert.equal(everything.states.noAccount?.tone, "quiet");
  });

  it("sends one row when one changed among 5,000, in less than 400 bytes", async () => {
    scene = new PageScene(5000);
    ({ webview } = scene);
    webview.say({ type: "ready" });
    assert.equal(webview.of("everything")[0]?.rows.length, 300);
    scene.host.select();
    assert.deepEqual(
      webview.of("rows"),
      [],
      "what is selected does not bring the rest before the first rows are shown",
    );
    webview.say({ type: "started" });
    await eventually(
      () => webview.of("rows")[0]?.changed.length,
      (rest) => rest === 4700,
    );
    webview.forget();
    scene.learn(contoso, "4567890", "Contoso Consulting");
    const [delta] = await eventually(
      () => webview.of("rows"),
      (rows) => rows.length > 0,
    );
    assert.deepEqual(
      delta?.changed.map(({ id, partnerId }) => [id, partnerId]),
      [[contoso, "4567890"]],
    );
    assert.deepEqual(delta?.gone, []);
    const [length = Infinity] = webview.lengths;
    assert.ok(length < 400, `${length} bytes`);
  });

  it("tells everything anew after the page was hidden, and nothing while it is", async () => {
    webview.say({ type: "ready" });
    scene.host.hidden();
    webview.forget();
    scene.learn(contoso, "1");
    scene.host.select();
    await new Promise((resolve) => {
      setTimeout(resolve, 60);
    });
    assert.deepEqual(webview.told, []);
    webview.sayRaw(JSON.stringify({ type: "ready", seq: 1 })); // its numbers begin anew
    assert.equal(webview.of("everything")[0]?.rows[0]?.partnerId, "1");
    scene.learn(contoso, "2");
    const rows = await eventually(
      () => webview.of("rows"),
      (deltas) => deltas.length > 0,
    );
    assert.equal(rows.length, 1, "an earlier life of the page still listens");
  });

  it("draws all rows anew and tells the IDs when what counts as ours has changed", () => {
    scene.learn(contoso, "1");
    webview.say({ type: "ready" });
    webview.forget();
    scene.oursChange(new Set(["2"]));
    assert.deepEqual(
      webview.of("rows")[0]?.changed.map(({ id, state }) => [id, state]),
      [[contoso, "linkedToOther"]],
    );
    assert.equal(webview.of("ids").length, 1);
  });

  it("sends neither a token nor a challenge, whatever stands in the store", () => {
    store.begin(contoso, "check")?.fail(new PalError("mfaNeeded", { challenge: 'Bearer claims="c2VjcmV0"' }));
    store
      .begin(fabrikam, "check")
      ?.fail(new PalError("unexpected", { challenge: "Bearer secret" }, new Error("token eyJ0")));
    webview.say({ type: "ready" });
    assert.doesNotMatch(JSON.stringify(webview.told), /c2VjcmV0|Bearer|eyJ0/);
    assert.equal(webview.of("everything")[0]?.rows[0]?.needsSignIn, true);
  });

  it("shows hostile names as they are, without what cannot be seen, and never too long", () => {
    const names = [
      "<img src=x onerror=alert(1)>",
      "\u202eevil\u202c",
      "x".repeat(3000),
      "\u0000\u0007",
      "$(alert) [x](command:y)",
    ];
    store.setTenants(
      alice.id,
      names.map((displayName, n) => tenant(n, { displayName })),
    );
    webview.say({ type: "ready" });
    const labels = new Map(webview.of("everything")[0]?.rows.map(({ tenantId, label }) => [tenantId, label]));
    assert.equal(labels.get(tenant(0).tenantId), names[0]);
    assert.equal(labels.get(tenant(1).tenantId), `evil (${tenant(1).tenantId})`); // it hid something
    assert.equal(labels.get(tenant(2).tenantId)?.length, 600);
    assert.equal(labels.get(tenant(3).tenantId), tenant(3).tenantId);
    assert.equal(labels.get(tenant(4).tenantId), names[4]);
  });

  it("does nothing for messages that are refused, and logs them once a second", async () => {
    webview.say({ type: "ready" });
    webview.forget();
    const foreign = rowId(bob.id, tenant(99).tenantId);
    for (let n = 0; n < 1000; n += 1) {
      webview.say({ type: "remove", row: foreign });
    }
    webview.sayRaw({ type: "check", rows: [contoso], seq: Number.MAX_SAFE_INTEGER });
    webview.sayRaw("x".repeat(10 * 1024 * 1024));
    const lines = await eventually(
      () => scene.log.lines,
      (all) => all.length > 0,
    );
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /unknown row \(49\), too many \(953\)/);
    assert.deepEqual([scene.plans, scene.checked], [[], []]);
    assert.deepEqual(new Set(webview.told.map(({ type }) => type)), new Set(["told"])); // that nothing was done
    assert.deepEqual(new Set(webview.of("told").map(({ how }) => how)), new Set(["stopped"]));
  });

  it("checks rows and marks tenants", async () => {
    webview.say({ type: "ready" });
    scene.check = Promise.resolve().then(() => scene.learn(contoso, "4567890"));
    const told = await webview.answer(webview.say({ type: "check", rows: [contoso, fabrikam] }));
    assert.partialDeepStrictEqual(told, { how: "stopped", words: "1 of 2 rows were checked." });
    assert.deepEqual(scene.checked, [[contoso, fabrikam]]);
    await webview.answer(webview.say({ type: "mark", rows: [fabrikam], notCustomer: true }));
    assert.equal(store.row(fabrikam)?.mark.notCustomer, true);
    await webview.answer(webview.say({ type: "mark", rows: [fabrikam], notCustomer: false }));
    assert.equal(store.row(fabrikam)?.mark.notCustomer, undefined);
  });

  it("answers a page that names a tenant which is gone, so that it does not wait for ever", async () => {
    webview.say({ type: "ready" });
    scene.store.setTenants(alice.id, [tenant(2)]);
    const answer = await webview.answer(webview.say({ type: "check", rows: [contoso, fabrikam] }));
    assert.partialDeepStrictEqual(answer, { how: "stopped", canUndo: false });
    assert.match(answer?.words ?? "", /Nothing was done: the list has changed/);
    assert.deepEqual(scene.checked, []);
  });

  it("stops a check that is cancelled, and tells so at once", async () => {
    webview.say({ type: "ready" });
    scene.check = new Promise(() => undefined);
    const act = webview.say({ type: "check", rows: [contoso] });
    assert.deepEqual(webview.of("progress")[0], { type: "progress", act, words: "Checking…" });
    webview.say({ type: "cancel", act });
    assert.partialDeepStrictEqual(await webview.answer(act), { how: "cancelled", words: "" });
    assert.deepEqual(
      scene.checkSignals.map((signal) => signal?.aborted),
      [true],
    );
  });

  it("copies what the store knows, not what the page says", async () => {
    scene.learn(contoso, "4567890");
    webview.say({ type: "ready" });
    await webview.answer(webview.say({ type: "copy", row: contoso, what: "partnerId" }));
    assert.equal(await vscode.env.clipboard.readText(), "4567890");
  });
});

/** What has been promised is there. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
