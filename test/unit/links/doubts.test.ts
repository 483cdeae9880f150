import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { inDoubt, pass, passTurns } from "../testing/doubtScene.ts";
import type { WriteFault } from "../testing/modelArm.ts";

const other = "111111";
/** Answers that do not tell whether a write was applied. */
const lost = ["timedOut", "unreachable", "serverError", "redirected", "unreadableAnswer"] as const;

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
    expect(undoPlan(window.run)?.steps).toMatchObject([step(1, ours, null)]);
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
    const needed = [new PalError("unauthorized"), new PalError("mfaNeeded")];
    azure.readFaults = [undefined, undefined, ...needed, ...needed];
    const isDone = await inDoubt(scene, window);
    await pass(scene, 59_000);
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
    await pass(scene, 1000);
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
