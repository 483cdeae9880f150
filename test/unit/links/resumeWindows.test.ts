import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { ChangeScene, openScene, ours } from "../testing/changeScene.ts";
import { crashingWindow, interrupted, passTime, sleepingWindow } from "../testing/crash.ts";

describe("A run of a window that is alive", () => {
  it("is not taken from a window that is alive", async () => {
    const { scene, window } = await openScene();
    const { window: busy } = await crashingWindow(scene, "before PUT");
    void busy.link(ours);
    await passTime(scene, () => expect(window.journal.runs).toHaveLength(1));
    await expect(window.resume(window.run.runId)).rejects.toMatchObject({
      code: "busy",
    });
    await expect(window.leave(window.run.runId)).rejects.toMatchObject({ code: "busy" });
    expect(scene.azure().requests).toEqual(["GET"]);
  });
});

describe("A window that sleeps while another one takes its run over", () => {
  it("sends nothing more when it wakes up", async () => {
    const scene = new ChangeScene();
    const { window, isAsleep, wake } = await sleepingWindow(scene, "before append"); // the announcement
    const result = window.link(ours);
    await isAsleep;
    scene.clock.advance(20_000);
    const next = await scene.openWindow();
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed" }]);
    const { requests } = scene.azure();
    wake();
    expect(await result).toMatchObject({ kind: "failed", error: { code: "notOwner" } });
    expect(scene.azure().requests).toEqual(requests);
  });

  it("tells what it reads, and leaves the journal to the other", async () => {
    const scene = new ChangeScene();
    const { window, isAsleep, wake } = await sleepingWindow(scene, "after PUT");
    const result = window.link(ours);
    await isAsleep;
    scene.clock.advance(20_000);
    const next = await scene.openWindow();
    await next.resume(next.run.runId);
    const { texts } = scene.disk;
    wake();
    expect(await result).toMatchObject({ kind: "changed", link: { partnerId: ours } });
    expect(scene.disk.texts).toEqual(texts);
    expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET", "GET"]);
  });
});

describe("The row of an interrupted change", () => {
  it("does not say any more what was known before the write", async () => {
    const { scene, window } = await openScene();
    const check = window.store.begin(window.row().id, "check");
    check?.learn({ kind: "notLinked", at: scene.clock.now() });
    check?.end();
    const { window: dying, died } = await crashingWindow(scene, "after PUT");
    void dying.link(ours);
    await died;
    expect(window.row().knowledge.kind).toBe("notLinked"); // its owner may still be at it
    await passTime(scene, () => expect(window.journal.interrupted).toHaveLength(1));
    expect(window.row()).toMatchObject({
      knowledge: { kind: "nothing" },
      attempt: { kind: "failed", work: "link", error: { code: "unclear" } },
    });
  });

  it("keeps what was read since, and what came of a later try", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    expect(next.row().attempt).toMatchObject({ kind: "failed", error: { code: "unclear" } });
    scene.azure().readFaults = [new PalError("forbidden")];
    await next.changes.look(next.run);
    expect(next.row().attempt).toMatchObject({ kind: "failed", error: { code: "forbidden" } });
    const third = await scene.openWindow(); // which tells the others that something is going on
    await third.leave(third.run.runId);
    await passTime(scene, () => expect(next.run.closed).toBeDefined());
    expect(next.row().attempt).toMatchObject({ kind: "failed", error: { code: "forbidden" } });
    expect(third.row().knowledge).toMatchObject({ kind: "linked" });
  });

  it("stays as it is where nothing was announced", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "before GET");
    expect(next.row()).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "none" } });
  });
});
