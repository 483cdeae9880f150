import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/model/commandIds.ts";
import { LinkStore } from "../../src/links/linkStore.ts";
import { PalError } from "../../src/model/palError.ts";
import { whyNoTenants } from "../../src/ui/noTenants.ts";
import type { Notes } from "../../src/ui/protocol.ts";
import { alice, bob, tenant, TestClock } from "../unit/testing/fixtures.ts";
import { eventually } from "./eventually.ts";
import { PageScene } from "./pageScene.ts";

/** What the page of a scene is told first. */
function first(scene: PageScene): Notes | undefined {
  scene.webview.say({ type: "ready" });
  return scene.webview.of("everything").at(-1)?.notes;
}

describe("What a page is told beside its rows", () => {
  it("is nothing while all is well", () => {
    const scene = new PageScene();
    for (const { id } of [alice, bob]) {
      scene.store.setListing(id, { kind: "listed" });
    }
    assert.deepEqual(first(scene), { list: [] });
  });

  it("is why there is no tenant, and what helps", () => {
    const scene = new PageScene(0);
    const noneNow = (): (string | undefined)[] => {
      const none = first(scene)?.none;
      return [none?.title, ...(none?.offers.map(({ label }) => label) ?? [])];
    };
    for (const { id } of [alice, bob]) {
      scene.store.setListing(id, { kind: "notListed" });
    }
    assert.deepEqual(noneNow(), ["No Tenants Yet", "Sign In", "Refresh"]);
    for (const { id } of [alice, bob]) {
      scene.store.setListing(id, { kind: "accessNotGranted" });
    }
    assert.deepEqual(noneNow(), ["No Tenants Yet", "Sign In"]);
    scene.store.setListing(alice.id, { kind: "listing" });
    assert.deepEqual(noneNow(), ["Listing Tenants…"]);
    scene.store.setListing(bob.id, { kind: "failed", error: new PalError("unreachable") });
    assert.deepEqual(noneNow(), ["Listing Tenants…"]);
    scene.store.setListing(alice.id, { kind: "listed" });
    assert.deepEqual(noneNow(), ["No Tenants Yet", "Refresh"]);
    scene.store.setListing(bob.id, { kind: "signedOut" }); // whether there are none, nobody knows
    assert.deepEqual(noneNow(), ["No Tenants Yet"]); // the notes offer it, to each who is concerned
    for (const { id } of [alice, bob]) {
      scene.store.setListing(id, { kind: "listed" });
    }
    assert.deepEqual(noneNow(), ["No Tenants", "Add Tenant…", "Sign In"]);
    scene.store.setIdentities("vscode", []);
    assert.deepEqual(noneNow(), ["No Tenants Yet", "Sign In", "Add Service Principal…"]);
    // Before VS Code has said who there is, nobody is told that they are signed out.
    assert.equal(whyNoTenants(new LinkStore(new TestClock())), "start");
  });

  it("is which account's tenants are not all there: a figure of the others is none of all", () => {
    const scene = new PageScene();
    scene.store.setListing(alice.id, { kind: "listing" }); // again: the tenants of before are there
    scene.store.setListing(bob.id, { kind: "failed", error: new PalError("unreachable") });
    const [note, ...others] = first(scene)?.list ?? [];
    assert.equal(others.length, 0);
    assert.partialDeepStrictEqual(note, {
      tone: "bad",
      words: `${bob.label}: listing failed`,
      offer: { label: "Refresh" },
    });
    assert.match(note?.detail ?? "", /could not be reached/);
    scene.store.setListing(bob.id, { kind: "signedOut" });
    assert.partialDeepStrictEqual(first(scene)?.list, [{ tone: "attention", offer: { label: "Sign In" } }]);
  });

  it("names a few of many, and says how many more there are", () => {
    const scene = new PageScene();
    const many = Array.from({ length: 50 }, (_, n) => ({ ...bob, id: `${bob.id}${n}` as typeof bob.id }));
    scene.store.setIdentities("vscode", [alice, ...many]);
    many.forEach(({ id }) => scene.store.setListing(id, { kind: "signedOut" }));
    const list = first(scene)?.list ?? [];
    assert.ok(list.length < 7, String(list.length));
    assert.match(list.at(-1)?.words ?? "", /^\d+ more identities/);
  });

  it("is how far checks are and how they are stopped, until nothing is left; told when it changes", async () => {
    const scene = new PageScene();
    scene.store.setListing(alice.id, { kind: "listed" });
    scene.store.setListing(bob.id, { kind: "listed" });
    first(scene);
    const told = (): readonly Notes["progress"][] =>
      scene.webview.of("notes").map(({ notes }) => notes.progress);
    scene.progress({ checked: 12, total: 40 });
    const [running] = await eventually(told, (all) => all.length === 1);
    assert.partialDeepStrictEqual(running, { words: "12 of 40 tenants checked", offer: { label: "Stop" } });
    scene.progress({ checked: 12, total: 40, pausedBy: 2500 });
    const paused = await eventually(told, (all) => all.length === 2);
    assert.partialDeepStrictEqual(paused[1], { tone: "attention", offer: { label: "Continue Checking" } });
    // A page that is shown only now hears of it, too: nothing changes while checks are paused.
    assert.partialDeepStrictEqual(first(scene)?.progress, { offer: { label: "Continue Checking" } });
    scene.progress({ checked: 40, total: 40 });
    const over = await eventually(told, (all) => all.length === 3);
    assert.equal(over[2], undefined);
  });

  it("is told when the first tenants are found", async () => {
    const scene = new PageScene(0);
    assert.ok(first(scene)?.none);
    scene.store.setTenants(alice.id, [tenant(1)]);
    scene.store.setListing(alice.id, { kind: "listed" });
    await eventually(
      () => scene.webview.of("notes").at(-1)?.notes,
      (notes) => notes !== undefined && notes.none === undefined,
    );
  });

  it("speaks of a principal's list as it does of an account's, and of its credential where that is the reason", () => {
    const scene = new PageScene();
    scene.store.setListing(alice.id, { kind: "listed" });
    scene.ownText = () => ({
      icon: "key",
      context: "x",
      words: "secret was forgotten",
      sentences: ["Give it again."],
    });
    scene.store.setListing(bob.id, { kind: "notListed" });
    assert.match(first(scene)?.list[0]?.words ?? "", /: not listed yet$/);
    scene.store.setListing(bob.id, { kind: "signedOut" });
    assert.partialDeepStrictEqual(first(scene)?.list, [
      { words: `${bob.label}: secret was forgotten`, detail: "Give it again." },
    ]);
  });

  it("offers what it does for the very account, once at a time, and nothing that was not offered", async () => {
    const scene = new PageScene();
    scene.store.setListing(alice.id, { kind: "listed" });
    scene.store.setListing(bob.id, { kind: "signedOut" });
    const asked: unknown[][] = [];
    const answer = (): void => {
      const answered = asked.at(-1)?.[3];
      assert.ok(typeof answered === "function");
      answered();
    };
    const ended = Promise.withResolvers<void>();
    const commands = vscode.commands as { executeCommand: unknown };
    const before = commands.executeCommand;
    commands.executeCommand = (...given: unknown[]): Promise<void> => {
      asked.push(given);
      return ended.promise;
    };
    try {
      const offer = first(scene)?.list[0]?.offer;
      for (const number of [offer?.number, offer?.number, 99, 0, -1]) {
        scene.webview.say({ type: "offered", number });
      }
      assert.equal(asked.length, 1);
      assert.deepEqual(asked[0]?.slice(0, 2), [commandIds.signIn, { kind: "identity", identityId: bob.id }]);
      first(scene); // a page that is loaded anew is no new page
      scene.webview.say({ type: "offered", number: offer?.number });
      assert.equal(asked.length, 1);
      scene.progress({ checked: 1, total: 2 }); // that checks go on answers no question
      scene.webview.say({ type: "offered", number: offer?.number });
      assert.equal(asked.length, 1);
      scene.store.setListing(alice.id, { kind: "listing" }); // nor that an account is listed, which a page can bring about
      scene.webview.say({ type: "offered", number: offer?.number });
      assert.equal(asked.length, 1);
      answer(); // what follows may take minutes
      scene.webview.say({ type: "offered", number: offer?.number });
      assert.equal(asked.length, 2);
      answer();
      scene.store.setListing(bob.id, { kind: "listed" });
      first(scene);
      scene.webview.say({ type: "offered", number: offer?.number });
      assert.equal(asked.length, 2);
    } finally {
      ended.resolve();
      commands.executeCommand = before;
    }
  });
});
