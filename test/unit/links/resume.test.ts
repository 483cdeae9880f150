import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { crashingWindow, interrupted } from "../testing/crash.ts";

const other = "111111";

describe("A run that was interrupted", () => {
  it("before anything was sent is done when it is resumed", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "before GET");
    expect(next.journal.interrupted).toMatchObject([{ steps: [{ state: "planned" }] }]);
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed" }]);
    expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
    expect(next.run.closed).toMatchObject({ how: "finished" });
    expect(next.journal.interrupted).toEqual([]);
  });

  it("after the write was announced, and before it was sent, is read and then done", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "before PUT");
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed" }]);
    // What was announced may still be on its way: so the tenant is read three times before it is sent again.
    expect(scene.azure().requests).toEqual(["GET", "GET", "GET", "GET", `PUT ${ours}`, "GET"]);
  });

  it("after the write was sent is only read", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed", link: { partnerId: ours } }]);
    expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
    expect(undoPlan(next.run)?.steps).toEqual([
      { ...step(1, ours, null), fromStamp: { version: 1, updatedAt: 1_700_000_000_001 } },
    ]);
  });

  it("is not written over when the link is another one meanwhile", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    scene.azure().linked = other;
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([
      { kind: "failed", error: { code: "notVerified", details: { foundPartnerId: other } } },
    ]);
    expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET", "GET", "GET"]);
  });

  it("whose write comes late is changed, and not said to have had nothing to do", async () => {
    const scene = new ChangeScene();
    scene.azure().writeFaults = ["late"];
    const next = await interrupted(scene, "after PUT");
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed" }]);
    expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET", "GET"]);
    expect(undoPlan(next.run)?.steps).toEqual([
      { ...step(1, ours, null), fromStamp: { version: 1, updatedAt: 1_700_000_000_001 } },
    ]);
  });

  it("that Azure had refused has nothing to undo when somebody else linked the same ID", async () => {
    const scene = new ChangeScene();
    scene.azure().writeFaults = ["refused"];
    const next = await interrupted(scene, "after append", 2); // Azure's answer is written down
    scene.azure().linked = ours;
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "nothingToDo" }]);
  });

  it("stays open when the tenant cannot be read, and claims nothing", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    scene.azure().readFaults = Array.from({ length: 3 }, () => new PalError("unreachable"));
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "failed", error: { code: "unclear" } }]);
    expect(next.run).toMatchObject({ steps: [{ state: "inDoubt" }] });
    expect(next.run.closed).toBeUndefined();

    const again = await next.resume(next.run.runId);
    expect(again.results).toMatchObject([{ kind: "changed" }]);
  });

  it("stays open when the user does not sign in", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    scene.silent = false;
    scene.signedIn = false;
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "failed", error: { code: "unclear" } }]);
    expect(next.row().knowledge.kind).toBe("nothing");
    expect(next.run.closed).toBeUndefined();
  });

  it("does what failed once more, and leaves alone what is done", async () => {
    const scene = new ChangeScene(3);
    scene.azure(2).readFaults = [new PalError("unreachable")];
    const { window, died } = await crashingWindow(scene, "before GET", 4);
    void window.changes.run(
      planOf("link", [step(1, null, ours), step(2, null, ours), step(3, null, ours)]),
      window.options(),
    );
    await died;
    scene.disk = scene.disk.kill();
    scene.clock.advance(20_000);
    const next = await scene.openWindow();
    expect(next.run.steps.map(({ state }) => state)).toEqual(["changed", "failed", "planned"]);
    const { results } = await next.resume(next.run.runId);
    expect(results.map(({ kind }) => kind)).toEqual(["changed", "changed", "changed"]);
    expect(scene.azure(1).requests).toHaveLength(3);
  });
});

describe("A run of several steps that was interrupted", () => {
  it("asks one question at a time when what was announced is sent again", async () => {
    const scene = new ChangeScene(3);
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours), step(3, null, ours)]);
    const window = await scene.openWindow();
    const log = await window.journal.begin(plan);
    for (const index of plan.steps.keys()) {
      await log.write({ type: "writing", step: index, verb: "PUT", partnerId: ours, before: null });
    }
    log.release();
    await new Promise((resolve) => setTimeout(resolve, 10));
    scene.arms.forEach((arm) => (arm.writeFaults = ["mfa"]));
    let asking = 0;
    let most = 0;
    const { results } = await window.resume(log.runId, {
      signIn: async ({ tenantId }) => {
        asking += 1;
        most = Math.max(most, asking);
        await new Promise((resolve) => setImmediate(resolve));
        asking -= 1;
        return scene.token("signed in", tenantId);
      },
    });
    expect(results.map(({ kind }) => kind)).toEqual(["changed", "changed", "changed"]);
    expect(most).toBe(1);
  });
});

