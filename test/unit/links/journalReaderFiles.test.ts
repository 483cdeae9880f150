import { beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../../src/links/journal.ts";
import { ownerFileName, runFileName } from "../../../src/links/journalNames.ts";
import type { RunId } from "../../../src/model/change.ts";
import { TestClock } from "../testing/fixtures.ts";
import { changePlan, JournalScene } from "../testing/journalScene.ts";

const writing = { type: "writing", step: 0, verb: "PUT", partnerId: "4567890", before: null } as const;

describe("A window that reads the journal of others", () => {
  let scene: JournalScene;
  let one: Journal;
  beforeEach(async () => {
    scene = new JournalScene();
    one = await scene.openWindow();
  });

  it("takes nobody's run away, however many there are", async () => {
    const runs = [];
    for (let i = 0; i < 120; i += 1) {
      scene.clock.advance(1);
      runs.push(await one.begin(changePlan()));
    }
    const ahead = new TestClock(); // by this one, all owners have been silent for long
    ahead.advance(scene.clock.now() - ahead.now() + 30_000);
    const two = await scene.openWindow(ahead);
    await scene.idle();
    for (const run of runs) {
      expect(scene.disk.texts.has(ownerFileName(run.runId, 1))).toBe(true);
      await run.write(writing);
    }
    expect(two.runs).toHaveLength(120);
  });

  it("removes what a dead owner left of a run that is over or gone, and nothing else", async () => {
    const over = await one.begin(changePlan());
    await over.close("finished");
    const open = await one.begin(changePlan());
    await scene.idle();
    const gone = "gone" as RunId;
    const dead = JSON.stringify({ owner: "x", at: 0 });
    scene.disk.put(ownerFileName(over.runId, 1), dead);
    scene.disk.put(ownerFileName(gone, 3), dead);
    scene.disk.put("notes.txt", "mine");
    scene.disk.put(ownerFileName("begun" as RunId, 1), JSON.stringify({ owner: "y", at: scene.clock.now() }));
    await scene.openWindow();
    await scene.idle();
    const names = [...scene.disk.texts.keys()];
    expect(names).not.toContain(ownerFileName(over.runId, 1));
    expect(names).not.toContain(ownerFileName(gone, 3));
    expect(names).toEqual(
      expect.arrayContaining([ownerFileName(open.runId, 1), "notes.txt", ownerFileName("begun" as RunId, 1)]),
    );
  });

  it("sees what they write although the system does not say which file changed", async () => {
    const watch = scene.disk.watch.bind(scene.disk);
    scene.disk.watch = (onChange) => watch(() => onChange());
    const two = await scene.openWindow();
    const run = await one.begin(changePlan());
    await run.write(writing);
    await scene.pass(3000);
    expect(two.runs).toEqual(one.runs);
    expect(two.runs[0]?.steps[0]?.state).toBe("announced");
    scene.disk.drop(scene.fileOf(run).name);
    await scene.pass(3000);
    expect(two.runs).toEqual([]);
  });

  it("hears of a run that was removed, and tells it", async () => {
    const run = await one.begin(changePlan());
    await run.close("finished");
    const two = await scene.openWindow();
    expect(two.runs).toHaveLength(1);
    let told = 0;
    two.onDidChange(() => (told += 1));
    scene.disk.drop(scene.fileOf(run).name);
    await scene.pass(2000);
    expect(two.runs).toEqual([]);
    expect(told).toBe(1);
  });

  it("hears of files that are set aside, and is not bothered by others", async () => {
    const two = await scene.openWindow();
    let told = 0;
    two.onDidChange(() => (told += 1));
    scene.disk.reads = 0;
    scene.disk.put("notes.txt", "mine");
    await scene.pass(2000);
    expect([told, scene.disk.reads]).toEqual([0, 0]);
    scene.disk.put(`${runFileName("bad" as RunId, 1)}.1.damaged`, "x");
    await scene.pass(2000);
    expect(two.damaged).toEqual([expect.stringContaining("bad")]);
    expect(told).toBe(1);
  });

  it("reads and tells nothing more once it is closed", async () => {
    one.dispose();
    const two = await scene.openWindow();
    two.dispose();
    let told = 0;
    two.onDidChange(() => (told += 1));
    await scene.idle();
    scene.disk.reads = 0;
    scene.disk.put(runFileName("later" as RunId, 1), "x\n");
    await scene.pass(60_000);
    expect([told, two.runs, scene.disk.reads]).toEqual([0, [], 0]);
  });

  it("goes on after a file that cannot be read, and says so", async () => {
    await (await one.begin(changePlan())).close("finished");
    scene.clock.advance(1);
    const bad = await one.begin(changePlan());
    await bad.close("finished");
    const { name } = scene.fileOf(bad);
    const read = scene.disk.read.bind(scene.disk);
    scene.disk.read = (it) => (it === name ? Promise.reject(new Error("EACCES")) : read(it));
    const two = await scene.openWindow();
    expect(two.runs).toHaveLength(1);
    expect(two.damaged).toEqual([]);
    expect(scene.log.lines.join("\n")).toContain("EACCES");
  });

  it("removes what was over before a day, and only that", async () => {
    const early = await one.begin(changePlan());
    await early.close("finished");
    await scene.pass(10_000);
    const closedLate = await one.begin(changePlan());
    const open = await one.begin(changePlan());
    await scene.pass(10_000);
    await closedLate.close("leftAsIs");
    await scene.idle();
    let told = 0;
    one.onDidChange(() => (told += 1));
    await one.prune(1_000_000 + 15_000);
    expect(new Set(one.runs.map(({ runId }) => runId))).toEqual(new Set([closedLate.runId, open.runId]));
    expect(told).toBeGreaterThan(0);
    expect(scene.fileOf(early).name).toBe("");
    expect((await scene.openWindow()).runs).toHaveLength(2);
  });
});
