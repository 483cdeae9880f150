import { beforeEach, describe, expect, it } from "vitest";
import { rowId } from "../../../src/model/row.ts";
import { alice, tenant } from "../testing/fixtures.ts";
import { kinds, MemoryScene, type MemoryWindow } from "../testing/memoryScene.ts";

const days = 24 * 60 * 60_000;

describe("What a window has just read, beside one that read earlier by a clock that was ahead,", () => {
  let scene: MemoryScene;
  let one: MemoryWindow;
  let two: MemoryWindow;

  async function open(): Promise<MemoryWindow> {
    const window = await scene.openWindow();
    window.store.setIdentities("vscode", [alice]);
    return window;
  }

  function check({ store }: MemoryWindow, kind: "linked" | "notLinked", n = 1): void {
    const at = scene.clock.now();
    const work = store.begin(rowId(alice.id, tenant(n).tenantId), "check");
    work?.learn(kind === "linked" ? { kind, at, link: { partnerId: "4567890" } } : { kind, at });
    work?.end();
  }

  function checkAhead(window: MemoryWindow, by = 3 * days): void {
    scene.clock.set(by);
    check(window, "notLinked");
    scene.clock.set(-by);
  }

  /** Just before the next change of the file, and before each further one of the given, others do something. */
  function beforeSwap(...acts: (() => unknown)[]): void {
    const swap = scene.storage.swap.bind(scene.storage);
    scene.storage.swap = async (name, before, text) => {
      await acts.shift()?.();
      return swap(name, before, text);
    };
  }

  async function comeTogether(): Promise<string[][]> {
    for (let i = 0; i < 4; i += 1) {
      await scene.passTime();
    }
    return [kinds(one.store), kinds(two.store)];
  }

  beforeEach(async () => {
    scene = new MemoryScene();
    scene.clock.set(300 * days);
    one = await open();
    one.store.setTenants(alice.id, [tenant(1)]);
    await scene.settle();
    two = await open();
  });

  it("stays when the other window writes first", async () => {
    checkAhead(one);
    check(two, "linked");
    beforeSwap(() => one.memory.flush());
    await two.memory.flush();
    expect(await comeTogether()).toEqual([["linked/none"], ["linked/none"]]);
  });

  it("stays when two other windows write first, one after another", async () => {
    const three = await open();
    checkAhead(one);
    checkAhead(three, 5 * days);
    check(two, "linked");
    beforeSwap(
      () => one.memory.flush(),
      undefined as never, // that of the first one
      () => three.memory.flush(),
    );
    await two.memory.flush();
    expect(await comeTogether()).toEqual([["linked/none"], ["linked/none"]]);
  });

  it("stays when it could not be written at first", async () => {
    checkAhead(one);
    check(two, "linked");
    beforeSwap(() => Promise.reject(new Error("ENOSPC")));
    await two.memory.flush();
    await one.memory.flush();
    expect(await comeTogether()).toEqual([["linked/none"], ["linked/none"]]);
  });

  it("stays when it was read while something else was written", async () => {
    two.store.addTenant(alice.id, tenant(2).tenantId);
    beforeSwap(() => {
      checkAhead(one);
      check(two, "linked");
    });
    await two.memory.flush();
    await one.memory.flush();
    expect((await comeTogether()).map((rows) => rows.filter((row) => row !== "nothing/none"))).toEqual([
      ["linked/none"],
      ["linked/none"],
    ]);
  });

  it("gives way to what is read later, once it was written", async () => {
    check(two, "linked");
    await two.memory.flush();
    checkAhead(one);
    await one.memory.flush();
    expect(await comeTogether()).toEqual([["notLinked/none"], ["notLinked/none"]]);
  });
});
