import { beforeEach, describe, expect, it } from "vitest";
import { crc32 } from "../../../src/links/crc32.ts";
import type { NewRunEvent, RunLog } from "../../../src/links/runLog.ts";
import type { ChangePlan } from "../../../src/model/change.ts";
import type { JournaledError } from "../../../src/model/journal.ts";
import { changePlan, JournalScene } from "../testing/journalScene.ts";

describe("The journal", () => {
  let scene: JournalScene;
  beforeEach(() => {
    scene = new JournalScene();
  });

  it("has the plan on the disk before anything is done, and every event before the next", async () => {
    const journal = await scene.openWindow();
    const plan = changePlan(2);
    const run = await journal.begin(plan);
    await run.write({ type: "writing", step: 0, verb: "PUT", partnerId: "4567890", before: null });
    await run.write({ type: "answered", step: 0, correlationId: "c-1" });
    await run.write({ type: "ended", step: 0, end: "changed", after: "4567890", afterName: "Contoso" });
    scene.disk = scene.disk.cutPower();

    const later = await scene.openWindow();
    expect(later.runs).toEqual(journal.runs);
    expect(later.runs).toEqual([
      {
        runId: run.runId,
        plan,
        startedAt: scene.clock.now(),
        steps: [
          {
            step: plan.steps[0],
            state: "changed",
            before: null,
            after: "4567890",
            afterName: "Contoso",
            announcedAt: scene.clock.now(),
            correlationId: "c-1",
            endedAt: scene.clock.now(),
          },
          { step: plan.steps[1], state: "planned" },
        ],
      },
    ]);
  });

  it("says when a run is over, and leaves nothing but the run's file", async () => {
    const journal = await scene.openWindow();
    const run = await journal.begin(changePlan());
    await run.write({ type: "ended", step: 0, end: "nothingToDo", after: "4567890" });
    await run.close("finished");
    await scene.pass(30_000);
    expect([...scene.disk.texts.keys()]).toEqual([scene.fileOf(run).name]);
    expect(journal.runs[0]?.closed).toEqual({ at: 1_000_000, how: "finished" });
    expect((await scene.openWindow()).runs).toEqual(journal.runs);
  });

  it("is ordered by time, the newest first", async () => {
    const journal = await scene.openWindow();
    const ids: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      const run = await journal.begin(changePlan());
      ids.unshift(run.runId);
      await run.close("finished");
      await scene.pass(1000);
    }
    expect(journal.runs.map(({ runId }) => runId)).toEqual(ids);
    expect((await scene.openWindow()).runs.map(({ runId }) => runId)).toEqual(ids);
  });

  it("knows at once which runs are not over, however long the history, and the rest soon after", async () => {
    const journal = await scene.openWindow();
    const open = await journal.begin(changePlan());
    for (let i = 0; i < 250; i += 1) {
      scene.clock.advance(1);
      await (await journal.begin(changePlan())).close("finished");
    }
    open.release();
    await scene.idle();
    const later = await scene.openWindow();
    expect(later.interrupted.map(({ runId }) => runId)).toEqual([open.runId]);
    expect(later.runs.slice(0, 99)).toEqual(journal.runs.slice(0, 99));
    await later.prune(0); // waits until all is read
    expect(later.runs).toEqual(journal.runs);
  });

  it("writes down two runs at once, and the events of one in the order in which they came", async () => {
    const journal = await scene.openWindow();
    const [one, two] = await Promise.all([journal.begin(changePlan(3)), journal.begin(changePlan(3))]);
    await Promise.all(
      [0, 1, 2].flatMap((step) =>
        [one, two].map((run) => run.write({ type: "ended", step, end: "nothingToDo", after: "4567890" })),
      ),
    );
    await Promise.all([one.close("finished"), two.close("finished")]);
    const later = await scene.openWindow();
    expect(later.runs).toEqual(journal.runs);
    expect(later.runs.flatMap(({ steps }) => steps.map(({ state }) => state))).toEqual(
      Array.from({ length: 6 }, () => "nothingToDo"),
    );
    expect(scene.fileOf(one).text.match(/"step":\d/g)).toEqual(['"step":0', '"step":1', '"step":2']);
  });

  it("holds no token, and only what a run may write down", async () => {
    const journal = await scene.openWindow();
    const run = await journal.begin({ ...changePlan(), token: "secret" } as ChangePlan);
    await run.write({ type: "answered", step: 0, token: "secret", correlationId: "c" } as NewRunEvent);
    const error = { code: "mfaNeeded", challenge: "secret" } as JournaledError;
    await run.write({ type: "ended", step: 0, end: "failed", error });
    expect(scene.fileOf(run).text).not.toContain("secret");
  });

  describe("with files that are not as they should be", () => {
    let good: RunLog;
    let name: string;
    beforeEach(async () => {
      good = await (await scene.openWindow()).begin(changePlan());
      await good.close("finished");
      await scene.pass(1000);
      name = scene.fileOf(good).name.replace(good.runId, "bad");
    });

    it("sets a damaged one aside, tells it, and loses no other", async () => {
      scene.disk.put(name, "hello\nworld\n");
      const journal = await scene.openWindow();
      expect(journal.runs.map(({ runId }) => runId)).toEqual([good.runId]);
      expect(journal.damaged).toEqual([expect.stringContaining(name)]);
      expect(scene.disk.texts.get(journal.damaged[0] ?? "")).toBe("hello\nworld\n");
      expect(scene.log.lines.filter((line) => line.includes("damaged"))).toHaveLength(1);
      expect((await scene.openWindow()).damaged).toEqual(journal.damaged);
      await journal.prune(Infinity);
      expect((await scene.openWindow()).damaged).toEqual(journal.damaged);
    });

    it("finds an interrupted run beside one whose owner nobody can read", async () => {
      const journal = await scene.openWindow();
      const [one, two] = [await journal.begin(changePlan()), await journal.begin(changePlan())];
      journal.dispose();
      await scene.idle();
      scene.disk.unreadable.add(`${one.runId}.owner-1`);
      await scene.sleep(60_000);
      const later = await scene.openWindow();
      expect(later.interrupted.map(({ runId }) => runId)).toEqual([two.runId]);
      expect(later.runs).toHaveLength(3);
      await expect(later.forget()).rejects.toThrow("EACCES");
      const names = [...scene.disk.texts.keys()].filter((file) => !file.includes(one.runId));
      expect(names).toEqual([]); // and nothing of the one that may be alive
      expect(scene.disk.texts.size).toBe(2);
    });

    it("tells also a damaged one that cannot be set aside", async () => {
      scene.disk.put(name, "hello\nworld\n");
      scene.disk.fault = { code: "EROFS" };
      const journal = await scene.openWindow();
      expect(journal.damaged).toEqual([name]);
      expect(journal.runs).toHaveLength(1);
    });

    it("sees when one is damaged while it looks on, and when another window sets one aside", async () => {
      const [one, two] = [await scene.openWindow(), await scene.openWindow()];
      scene.disk.put(name, "hello\nworld\n");
      await scene.pass(3000);
      expect(one.damaged).toHaveLength(1);
      expect(two.damaged).toEqual(one.damaged);
    });

    it("does not mind one that is torn in its first line, or empty", async () => {
      const { text } = scene.fileOf(good);
      for (const length of [0, 1, 8, 9, 100]) {
        scene.disk.put(name, text.slice(0, length));
        const journal = await scene.openWindow();
        expect([journal.runs.length, journal.damaged.length, journal.interrupted.length]).toEqual([1, 0, 0]);
        expect(scene.disk.texts.get(name)).toBe(text.slice(0, length));
      }
    });

    it("leaves a newer version's alone", async () => {
      const json = '{"type":"planned","version":2}';
      scene.disk.put(name, `${crc32(json)} ${json}\nwhatever\n`);
      const journal = await scene.openWindow();
      await journal.prune(Infinity);
      await scene.pass(60_000);
      expect([journal.runs.length, journal.damaged.length]).toEqual([0, 0]);
      expect([...scene.disk.texts.keys()]).toEqual([name]);
    });

    it("takes no copy for a second run", async () => {
      const { name: original, text } = scene.fileOf(good);
      scene.disk.put(original.replace(".journal", " copy.journal"), text);
      scene.disk.put(name, text); // another run's name
      const journal = await scene.openWindow();
      expect(journal.runs.map(({ runId }) => runId)).toEqual([good.runId]);
      expect(journal.damaged).toEqual([expect.stringContaining(name)]);
    });

    it("takes no note of what is none of its own", async () => {
      for (const stranger of [
        "notes.txt",
        ".journal",
        "x.journal",
        "99999999T999999999Z-x.journal",
        "__proto__",
      ]) {
        scene.disk.put(stranger, "hello");
      }
      const journal = await scene.openWindow();
      await journal.forget();
      expect([journal.runs.length, journal.damaged.length, scene.log.lines.length]).toEqual([0, 0, 0]);
      expect(scene.disk.texts.size).toBe(5);
    });

    it("removes what a window that disappeared left of its ownership", async () => {
      scene.disk.put("gone.owner-1", JSON.stringify({ owner: "x", at: 0 }));
      scene.disk.put(`${good.runId}.owner-7`, "");
      scene.disk.put("beginning.owner-1", JSON.stringify({ owner: "x", at: scene.clock.now() }));
      await scene.openWindow();
      expect([...scene.disk.texts.keys()]).toEqual([scene.fileOf(good).name, "beginning.owner-1"]);
      await scene.pass(20_000);
      expect([...scene.disk.texts.keys()]).toEqual([scene.fileOf(good).name]);
    });
  });

  describe("in the course of time", () => {
    it("loses the runs that are over since long, and no other", async () => {
      const [one, two] = [await scene.openWindow(), await scene.openWindow()];
      const old = await one.begin(changePlan());
      await old.close("finished");
      const open = await one.begin(changePlan());
      const left = await two.begin(changePlan());
      left.release();
      const text = scene.fileOf(old).text.slice(0, 20);
      scene.disk.put(scene.fileOf(old).name.replace(old.runId, "torn"), text);
      await scene.pass(60_000);
      const longAgo = scene.clock.now();
      const late = await one.begin(changePlan());
      await late.close("leftAsIs");
      await scene.pass(1000);
      await two.prune(longAgo);
      const kept = [late, left, open].map(({ runId }) => runId).toSorted();
      expect(two.runs.map(({ runId }) => runId).toSorted()).toEqual(kept);
      await scene.pass(1000);
      expect(one.runs.map(({ runId }) => runId).toSorted()).toEqual(kept);
      expect([...scene.disk.texts.keys()].filter((file) => file.endsWith(".journal"))).toHaveLength(3);
    });

    it("is forgotten, also by other windows, but for what a window goes on with", async () => {
      const [one, two] = [await scene.openWindow(), await scene.openWindow()];
      await (await one.begin(changePlan())).close("finished");
      (await one.begin(changePlan())).release();
      const going = await one.begin(changePlan());
      scene.disk.put(scene.fileOf(going).name.replace(going.runId, "bad"), "hello\nworld\n");
      await scene.pass(2000);
      expect(two.damaged).toHaveLength(1);
      const forgotten = two.forget(); // which waits until it knows who is alive
      await scene.pass(10_000);
      await forgotten;
      for (const window of [one, two]) {
        expect(window.runs.map(({ runId }) => runId)).toEqual([going.runId]);
        expect(window.damaged).toEqual([]);
      }
      await going.close("finished");
      await one.forget();
      expect(scene.disk.texts.size).toBe(0);
      expect(one.runs).toEqual([]);
    });

    it("says when something cannot be removed", async () => {
      const journal = await scene.openWindow();
      await (await journal.begin(changePlan())).close("finished");
      scene.disk.fault = { code: "EACCES" };
      await expect(journal.forget()).rejects.toThrow("EACCES");
      await expect(journal.prune(Infinity)).rejects.toThrow("EACCES");
      expect(journal.runs).toHaveLength(1);
    });
  });
});
