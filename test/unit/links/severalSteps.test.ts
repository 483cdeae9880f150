import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { undoPlan } from "../../../src/model/undoPlan.ts";
import { ChangeScene, ours, planOf, step } from "../testing/changeScene.ts";
import { crashingWindow, passTime } from "../testing/crash.ts";
import { alice, tenant } from "../testing/fixtures.ts";

const other = "111111";

describe("A run of two steps whose journal lacks something", () => {
  it.each([
    ["ended", "failed"],
    ["ended", "changed"],
    ["writing", "noJournal"],
  ] as const)("of the first stays open, and is found again: %s, %s", async (type, how) => {
    const scene = new ChangeScene(2);
    const window = await scene.openWindow();
    if (how === "failed") {
      scene.azure(1).readFaults = [new PalError("forbidden")];
    }
    const append = scene.disk.append.bind(scene.disk);
    let isBroken = false;
    scene.disk.append = (name, text) => {
      if (!isBroken && text.includes(`"type":"${type}"`)) {
        isBroken = true;
        return Promise.reject(new Error("EIO"));
      }
      return append(name, text);
    };
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours)]);
    const { results } = await window.changes.run(plan, window.options());
    const codes = results.map((result) => (result.kind === "failed" ? result.error.code : result.kind));
    expect(codes).toEqual(
      {
        failed: ["forbidden", "changed"],
        changed: ["changed", "changed"],
        noJournal: ["noJournal", "noJournal"],
      }[how],
    );
    expect(window.run.closed).toBeUndefined();

    window.journal.dispose();
    scene.disk = scene.disk.kill();
    const next = await scene.openWindow();
    await passTime(scene, () => expect(next.journal.interrupted).toHaveLength(1));
    const again = await next.changes.resume(next.run.runId, next.options());
    expect(again.results.map(({ kind }) => kind)).toEqual(
      ["changed", "changed"].map((kind, i) => (how === "failed" && i === 0 ? "changed" : kind)),
    );
    expect(next.run.closed).toMatchObject({ how: "finished" });
  });
});

describe("A run that is resumed", () => {
  it("leaves alone what ended before, whatever it came to, and says so in full", async () => {
    const scene = new ChangeScene(5);
    scene.azure(1).linked = ours; // nothing to do
    scene.azure(2).linked = other; // found another
    scene.azure(4).linked = ours;
    const { window, died } = await crashingWindow(scene, "before GET", 8);
    const plan = planOf("link", [
      step(1, null, ours),
      step(2, null, ours),
      step(3, null, ours),
      step(4, ours, null),
      step(5, null, ours),
    ]);
    void window.changes.run({ ...plan, purpose: "undo" }, window.options());
    await died;
    scene.disk = scene.disk.kill();
    scene.clock.advance(20_000);
    const next = await scene.openWindow();
    const states = ["nothingToDo", "foundOther", "changed", "changed", "announced"];
    expect(next.run.steps.map(({ state }) => state)).toEqual(states);
    const before = scene.arms.map(({ requests }) => requests.length);
    const told: string[] = [];
    const { results } = await next.changes.resume(
      next.run.runId,
      next.options({ onProgress: (index, { kind }) => told.push(`${index} ${kind}`) }),
    );
    const link = { partnerId: ours, partnerName: "Contoso" };
    expect(results).toMatchObject([
      { kind: "nothingToDo", link },
      { kind: "foundOther", link: { ...link, partnerId: other } },
      { kind: "changed", link },
      { kind: "changed" },
      { kind: "changed", link },
    ]);
    expect(results[3]).not.toHaveProperty("link");
    expect(told).toEqual(["0 nothingToDo", "1 foundOther", "2 changed", "3 changed", "4 changed"]);
    expect(scene.arms.slice(0, 4).map(({ requests }) => requests.length)).toEqual(before.slice(0, 4));
  });

  it("had nothing to do where the write was cancelled before it was sent, and somebody else linked the same", async () => {
    const scene = new ChangeScene(2);
    const { window, died } = await crashingWindow(scene, "before append", 3);
    const stop = new AbortController();
    scene.disk.onWrite = () => scene.azure(1).requests.length > 0 && stop.abort();
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours)]);
    void window.changes.run(plan, window.options({ signal: stop.signal }));
    await died;
    scene.disk = scene.disk.kill();
    scene.clock.advance(20_000);
    const next = await scene.openWindow();
    expect(next.run.steps[0]).toMatchObject({ state: "failed", error: { code: "cancelled" } });
    expect(next.run.steps[0]?.announcedAt).toBeDefined();
    scene.azure(1).linked = ours; // by somebody else
    const { results } = await next.changes.resume(next.run.runId, next.options());
    expect(results[0]).toMatchObject({ kind: "nothingToDo" });
    expect(scene.azure(1).requests.filter((request) => request !== "GET")).toEqual([]);
    expect(undoPlan(next.run)?.steps.map(({ tenantId }) => tenantId)).toEqual([tenant(2).tenantId]);
  });

  it("says changed where its own write was found not to be verified, and is there by now", async () => {
    const scene = new ChangeScene(2);
    scene.azure(1).others = [undefined, undefined, other];
    const { window, died } = await crashingWindow(scene, "before GET", 3);
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours)]);
    void window.changes.run(plan, window.options());
    await died;
    scene.disk = scene.disk.kill();
    scene.clock.advance(20_000);
    const next = await scene.openWindow();
    expect(next.run.steps[0]).toMatchObject({ state: "notVerified" });
    scene.azure(1).linked = ours;
    const { results } = await next.changes.resume(next.run.runId, next.options());
    expect(results[0]).toMatchObject({ kind: "changed" });
    expect(undoPlan(next.run, [0])?.steps).toMatchObject([step(1, ours, null)]);
  });
});

describe("A run that another window took over", () => {
  it("sends and asks nothing more in the steps that were to come", async () => {
    const scene = new ChangeScene(3);
    const { window } = await crashingWindow(scene, "never");
    let isTaken = false;
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours), step(3, null, ours)]);
    const readLink = scene.azure(1).readLink.bind(scene.azure(1));
    scene.azure(1).readLink = async (call) => {
      if (!isTaken) {
        isTaken = true;
        scene.clock.advance(20_000);
        const name = [...scene.disk.texts.keys()].find((it) => it.includes(".owner-1")) ?? "";
        scene.disk.drop(name);
        const next = await scene.openWindow();
        await next.journal.takeOver(next.run.runId);
      }
      return readLink(call);
    };
    const { results } = await window.changes.run(plan, window.options());
    expect(results.map((result) => result.kind === "failed" && result.error.code)).toEqual([
      "notOwner",
      "notOwner",
      "notOwner",
    ]);
    expect(scene.azure(1).requests).toEqual(["GET"]);
    expect(scene.azure(2).requests).toEqual([]);
    expect(scene.azure(3).requests).toEqual([]);
    expect(window.challenges).toEqual([]);
    expect(window.store.row(rowId(alice.id, tenant(2).tenantId))?.attempt).toEqual({ kind: "none" });
  });
});
