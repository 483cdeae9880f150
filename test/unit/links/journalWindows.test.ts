import { beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../../src/links/journal.ts";
import type { RunLog } from "../../../src/links/runLog.ts";
import { TestClock } from "../testing/fixtures.ts";
import { changePlan, JournalScene } from "../testing/journalScene.ts";

const writing = { type: "writing", step: 0, verb: "PUT", partnerId: "4567890", before: null } as const;
const changed = { type: "ended", step: 0, end: "changed", after: "4567890" } as const;

function idsOf(runs: Journal["runs"]): readonly string[] {
  return runs.map(({ runId }) => runId);
}

describe("The journal of several windows", () => {
  let scene: JournalScene;
  let one: Journal;
  let two: Journal;
  beforeEach(async () => {
    scene = new JournalScene();
    one = await scene.openWindow();
    two = await scene.openWindow();
  });

  /** The first window disappears in the middle of a run, without a word. */
  async function killedRun(): Promise<RunLog> {
    const run = await one.begin(changePlan(2));
    await run.write(writing);
    scene.disk = scene.disk.kill();
    two = await scene.openWindow();
    return run;
  }

  it.each(["with", "without"])(
    "is forgotten whole in the other window, too: %s being told by the system",
    async (how) => {
      for (const window of [one, two, one, two]) {
        await (await window.begin(changePlan())).close("finished");
        await scene.pass(1000);
      }
      expect(two.runs).toHaveLength(4);
      if (how === "without") {
        scene.disk.isSilent = true;
      }
      await one.forget();
      await scene.pass(2000);
      if (how === "without") {
        await two.readAgain();
      }
      expect(one.runs).toEqual([]);
      expect(two.runs).toEqual([]);
    },
  );

  it("shows in one what the other does, and takes nothing for interrupted that goes on", async () => {
    let told = 0;
    two.onDidChange(() => {
      told += 1;
      expect(two.interrupted).toEqual([]);
    });
    const run = await one.begin(changePlan());
    await run.write(writing);
    await scene.pass(60_000);
    expect(two.runs).toEqual(one.runs);
    expect(two.runs[0]?.steps[0]?.state).toBe("announced");
    const toldByThen = told;
    await scene.pass(60_000);
    expect(told).toBe(toldByThen); // that the owner is alive is no news
    await run.write(changed);
    await run.close("finished");
    await scene.pass(1000);
    expect(two.runs).toEqual(one.runs);
    expect(two.runs[0]?.closed?.how).toBe("finished");
    expect(one.interrupted).toEqual([]);
  });

  it("reads no file that did not change", async () => {
    await (await one.begin(changePlan())).close("finished");
    await scene.pass(2000);
    scene.disk.reads = 0;
    await scene.pass(600_000);
    expect(scene.disk.reads).toBe(0);
  });

  it("finds a run whose window disappeared, as soon as that is certain", async () => {
    const { runId } = await killedRun();
    expect(two.interrupted).toEqual([]); // a window that is alive may have written it a second ago
    let told = 0;
    two.onDidChange(() => (told += 1));
    await scene.pass(16_000);
    expect(idsOf(two.interrupted)).toEqual([runId]);
    expect(told).toBe(1);
    await scene.pass(600_000);
    expect(told).toBe(1);
    const three = await scene.openWindow();
    expect(three.interrupted).toEqual([]); // it cannot know yet
    await scene.pass(16_000);
    expect(idsOf(three.interrupted)).toEqual([runId]);
  });

  it("finds a run that its window gave up at once", async () => {
    const run = await one.begin(changePlan());
    await scene.pass(1000);
    run.release();
    await scene.pass(1000);
    expect(idsOf(one.interrupted)).toEqual([run.runId]);
    expect(idsOf(two.interrupted)).toEqual([run.runId]);
    await expect(run.write(writing)).rejects.toMatchObject({ code: "notOwner" });
    const again = await one.takeOver(run.runId);
    expect(one.interrupted).toEqual([]);
    await again.close("leftAsIs");
    await scene.pass(1000);
    expect(two.interrupted).toEqual([]);
    expect(two.runs[0]?.closed?.how).toBe("leftAsIs");
  });

  it("finds the runs of a window that was closed at once", async () => {
    const run = await one.begin(changePlan());
    await scene.pass(1000);
    one.dispose();
    await scene.pass(1000);
    expect(idsOf(two.interrupted)).toEqual([run.runId]);
  });

  it("leaves a run to the window that goes on with it", async () => {
    const run = await one.begin(changePlan());
    await scene.pass(60_000);
    await expect(two.takeOver(run.runId)).rejects.toMatchObject({ code: "busy" });
    await expect(one.takeOver(run.runId)).rejects.toMatchObject({ code: "busy" });
    await run.write(writing);
  });

  it("gives an interrupted run to exactly one of those who want it", async () => {
    for (let round = 0; round < 10; round += 1) {
      const run = await one.begin(changePlan());
      run.release();
      await scene.idle();
      const windows = [two, ...(await Promise.all([1, 2, 3].map(() => scene.openWindow())))];
      const taken = await Promise.allSettled(
        windows.map(async (window, i) => {
          for (let turn = 0; turn < (round * i) % 7; turn += 1) {
            await new Promise((resolve) => setImmediate(resolve));
          }
          return window.takeOver(run.runId);
        }),
      );
      const winners = taken.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
      expect(winners).toHaveLength(1);
      for (const result of taken) {
        expect(result.status === "fulfilled" || result.reason).toSatisfy(
          (reason: true | { code: string }) => reason === true || reason.code === "busy",
        );
      }
      await winners[0]?.write(changed);
      await winners[0]?.close("finished");
      await Promise.all(
        windows.map((window) =>
          expect(window.takeOver(run.runId)).rejects.toMatchObject({ code: "notOwner" }),
        ),
      );
    }
  });

  it("goes on where the window before disappeared", async () => {
    const { runId } = await killedRun();
    await scene.pass(16_000);
    const run = await two.takeOver(runId);
    expect(run.record).toEqual(two.runs[0]);
    expect(two.runs[0]?.steps.map(({ state }) => state)).toEqual(["announced", "planned"]);
    expect(two.interrupted).toEqual([]);
    await run.write(changed);
    await run.write({ ...changed, step: 1, end: "nothingToDo" });
    await run.close("finished");
    expect((await scene.openWindow()).runs).toEqual(two.runs);
    expect([...scene.disk.texts.keys()]).toEqual([scene.fileOf(run).name]);
  });

  it.each([0, 20_000])(
    "lets a window that slept write nothing once another took its run over (%d ms)",
    async (sleptFor) => {
      const clock = new TestClock();
      one = await scene.openWindow(clock);
      const run = await one.begin(changePlan(2));
      await scene.pass(20_000); // for the other window only
      const taken = await two.takeOver(run.runId);
      await taken.write(writing);

      const { text } = scene.fileOf(run);
      clock.advance(sleptFor);
      const [late] = await Promise.allSettled([run.write({ ...writing, step: 1 })]);
      expect(late).toMatchObject({ status: "rejected", reason: { code: "notOwner" } });
      expect(scene.fileOf(run).text).toBe(text);
      await taken.write(changed);
      await taken.close("finished");
      clock.advance(1000);
      await scene.pass(2000);
      expect(one.runs).toEqual(two.runs);
      expect(one.runs[0]?.steps[1]?.state).toBe("planned");
    },
  );

  it("does not send what it announced while another window took the run over", async () => {
    const run = await one.begin(changePlan());
    const { name } = scene.fileOf(run);
    scene.disk.onWrite = (act, file, when) => {
      if (act === "append" && file === name && when === "written") {
        scene.disk.onWrite = undefined;
        scene.disk.put(`${run.runId}.owner-2`, JSON.stringify({ owner: "other", at: scene.clock.now() }));
      }
    };
    await expect(run.write(writing)).rejects.toMatchObject({ code: "notOwner" });
    await expect(run.write(changed)).rejects.toMatchObject({ code: "notOwner" });
    await expect(run.close("finished")).rejects.toMatchObject({ code: "notOwner" });
  });

  it("backs off when the owner wakes up at the last moment", async () => {
    const run = await one.begin(changePlan());
    scene.disk.isStuck = true;
    await scene.pass(20_000);
    scene.disk.isStuck = false;
    const ownerFile = `${run.runId}.owner-1`;
    const beat = JSON.stringify({ owner: "id-1", at: scene.clock.now() });
    scene.disk.onWrite = (act) => {
      if (act === "create") {
        scene.disk.onWrite = undefined;
        scene.disk.put(ownerFile, beat);
      }
    };
    await expect(two.takeOver(run.runId)).rejects.toMatchObject({ code: "busy" });
    expect(scene.disk.texts.get(`${run.runId}.owner-2`)).toContain('"at":0');
  });

  it("knows no run that is gone", async () => {
    const run = await one.begin(changePlan());
    run.release();
    await scene.idle();
    scene.disk.drop(scene.fileOf(run).name);
    await expect(two.takeOver(run.runId)).rejects.toMatchObject({ code: "notOwner" });
    await scene.pass(1000);
    expect(two.runs).toEqual([]);
  });

  it("takes over nothing while nothing can be written down, and loses nothing by trying", async () => {
    const { runId } = await killedRun();
    await scene.pass(16_000);
    for (const code of ["ENOSPC", "EROFS", "EACCES"] as const) {
      scene.disk.fault = { code };
      await expect(two.takeOver(runId)).rejects.toMatchObject({ code: "noJournal" });
      scene.disk.fault = { code, only: ["append"] };
      await expect(two.takeOver(runId)).rejects.toMatchObject({ code: "noJournal" });
      scene.disk.fault = undefined;
    }
    await scene.pass(1000);
    expect(idsOf(two.interrupted)).toEqual([runId]);
    await (await two.takeOver(runId)).close("leftAsIs");
  });
});
