import { describe, expect, it } from "vitest";
import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, ChangeWindow, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { type SleepingWindow, sleepingWindow } from "../testing/crash.ts";
import { pass, passTurns } from "../testing/doubtScene.ts";
import { alice } from "../testing/fixtures.ts";

/** A window that stands still between its check of whose run it is and its request. */
async function asleepBeforePut(scene: ChangeScene): Promise<SleepingWindow & { result: Promise<unknown> }> {
  const sleeping = await sleepingWindow(scene, "before PUT");
  const result = sleeping.window.link(ours);
  await sleeping.isAsleep;
  return { ...sleeping, result };
}

/** What azure, row and history say, which must be the same. */
function told(scene: ChangeScene, window: ChangeWindow): readonly unknown[] {
  const { knowledge } = window.row();
  const row = knowledge.kind === "linked" ? knowledge.link.partnerId : knowledge.kind;
  return [scene.azure().linked, row, window.run.steps[0]?.state];
}

describe("A write of a window that stood still just before it", () => {
  it.each([
    ["both clocks", 31_000, 0],
    ["the wall clock only, as in a machine that slept", 0, 31_000],
    ["the monotonic clock only, as when the wall clock was set back", 31_000, -500_000],
  ] as const)("is not sent after 30 seconds by %s", async (_which, elapsed, set) => {
    const scene = new ChangeScene();
    const { window, wake, result } = await asleepBeforePut(scene);
    scene.clock.advance(elapsed);
    scene.clock.set(set);
    wake();
    expect(await result).toMatchObject({ kind: "failed", error: { code: "notSent" } });
    expect(scene.azure().requests).toEqual(["GET"]);
    expect(window.run).toMatchObject({
      closed: { how: "finished" },
      steps: [{ state: "failed", before: null, after: null, error: { code: "notSent" } }],
    });
    expect(window.row().knowledge).toMatchObject({ kind: "notLinked" }); // that was read, and nothing was sent since
  });

  it("is sent before that", async () => {
    const scene = new ChangeScene();
    const { wake, result } = await asleepBeforePut(scene);
    scene.clock.advance(29_000);
    wake();
    expect(await result).toMatchObject({ kind: "changed" });
  });

  it("has its 30 seconds from before the window makes sure that the run is its own", async () => {
    const scene = new ChangeScene();
    const { window, isAsleep, wake } = await sleepingWindow(scene, "after append"); // the announcement is written
    const result = window.link(ours);
    await isAsleep;
    scene.clock.advance(31_000);
    wake();
    expect(await result).toMatchObject({ kind: "failed", error: { code: "notSent" } });
    expect(scene.azure().requests).toEqual(["GET"]);
  });
});

describe("A run that another window took over while a write was on its way", () => {
  it("is not left as not done before the write has come, or cannot come any more", async () => {
    const scene = new ChangeScene();
    const { wake, result } = await asleepBeforePut(scene);
    const next = await scene.openWindow();
    const [look] = await next.changes.look(next.run);
    expect(look).toMatchObject({ found: null, isPreliminary: true });
    expect(next.row()).toMatchObject({ knowledge: { kind: "nothing" } });
    const leaving = next.changes.leave(next.run.runId);
    await pass(scene, 5000);
    expect(next.row()).toMatchObject({ attempt: { error: { code: "inDoubt" } } });
    wake(); // within its deadline: the request leaves
    expect(await result).toMatchObject({ kind: "changed" });
    await pass(scene, 60_000);
    expect(await leaving).toMatchObject({ closed: { how: "leftAsIs" }, steps: [{ state: "changed" }] });
    expect(told(scene, next)).toEqual([ours, ours, "changed"]);
    expect(undoPlan(next.run)?.steps).toMatchObject([step(1, ours, null)]);
  });

  it("is left as not done after a minute, and then nothing comes any more", async () => {
    const scene = new ChangeScene();
    const { wake, result } = await asleepBeforePut(scene);
    const next = await scene.openWindow();
    const leaving = next.changes.leave(next.run.runId);
    await pass(scene, 61_000);
    expect(await leaving).toMatchObject({ closed: { how: "leftAsIs" }, steps: [{ state: "failed" }] });
    wake();
    expect(await result).toMatchObject({ kind: "failed", error: { code: "notSent" } });
    expect(told(scene, next)).toEqual([undefined, "notLinked", "failed"]);
  });

  it.each([1000, 20_000, 100_000])(
    "can be resumed and undone, whenever the other wakes up (%i)",
    async (after) => {
      const scene = new ChangeScene();
      const { wake, result } = await asleepBeforePut(scene);
      const next = await scene.openWindow();
      const resuming = next.changes.resume(next.run.runId, next.options());
      await pass(scene, Math.min(after, 61_000));
      if (after < 61_000) {
        wake();
        await pass(scene, 61_000);
      }
      expect(await resuming).toMatchObject({ results: [{ kind: "changed" }] });
      scene.clock.advance(1); // the undo is newer
      const plan = undoPlan(next.run);
      const { results } = plan ? await next.do(plan) : { results: [] };
      expect(results).toMatchObject([{ kind: "changed" }]);
      await pass(scene, Math.max(0, after - 61_000));
      wake();
      await result;
      expect(told(scene, next)).toEqual([undefined, "notLinked", "changed"]);
      expect(scene.azure().requests.filter((request) => request === `PUT ${ours}`)).toHaveLength(1);
    },
  );

  it("has its row read once more after a minute, whatever the first read showed", async () => {
    const scene = new ChangeScene();
    await asleepBeforePut(scene);
    const next = await scene.openWindow();
    scene.azure().linked = ours;
    expect(await next.leave(next.run.runId)).toMatchObject({ steps: [{ state: "changed" }] });
    scene.azure().linked = undefined;
    await pass(scene, 59_000);
    expect(next.row().knowledge).toMatchObject({ kind: "linked" });
    await pass(scene, 1000);
    expect(next.row().knowledge).toMatchObject({ kind: "notLinked" });
  });

  it("is looked at for good once it was dead for a minute", async () => {
    const scene = new ChangeScene();
    await asleepBeforePut(scene);
    const next = await scene.openWindow();
    await pass(scene, 60_000);
    expect(await next.changes.look(next.run)).toEqual([{ step: 0, found: null }]);
    expect(next.row().knowledge).toMatchObject({ kind: "notLinked" });
  });
});

