import { beforeEach, describe, expect, it } from "vitest";
import type { LinkStore } from "../../../src/links/linkStore.ts";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { ours } from "../testing/changeScene.ts";
import { alice, tenant } from "../testing/fixtures.ts";
import { kinds, MemoryScene, type MemoryWindow } from "../testing/memoryScene.ts";

const days = 24 * 60 * 60_000;
const id = rowId(alice.id, tenant(1).tenantId);

let scene: MemoryScene;
beforeEach(() => {
  scene = new MemoryScene();
});

async function twoWindows(): Promise<readonly [MemoryWindow, MemoryWindow]> {
  const one = await scene.openWindow();
  one.store.setIdentities("vscode", [alice]);
  one.store.setTenants(alice.id, [tenant(1)]);
  await scene.settle();
  const other = await scene.openWindow();
  other.store.setIdentities("vscode", [alice]);
  return [one, other];
}

/** A check finds that there is no link. */
function findNone(store: LinkStore): void {
  const work = store.begin(id, "check");
  work?.learn({ kind: "notLinked", at: scene.clock.now() });
  work?.end();
}

async function passTimes(): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    await scene.passTime();
  }
}

/** Two windows that know what a check with such a clock found. */
async function clockAhead(): Promise<readonly [MemoryWindow, MemoryWindow]> {
  scene.clock.set(300 * days);
  const windows = await twoWindows();
  scene.clock.set(3 * days);
  findNone(windows[0].store);
  await passTimes();
  scene.clock.set(-3 * days);
  return windows;
}

describe("A doubt after a check with a clock that was days ahead", () => {
  it("is seen in the other window, and stays in this one", async () => {
    const [one, other] = await clockAhead();
    const work = one.store.begin(id, "link");
    work?.learn({ kind: "notLinked", at: scene.clock.now() });
    await passTimes();
    work?.doubt();
    await passTimes();
    work?.fail(new PalError("inDoubt"));
    await passTimes();
    expect([kinds(one.store), kinds(other.store)]).toEqual([["nothing/failed"], ["nothing/none"]]);
  });

  it("gives way to what is read after it, in both windows", async () => {
    const [one, other] = await clockAhead();
    const work = one.store.begin(id, "link");
    work?.learn({ kind: "notLinked", at: scene.clock.now() });
    work?.doubt();
    await passTimes();
    work?.learn({ kind: "linked", link: { partnerId: ours }, at: scene.clock.now() });
    work?.end();
    await passTimes();
    expect([kinds(one.store), kinds(other.store)]).toEqual([["linked/none"], ["linked/none"]]);
  });
});

describe("What another window has in doubt", () => {
  it("is not told as changed there", async () => {
    const [one, other] = await twoWindows();
    scene.learn(one.store, 1);
    await scene.settle();
    scene.clock.advance(1000);
    one.store.begin(id, "update")?.doubt();
    await scene.settle();
    await scene.passTime();
    expect(kinds(other.store)).toEqual(["nothing/none"]);
    expect(other.store.row(id)?.elsewhere).toBeUndefined();
  });

  it("is not told as changed there when it comes to nothing", async () => {
    const [one, other] = await twoWindows();
    scene.clock.advance(1000);
    findNone(one.store);
    await scene.settle();
    scene.clock.advance(1000);
    const work = one.store.begin(id, "link");
    work?.doubt();
    await scene.settle();
    await scene.passTime();
    scene.clock.advance(60_000);
    work?.learn({ kind: "notLinked", at: scene.clock.now() });
    work?.fail(new PalError("timedOut"));
    await scene.settle();
    await scene.passTime();
    expect(kinds(other.store)).toEqual(["notLinked/none"]);
    expect(other.store.row(id)?.elsewhere).toBeUndefined();
  });
});
