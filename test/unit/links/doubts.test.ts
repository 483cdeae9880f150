import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, type ChangeWindow, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { crashingWindow, passTime } from "../testing/crash.ts";
import type { WriteFault } from "../testing/modelArm.ts";

const other = "111111";
/** Answers that do not tell whether a write was applied. */
const lost = ["timedOut", "unreachable", "serverError", "redirected", "unreadableAnswer"] as const;

/** Begins to link, and waits until the step is in doubt. */
async function inDoubt(
  scene: ChangeScene,
  window: ChangeWindow,
  signal?: AbortSignal,
): Promise<() => boolean> {
  let isDone = false;
  const plan = planOf("link", [step(1, null, ours)]);
  const done = window.changes.run(plan, window.options({ ...(signal && { signal }) }));
  void done.then(() => (isDone = true));
  await passTurns(() => window.inDoubt > 0);
  expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
  return () => isDone;
}

async function passTurns(isDone: () => boolean = () => false): Promise<void> {
  for (let turn = 0; turn < 200 && !isDone(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function pass(scene: ChangeScene, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1000) {
    scene.clock.advance(Math.min(left, 1000));
    await passTurns();
  }
}

describe("A write that Azure applies only after its answer was lost", () => {
  it.each([
    ["late", 4],
    ["veryLate", 5],
  ] as const)("is changed, remembered as linked, and can be undone (%s)", async (fault, requests) => {
    const { azure, window } = await openScene();
    azure.writeFaults = [fault];
    expect(await window.link(ours)).toMatchObject({ kind: "changed", link: { partnerId: ours } });
    expect(azure.requests).toHaveLength(requests);
    expect(window.row()).toMatchObject({
      knowledge: { kind: "linked", link: { partnerId: ours } },
      attempt: { kind: "none" },
    });
    expect(window.run).toMatchObject({
      closed: { how: "finished" },
      steps: [{ state: "changed", before: null, after: ours }],
    });
    expect(undoPlan(window.run)?.steps).toEqual([step(1, ours, null)]);
  });

  it.each([
    ["update", other, ours],
    ["remove", other, null],
  ] as const)("is no failed %s either", async (purpose, from, wanted) => {
    const { azure, window } = await openScene();
    azure.linked = from;
    azure.writeFaults = ["veryLate"];
    expect(await window.change(purpose, from, wanted)).toMatchObject({ kind: "changed" });
    expect(window.run.steps).toMatchObject([{ state: "changed", before: from, after: wanted }]);
  });

  it("is found also when Azure said yes and does not show it yet", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["lateOk"];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.run.steps).toMatchObject([{ state: "changed", after: ours }]);
  });

  it("is found when somebody else's link was there in between", async () => {
    const { azure, window } = await openScene();
    azure.linked = other;
    azure.writeFaults = ["lostBefore"];
    azure.others = [undefined, undefined, "222222", ours]; // the PATCH comes after somebody else's
    expect(await window.change("update", other, ours)).toMatchObject({ kind: "changed" });
  });

  it("is found when the first reads fail", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["lostAfter"];
    azure.readFaults = [undefined, new PalError("unreachable"), new PalError("serverError")];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.run.steps).toMatchObject([{ state: "changed", before: null, after: ours }]);
  });
});

describe("A step in doubt", () => {
  it.each(lost)(
    "is read again after 10 and 60 seconds, and only then told as not applied (%s)",
    async (code) => {
      const { scene, azure, window } = await openScene();
      const createLink = azure.createLink.bind(azure);
      azure.createLink = async (call, id) => {
        azure.writeFaults = ["lostBefore"];
        await createLink(call, id).catch(() => undefined);
        throw new PalError(code);
      };
      const isDone = await inDoubt(scene, window);
      await pass(scene, 9000);
      expect(azure.requests).toHaveLength(3);
      await pass(scene, 1000);
      expect(azure.requests).toHaveLength(4);
      await pass(scene, 49_000);
      expect([azure.requests.length, isDone()]).toEqual([4, false]);
      await pass(scene, 1000);
      expect([azure.requests.length, isDone()]).toEqual([5, true]);
      expect(window.run).toMatchObject({
        closed: { how: "finished" },
        steps: [{ state: "failed", before: null, after: null, error: { code } }],
      });
      expect(window.row()).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "failed" } });
    },
  );

  it("says in row and journal that nothing is sure, and is not finished", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["serverError"];
    await inDoubt(scene, window);
    expect(window.row()).toMatchObject({
      knowledge: { kind: "nothing" },
      attempt: { kind: "failed", work: "link", error: { code: "inDoubt" } },
    });
    expect(window.run.steps).toMatchObject([{ state: "inDoubt", error: { code: "serverError" } }]);
    expect(window.run.closed).toBeUndefined();
  });

  it("is disturbed neither by a check nor by another change", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["serverError"];
    await inDoubt(scene, window);
    expect(window.store.begin(window.row().id, "check")).toBeUndefined();
    expect(await window.link(ours)).toMatchObject({ error: { code: "busy" } });
  });

  it("holds up no other step, and several are read together", async () => {
    const scene = new ChangeScene(4);
    const window = await scene.openWindow();
    const faults: readonly (readonly WriteFault[])[] = [["late"], [], ["lostBefore"], []];
    faults.forEach((fault, i) => (scene.azure(i + 1).writeFaults = [...fault]));
    const told: string[] = [];
    const left: number[] = [];
    const begun = scene.clock.elapsed();
    const plan = planOf(
      "link",
      [1, 2, 3, 4].map((n) => step(n, null, ours)),
    );
    const run = window.changes.run(
      plan,
      window.options({
        onProgress: (index, { kind }) => told.push(`${index} ${kind}`),
        onDoubt: (count) => left.push(count),
      }),
    );
    await passTurns(() => left.length > 0);
    expect(told).toEqual(["1 changed", "3 changed"]);
    await pass(scene, 60_000);
    const { results } = await run;
    expect(results.map(({ kind }) => kind)).toEqual(["changed", "changed", "failed", "changed"]);
    expect(told).toEqual(["1 changed", "3 changed", "0 changed", "2 failed"]);
    expect(left).toEqual([2, 1, 0]);
    expect(scene.clock.elapsed() - begun).toBeLessThan(70_000);
    expect(window.run.closed).toMatchObject({ how: "finished" });
  });

  it("asks nobody to sign in when it is read again, and is unclear where that is needed", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["serverError"];
    azure.readFaults = [undefined, undefined, new PalError("unauthorized"), new PalError("mfaNeeded")];
    const isDone = await inDoubt(scene, window);
    await pass(scene, 60_000);
    expect(isDone()).toBe(true);
    expect(window.challenges).toEqual([]);
    expect(window.run.steps).toMatchObject([{ state: "unclear" }]);
  });

  it("stays in doubt when the person calls off the wait, and the run stays open", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["late"];
    const stop = new AbortController();
    const isDone = await inDoubt(scene, window, stop.signal);
    stop.abort();
    await passTurns(isDone);
    expect(isDone()).toBe(true);
    expect(window.row()).toMatchObject({
      knowledge: { kind: "nothing" },
      attempt: { error: { code: "inDoubt" } },
    });
    expect(window.run.closed).toBeUndefined();
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
  });
});