describe("How an interrupted run stands", () => {
  it("is found by reading, and not written down", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const before = scene.disk.acts.length;
    expect(await next.changes.look(next.run)).toEqual([
      { step: 0, found: ours, name: "Contoso", stamp: { version: 1, updatedAt: 1_700_000_000_001 } },
    ]);
    expect(scene.disk.acts.slice(before)).toEqual([]);
    expect(next.row().knowledge).toMatchObject({ kind: "linked" });
    expect(next.run).toMatchObject({ steps: [{ state: "announced" }] });
  });

  it("is nothing to be read where nothing was announced", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "before GET");
    expect(await next.changes.look(next.run)).toEqual([]);
  });

  it("is not asked for with a dialog", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    scene.silent = false;
    expect(await next.changes.look(next.run)).toMatchObject([{ step: 0, error: { code: "signInNeeded" } }]);
    expect(next.challenges).toEqual([]);
    expect(scene.azure().requests).toHaveLength(2);
  });
});

describe("A run that is left as it is", () => {
  it.each([
    ["after PUT", ours, { state: "changed", before: null, after: ours }],
    ["before PUT", undefined, { state: "failed", before: null, after: null, error: { code: "interrupted" } }],
    ["after PUT", other, { state: "notVerified", before: null, after: other }],
  ] as const)("says what came of it (%s, then %s is found)", async (where, linked, expected) => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, where);
    scene.azure().linked = linked;
    const record = await next.leave(next.run.runId);
    expect(record).toMatchObject({ closed: { how: "leftAsIs" }, steps: [expected] });
    expect(scene.azure().requests.at(-1)).toBe("GET");
    expect(next.run).toEqual(record);
    expect(next.journal.interrupted).toEqual([]);
  });

  it("is unclear where it cannot be read", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    scene.azure().readFaults = Array.from({ length: 3 }, () => new PalError("unreachable"));
    const record = await next.leave(next.run.runId);
    expect(record).toMatchObject({ steps: [{ state: "unclear", error: { code: "unreachable" } }] });
    expect(next.row().knowledge.kind).toBe("nothing");
  });

  it("was not changed by a write that Azure had refused, though what was wanted is there", async () => {
    const scene = new ChangeScene();
    scene.azure().writeFaults = ["refused"];
    const next = await interrupted(scene, "after append", 2); // Azure's answer is written down
    scene.azure().linked = ours;
    const record = await next.leave(next.run.runId);
    expect(record).toMatchObject({ steps: [{ state: "nothingToDo", after: ours }] });
  });

  it("sends nothing where nothing was sent", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "before GET");
    const record = await next.leave(next.run.runId);
    expect(record).toMatchObject({ closed: { how: "leftAsIs" }, steps: [{ state: "planned" }] });
    expect(scene.azure().requests).toEqual([]);
  });

  it("is over: it can neither be resumed nor left again", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    await next.leave(next.run.runId);
    await expect(next.resume(next.run.runId)).rejects.toMatchObject({
      code: "notOwner",
    });
    expect(scene.azure().requests.at(-1)).toBe("GET");
  });
});

describe("Undoing", () => {
  it.each([
    ["link", null, ours],
    ["update", other, ours],
    ["remove", other, null],
  ] as const)("brings back what was there before (%s)", async (purpose, from, wanted) => {
    const { scene, azure, window } = await openScene();
    azure.linked = from ?? undefined;
    await window.change(purpose, from, wanted);
    const plan = undoPlan(window.run);
    scene.clock.advance(1);
    const { results } = plan ? await window.do(plan) : { results: [] };
    expect(results).toMatchObject([{ kind: "changed" }]);
    expect(azure.linked).toBe(from ?? undefined);
    expect(window.run.plan.undoes).toEqual({ runId: window.journal.runs[1]?.runId, steps: [0] });
  });

  it("leaves alone what was changed since", async () => {
    const { azure, window } = await openScene();
    await window.link(ours);
    azure.linked = other;
    const plan = undoPlan(window.run);
    const { results } = plan ? await window.do(plan) : { results: [] };
    expect(results).toMatchObject([{ kind: "foundOther", link: { partnerId: other } }]);
    expect(azure.linked).toBe(other);
  });
});
