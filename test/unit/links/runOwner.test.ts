import { beforeEach, describe, expect, it } from "vitest";
import { ownerFileName } from "../../../src/links/journalNames.ts";
import { findOwner, RunOwner } from "../../../src/links/runOwner.ts";
import type { RunId } from "../../../src/model/change.ts";
import { JournalScene } from "../testing/journalScene.ts";

const runId = "run-1" as RunId;

describe("The owner of a run", () => {
  let scene: JournalScene;
  let isNamed: boolean;
  beforeEach(() => {
    scene = new JournalScene();
    isNamed = true;
  });

  function newOwner(fence: number, owner = `window-${fence}`): RunOwner {
    const { disk: port, clock, log } = scene;
    return new RunOwner({ port, clock, log, runId, owner, fence, isNamedInFile: async () => isNamed });
  }

  async function firstOwner(): Promise<RunOwner> {
    const owner = newOwner(1);
    await owner.own();
    return owner;
  }

  function fileOf(fence: number): unknown {
    const text = scene.disk.texts.get(ownerFileName(runId, fence));
    return text === undefined ? undefined : JSON.parse(text);
  }

  it("says every three seconds that it is alive, until it gives the run up", async () => {
    const owner = await firstOwner();
    await scene.pass(60_000);
    expect(fileOf(1)).toEqual({ owner: "window-1", at: scene.clock.now() });
    expect(scene.disk.acts.length).toBeLessThan(25);
    await owner.check();
    await owner.release();
    await scene.pass(60_000);
    expect(fileOf(1)).toEqual({ owner: "window-1", at: 0 });
  });

  it("is one window only, however many want to be the next at the same moment", async () => {
    await firstOwner();
    const next = Array.from({ length: 10 }, (_none, i) => newOwner(2, `window-${i + 2}`));
    const claims = await Promise.all(next.map((owner) => owner.claim()));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it("owns nothing any more once there is a next one", async () => {
    const owner = await firstOwner();
    await newOwner(2).claim();
    await expect(owner.check()).rejects.toMatchObject({ code: "notOwner" });
    expect(owner.isLost).toBe(true);
    await expect(owner.check()).rejects.toMatchObject({ code: "notOwner" });
  });

  it("owns nothing any more once the run is over, also if it slept while others came and went", async () => {
    const owner = await firstOwner();
    await scene.sleep(3_600_000); // and a beat is on its way as soon as it wakes up
    const next = newOwner(2);
    await next.claim();
    await next.end();
    expect(scene.disk.texts.size).toBe(0);
    await expect(owner.check()).rejects.toMatchObject({ code: "notOwner" });
    await scene.pass(30_000);
    expect(scene.disk.texts.size).toBe(0);
  });

  it("looks into the run's file after a sleep, even if no trace of another owner is left", async () => {
    const owner = await firstOwner();
    isNamed = false;
    await owner.check(); // it did not sleep
    await scene.sleep(20_000);
    await expect(owner.check()).rejects.toMatchObject({ code: "notOwner" });
  });

  it("remembers that it slept when it said that it is alive before anybody asked", async () => {
    const owner = await firstOwner();
    isNamed = false;
    await scene.sleep(20_000);
    await scene.pass(10_000);
    await expect(owner.check()).rejects.toMatchObject({ code: "notOwner" });
  });

  it("goes on after a sleep in which nobody took the run over", async () => {
    const owner = await firstOwner();
    await scene.sleep(3_600_000);
    await owner.check();
    expect(fileOf(1)).toEqual({ owner: "window-1", at: scene.clock.now() });
  });

  it("may not write when it cannot say that it is alive", async () => {
    const owner = await firstOwner();
    scene.disk.fault = { code: "ENOSPC" };
    await scene.pass(14_000);
    await owner.check(); // the others still take it for alive
    await scene.pass(5000);
    await expect(owner.check()).rejects.toMatchObject({ code: "noJournal" });
    expect(scene.log.lines.filter((line) => line.includes("alive"))).toHaveLength(1);
    scene.disk.fault = undefined;
    await owner.check();
  });

  it("may not write when it cannot find out whether there is another", async () => {
    const owner = await firstOwner();
    scene.disk.readFault = "EIO";
    await expect(owner.check()).rejects.toMatchObject({ code: "noJournal" });
  });

  it("takes no beat for its own that another window made", async () => {
    const owner = await firstOwner();
    scene.disk.put(ownerFileName(runId, 1), JSON.stringify({ owner: "window-9", at: scene.clock.now() }));
    await expect(owner.check()).rejects.toMatchObject({ code: "notOwner" });
    await owner.release();
    expect(fileOf(1)).toMatchObject({ owner: "window-9", at: scene.clock.now() });
  });

  it("gives the run up for good, also while a beat is on its way", async () => {
    for (let turns = 0; turns < 6; turns += 1) {
      const owner = await firstOwner();
      scene.clock.advance(3000);
      for (let turn = 0; turn < turns; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await owner.release();
      await scene.idle();
      expect(fileOf(1)).toMatchObject({ at: 0 });
    }
  });

  it("is found however many there were, and whatever their files hold", async () => {
    for (let fence = 1; fence <= 5; fence += 1) {
      await newOwner(fence).claim();
    }
    const { disk } = scene;
    expect(await findOwner(disk, runId, 1)).toMatchObject({ fence: 5, beat: { owner: "window-5" } });
    expect(await findOwner(disk, runId, 3)).toMatchObject({ fence: 5 });
    for (const text of ["", "{", "null", '{"owner":1,"at":"now"}', "\u0000\u0000"]) {
      disk.put(ownerFileName(runId, 5), text);
      expect(await findOwner(disk, runId, 1)).toEqual({ fence: 5, beat: { owner: "", at: 0 } });
    }
    expect(await findOwner(disk, "run-2" as RunId, 1)).toEqual({ fence: 1, beat: undefined });
  });
});
