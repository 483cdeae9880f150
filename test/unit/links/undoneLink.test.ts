import { describe, expect, it } from "vitest";
import type { ChangePlan } from "../../../src/model/change.ts";
import type { RunRecord } from "../../../src/model/journal.ts";
import { canUndo, undoPlan } from "../../../src/model/undoPlan.ts";
import { type ChangeWindow, ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { crashingWindow, interrupted } from "../testing/crash.ts";
import type { ModelArm } from "../testing/modelArm.ts";

const other = "111111";

function planToUndo(record: RunRecord): ChangePlan {
  const plan = undoPlan(record);
  if (!plan) {
    throw new Error("nothing to undo");
  }
  return plan;
}

/** Undoes a run of one step, and gives what came of it. */
async function undo(window: ChangeWindow, record = window.run): Promise<string | undefined> {
  const { results } = await window.do(planToUndo(record));
  return results[0]?.kind;
}

/** Somebody removes the link and makes the same again. */
function linkAgain(azure: ModelArm): void {
  azure.linked = undefined;
  azure.linked = ours;
}

describe("An undo takes back only the link that the change left", () => {
  it("not one to the same ID that was removed and made again since", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    linkAgain(azure);
    const before = azure.requests.length;
    expect(await undo(window)).toBe("foundOther");
    expect(azure.linked).toBe(ours);
    expect(azure.requests.slice(before)).toEqual(["GET"]);
    expect(window.run.steps).toMatchObject([{ state: "foundOther", after: ours }]);
  });

  it("not one that was changed to another ID and back", async () => {
    const { azure, window } = await openScene();
    azure.linked = other;
    await window.change("update", other, ours);
    azure.linked = "222222";
    azure.linked = ours;
    expect(await undo(window)).toBe("foundOther");
    expect(azure.linked).toBe(ours);
  });

  it.each([["version" as const], ["updatedAt" as const]])(
    "also where Azure tells only its %s",
    async (stamp) => {
      const { azure, window } = await openScene();
      azure.stamps = [stamp];
      await window.link(ours);
      linkAgain(azure);
      expect(await undo(window)).toBe("foundOther");
      expect(azure.linked).toBe(ours);
    },
  );

  it("compares what both answers tell: an old one that tells nothing stands in nobody's way", async () => {
    const { azure, window } = await openScene();
    azure.stamps = [];
    await window.link(ours);
    azure.stamps = ["version", "updatedAt"];
    expect(await undo(window)).toBe("changed");
    expect(azure.linked).toBeUndefined();
  });

  it("and does so as before where nothing happened in between, there and back", async () => {
    const { azure, window } = await openScene();
    azure.linked = other;
    await window.change("update", other, ours);
    const seen: (string | undefined)[] = [];
    for (let times = 0; times < 4; times += 1) {
      expect(await undo(window)).toBe("changed");
      seen.push(azure.linked);
    }
    expect(seen).toEqual([other, ours, other, ours]);
  });

  it("and the same of an undo that is undone", async () => {
    const { azure, window } = await openScene();
    azure.linked = ours;
    await window.change("remove", ours, null);
    await undo(window);
    linkAgain(azure);
    expect(await undo(window)).toBe("foundOther");
    expect(azure.linked).toBe(ours);
  });

  it("also after a restart: the journal remembers which link it was", async () => {
    const { scene, azure, window } = await openScene();
    await window.link(ours);
    const next = await scene.openWindow();
    linkAgain(azure);
    expect(await undo(next)).toBe("foundOther");
    expect(azure.linked).toBe(ours);
  });

  it("of several tenants, in each by itself", async () => {
    const scene = new ChangeScene(3);
    const window = await scene.openWindow();
    await window.changes.run(
      planOf(
        "link",
        [1, 2, 3].map((n) => step(n, null, ours)),
      ),
      window.options(),
    );
    linkAgain(scene.azure(2));
    const { results } = await window.changes.run(planToUndo(window.run), window.options());
    expect(results.map(({ kind }) => kind)).toEqual(["changed", "foundOther", "changed"]);
    expect([1, 2, 3].map((n) => scene.azure(n).linked)).toEqual([undefined, ours, undefined]);
  });

  it("also when the same plan is tried again", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    const plan = planToUndo(window.run);
    azure.writeFaults = ["throttled"];
    await window.changes.run(plan, window.options());
    linkAgain(azure);
    const { results } = await window.changes.run(plan, window.options());
    expect(results).toMatchObject([{ kind: "foundOther" }]);
    expect(azure.linked).toBe(ours);
  });

  it.each(["before DELETE", "before GET"])(
    "also when it was interrupted %s and is resumed",
    async (place) => {
      const { scene, azure, window } = await openScene();
      await window.link(ours);
      const plan = planToUndo(window.run);
      const { window: dying, died } = await crashingWindow(scene, place);
      void dying.changes.run(plan, dying.options());
      await died;
      scene.disk = scene.disk.kill();
      linkAgain(azure);
      scene.clock.advance(20_000);
      const next = await scene.openWindow();
      expect(next.journal.interrupted.map(({ plan: { purpose } }) => purpose)).toEqual(["undo"]);
      const { results } = await next.resume(next.run.runId);
      expect(results[0]?.kind).not.toBe("changed");
      expect(azure.linked).toBe(ours);
    },
  );

  it("of an interrupted change, the one that was found when it was left", async () => {
    const scene = new ChangeScene();
    const azure = scene.azure();
    const next = await interrupted(scene, "after PUT");
    const record = await next.changes.leave(next.run.runId);
    expect(record.steps).toMatchObject([{ state: "changed", afterStamp: { version: 1 } }]);
    linkAgain(azure);
    expect(await undo(next, record)).toBe("foundOther");
    expect(azure.linked).toBe(ours);
  });
});

/** Of each run, the newest first, whether it can be undone. */
function offers({ journal: { runs } }: ChangeWindow): boolean[] {
  return runs.map((run) => canUndo(run, 0, runs));
}

describe("The offer to undo", () => {
  it("ends with a later change of the same tenant by the same account", async () => {
    const { window } = await openScene();
    await window.link(ours);
    await window.change("remove", ours, null);
    await window.link(ours);
    expect(offers(window)).toEqual([true, false, false]);
  });

  it("does not end with a later run that changed nothing there", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    await window.link(ours); // nothing to do
    await window.change("remove", other, null); // found another
    azure.writeFaults = ["refused"];
    await window.change("update", ours, other);
    expect(offers(window)).toEqual([false, false, false, true]);
  });

  it("ends with a later write of which nobody knows what became", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    azure.writeFaults = ["otherId"];
    await window.change("update", ours, other);
    expect(offers(window)).toEqual([false, false]);
  });

  it("stands again when the undo itself came to nothing", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    azure.writeFaults = ["lostBefore"];
    await undo(window);
    expect(offers(window).at(-1)).toBe(true);
  });

  it("is of the last change by Azure's clock, whatever the clock here says", async () => {
    const { scene, window } = await openScene();
    scene.clock.set(3 * 86_400_000);
    await window.link(ours);
    scene.clock.set(-3 * 86_400_000);
    await window.change("update", ours, other);
    await window.change("remove", other, null);
    const byPurpose = window.journal.runs.map((run) => [
      run.plan.purpose,
      canUndo(run, 0, window.journal.runs),
    ]);
    expect(Object.fromEntries(byPurpose)).toEqual({ remove: true, update: false, link: false });
  });
});
