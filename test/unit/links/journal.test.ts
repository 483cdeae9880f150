import { beforeEach, describe, expect, it } from "vitest";
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
});
