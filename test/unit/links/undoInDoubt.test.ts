import { describe, expect, it } from "vitest";
import { canUndo, undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { pass, passTurns } from "../testing/doubtScene.ts";

const other = "111111";

describe("The offer to undo", () => {
  it.each(["this", "another"] as const)(
    "ends while a later change is in doubt, in %s window",
    async (where) => {
      const scene = new ChangeScene();
      const window = await scene.openWindow();
      await window.link(other);
      const first = window.run;
      expect(canUndo(first, 0, window.journal.runs)).toBe(true);
      scene.clock.advance(1000);
      scene.azure().writeFaults = ["lostBefore"];
      void window.changes.run(planOf("update", [step(1, other, ours)]), window.options());
      await passTurns(() => window.inDoubt > 0);
      expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
      const { runs } = (where === "this" ? window : await scene.openWindow()).journal;
      expect(canUndo(first, 0, runs)).toBe(false);
    },
  );

  it("stands again when the later change turns out never to have come", async () => {
    const { scene, azure, window } = await openScene();
    await window.link(other);
    const first = window.run;
    azure.writeFaults = ["lostBefore"];
    await window.change("update", other, ours);
    expect(window.run.steps).toMatchObject([{ state: "failed" }]);
    expect(canUndo(first, 0, window.journal.runs)).toBe(true);
    await pass(scene, 1000);
  });

  it("ends while the undo itself is in doubt", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    const first = window.run;
    azure.writeFaults = ["lostBefore"];
    const plan = undoPlan(first);
    expect(plan).toBeDefined();
    void (plan && window.changes.run(plan, window.options()));
    await passTurns(() => window.inDoubt > 0);
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
    expect(canUndo(first, 0, window.journal.runs)).toBe(false);
  });

  it("ends while a window that died has announced the undo", async () => {
    const { scene, window } = await openScene();
    await window.link(ours);
    const first = window.run;
    scene.disk.append = (
      (append) => (name: string, text: string) =>
        /"type":"(?:answered|ended|closed)"/.test(text)
          ? Promise.reject(new Error("EIO"))
          : append(name, text)
    )(scene.disk.append.bind(scene.disk));
    const plan = undoPlan(first);
    await (plan && window.do(plan));
    expect(window.run.steps).toMatchObject([{ state: "announced" }]);
    expect(canUndo(first, 0, window.journal.runs)).toBe(false);
  });
});