describe("A check in another window", () => {
  it("does not call a row not linked while a write may still be on its way", async () => {
    const { scene, azure, window } = await openScene();
    const two = await scene.openWindow();
    azure.writeFaults = ["late"];
    const plan = planOf("link", [step(1, null, ours)]);
    const run = window.until(window.changes.run(plan, { ...window.options(), onDoubt: () => undefined }));
    await passTurns();
    await pass(scene, 2000); // the other window reads the journal
    const check = new CheckQueue({
      gate: new TokenGate(
        {
          list: () => Promise.resolve([alice]),
          silentToken: (_identity, tenantId) => Promise.resolve(scene.token("check", tenantId)),
          interactiveToken: () => Promise.reject(new Error("not used here")),
          signIn: () => Promise.reject(new Error("not used here")),
        },
        scene.clock,
      ),
      arm: scene.arm,
      store: two.store,
      clock: scene.clock,
      log: scene.log,
      isInDoubt: (...where) => two.journal.isInDoubt(...where),
    });
    azure.linked = undefined;
    await check.check([two.row().id]);
    expect(two.row()).toMatchObject({
      knowledge: { kind: "nothing" },
      attempt: { kind: "failed", error: { code: "inDoubt" } },
    });
    azure.linked = ours;
    await check.check([two.row().id]);
    expect(two.row()).toMatchObject({ knowledge: { kind: "linked" }, attempt: { kind: "none" } });
    await pass(scene, 61_000);
    await run;
    azure.linked = undefined;
    await check.check([two.row().id]);
    expect(two.row()).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "none" } });
  });
});

describe("Whether an owner is alive", () => {
  it.each([15_001, 3_600_000, -15_001, -900_000])("says no clock that was set by %i ms", async (by) => {
    const { scene, window } = await openScene();
    const two = await scene.openWindow();
    const busy = await scene.openWindow();
    scene.azure().createLink = () => new Promise(() => undefined); // Azure takes its time
    void busy.link(ours);
    await pass(scene, 6000);
    scene.clock.set(by);
    await expect(two.changes.leave(two.run.runId)).rejects.toMatchObject({ code: "busy" });
    await pass(scene, 30_000);
    expect(two.journal.interrupted).toEqual([]);
    await expect(two.changes.leave(two.run.runId)).rejects.toMatchObject({ code: "busy" });
    const three = await scene.openWindow(); // which has never seen a beat
    expect(three.journal.interrupted).toEqual([]);
    expect(window.journal.interrupted).toEqual([]);
  });

  it("is not known at a first look, however old its beat is", async () => {
    const scene = new ChangeScene();
    const { wake } = await asleepBeforePut(scene);
    scene.clock.advance(3_600_000); // both slept
    const opening = scene.openWindow();
    wake();
    expect((await opening).journal.interrupted).toEqual([]);
  });

  it("is not told by how long a watcher slept itself", async () => {
    const scene = new ChangeScene();
    const two = await scene.openWindow();
    const busy = await scene.openWindow();
    scene.azure().createLink = () => new Promise(() => undefined);
    void busy.link(ours);
    await pass(scene, 10_000);
    scene.disk.isStuck = true; // the beat of a machine that wakes up comes a moment after the look
    scene.clock.advance(40_000);
    await passTurns();
    scene.disk.isStuck = false;
    expect(two.journal.interrupted).toEqual([]);
  });

  it("does not keep the row of an announced write from being in doubt at once", async () => {
    const scene = new ChangeScene();
    const { window } = await asleepBeforePut(scene);
    expect(window.run.steps).toMatchObject([{ state: "announced" }]);
    scene.disk = scene.disk.kill();
    const next = await new ChangeWindow(scene, () => Promise.resolve()).start(); // and does not wait
    expect(next.journal.interrupted).toEqual([]);
    expect(next.row()).toMatchObject({
      knowledge: { kind: "nothing" },
      attempt: { error: { code: "unclear" } },
    });
  });
});
