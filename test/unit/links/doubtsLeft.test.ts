import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { crashingWindow, passTime } from "../testing/crash.ts";
import { inDoubt, pass, passTurns } from "../testing/doubtScene.ts";

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
      expect(undoPlan(next.run)?.steps).toMatchObject([step(1, ours, null)]);
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

  it("stays in doubt where it cannot be read, and is read when a view is opened once more", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostAfter"];
    azure.readFaults = [undefined, new PalError("unreachable")];
    await inDoubt(scene, window);
    window.changes.dispose();
    scene.disk = scene.disk.kill();
    const next = await scene.openWindow();
    scene.silent = false;
    next.changes.settleDoubts();
    await pass(scene, 70_000);
    expect(next.run.steps).toMatchObject([{ state: "inDoubt" }]);
    expect(next.run.closed).toBeUndefined();
    expect(next.row()).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "signInNeeded" } });
    scene.silent = true;
    next.changes.settleDoubts();
    await passTurns(() => next.run.closed !== undefined);
    expect(next.run).toMatchObject({
      closed: { how: "finished" },
      steps: [{ state: "changed", after: ours }],
    });
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