describe("A window that ends while a step is in doubt", () => {
  it.each(["closed", "killed"] as const)(
    "leaves it in doubt until the next one's view is opened (%s)",
    async (how) => {
      const { scene, azure, window } = await openScene();
      azure.writeFaults = ["late"];
      await inDoubt(scene, window);
      if (how === "closed") {
        window.changes.dispose();
        window.journal.dispose();
        await passTurns();
      } else {
        window.changes.dispose(); // nothing of it runs on; its journal is what was on the disk
      }
      scene.disk = scene.disk.kill();
      const next = await scene.openWindow();
      expect(next.run.steps).toMatchObject([{ state: "inDoubt", before: null }]);
      expect(next.row().knowledge).toMatchObject({ kind: "nothing" });
      await pass(scene, 120_000);
      expect(azure.requests).toHaveLength(3); // nothing is read at activation

      next.changes.settleDoubts();
      await passTime(scene, () => expect(next.run.closed).toMatchObject({ how: "finished" }));
      expect(next.run.steps).toMatchObject([{ state: "changed", before: null, after: ours }]);
      expect(next.row().knowledge).toMatchObject({ kind: "linked", link: { partnerId: ours } });
      expect(undoPlan(next.run)?.steps).toEqual([step(1, ours, null)]);
      expect(azure.requests.filter((request) => request !== "GET")).toEqual([`PUT ${ours}`]);
    },
  );

  it("is not told as not applied by the first read of the next one", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["serverError"];
    await inDoubt(scene, window);
    window.changes.dispose();
    scene.disk = scene.disk.kill();
    const next = await scene.openWindow();
    next.changes.settleDoubts();
    await passTurns(() => azure.requests.length > 3);
    await passTurns();
    expect(next.row()).toMatchObject({ knowledge: { kind: "nothing" } });
    expect(next.run.closed).toBeUndefined();
    await pass(scene, 61_000);
    expect(next.run).toMatchObject({
      closed: { how: "finished" },
      steps: [{ state: "failed", after: null }],
    });
    expect(next.row()).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "none" } });
  });

  it("is settled by another window whose view is open, and by one only", async () => {
    const { scene, azure, window } = await openScene();
    const [two, three] = [await scene.openWindow(), await scene.openWindow()];
    two.changes.settleDoubts();
    three.changes.settleDoubts();
    azure.writeFaults = ["lostBefore"];
    await inDoubt(scene, window);
    window.changes.dispose();
    window.journal.dispose();
    await passTime(scene, () => expect(two.run.closed).toBeDefined());
    expect(azure.requests.length).toBeLessThan(8);
    await passTime(scene, () => expect(three.run).toEqual(two.run));
  });

  it("does not keep the others busy when the disk takes nothing more", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    await inDoubt(scene, window);
    window.changes.dispose();
    scene.disk = scene.disk.kill();
    const next = await scene.openWindow();
    scene.disk.fault = { code: "ENOSPC" };
    const before = scene.disk.acts.length;
    next.changes.settleDoubts();
    await pass(scene, 30_000);
    expect(scene.disk.acts.length - before).toBeLessThan(10);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "can be killed at any moment of the doubt (call %i after it began)",
    async (after) => {
      const scene = new ChangeScene();
      const azure = scene.azure();
      azure.writeFaults = ["late"];
      const { window, calls } = await crashingWindow(scene, "before GET", 3 + (after % 2));
      void window.changes.run(planOf("link", [step(1, null, ours)]), window.options());
      await passTurns(() => window.inDoubt > 0);
      await pass(scene, after * 8000);
      expect(calls()).toBeGreaterThan(0);
      window.changes.dispose();
      scene.disk = scene.disk.kill();
      const next = await scene.openWindow();
      const [open] = next.journal.interrupted;
      const results = open ? (await next.resume(open.runId)).results : [];
      expect(results.map(({ kind }) => kind)).toEqual(open ? ["changed"] : []);
      expect(next.run.steps).toMatchObject([{ state: "changed", before: null, after: ours }]);
      expect(azure.requests.filter((request) => request !== "GET")).toEqual([`PUT ${ours}`]);
    },
  );
});
