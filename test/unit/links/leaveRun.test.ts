import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { ChangeScene, type ChangeWindow, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { interrupted, passTime } from "../testing/crash.ts";
import { pass } from "../testing/doubtScene.ts";
import { alice } from "../testing/fixtures.ts";

/** A run of so many steps, all of which were announced, and none of which has an end; and the next window. */
async function allAnnounced(scene: ChangeScene, steps: number): Promise<ChangeWindow> {
  const window = await scene.openWindow();
  const append = scene.disk.append.bind(scene.disk);
  scene.disk.append = (name, text) =>
    /"type":"(answered|ended|closed)"/.test(text) ? Promise.reject(new Error("EIO")) : append(name, text);
  const plan = planOf(
    "link",
    Array.from({ length: steps }, (_none, i) => step(i + 1, null, ours)),
  );
  await window.changes.run(plan, window.options());
  expect(window.run.steps.map(({ state }) => state)).toEqual(plan.steps.map(() => "announced"));
  window.journal.dispose();
  scene.disk = scene.disk.kill();
  scene.clock.advance(200_000);
  return scene.openWindow();
}

describe("A look at an interrupted run", () => {
  it("reads what a try before it had left unclear, and so does leaving it", async () => {
    const scene = new ChangeScene();
    const window = await scene.openWindow();
    scene.azure().writeFaults = ["lostAfter"];
    scene.azure().readFaults = [undefined, ...Array.from({ length: 3 }, () => new PalError("unauthorized"))];
    scene.signedIn = false;
    const append = scene.disk.append.bind(scene.disk);
    scene.disk.append = (name, text) =>
      text.includes('"type":"closed"') ? Promise.reject(new Error("EIO")) : append(name, text);
    await window.link(ours);
    expect(window.run).toMatchObject({ steps: [{ state: "unclear" }] });
    window.journal.dispose();
    scene.disk = scene.disk.kill();
    scene.clock.advance(20_000);
    scene.azure().readFaults = [];

    const next = await scene.openWindow();
    expect(await next.changes.look(next.run)).toMatchObject([{ step: 0, found: ours, name: "Contoso" }]);
    const record = await next.changes.leave(next.run.runId);
    expect(record).toMatchObject({
      closed: { how: "leftAsIs" },
      steps: [{ state: "changed", before: null, after: ours, afterName: "Contoso" }],
    });
  });

  it("reads each step, tells each for itself, and says when its row learnt it", async () => {
    const scene = new ChangeScene(3);
    const next = await allAnnounced(scene, 3);
    scene.azure(2).readFaults = [new PalError("forbidden")];
    scene.azure(3).linked = "111111"; // by somebody else
    await pass(scene, 61_000); // nothing of it can still be on its way
    const looks = await next.changes.look(next.run);
    expect(looks).toMatchObject([
      { step: 0, found: ours, name: "Contoso" },
      { step: 1, error: { code: "forbidden" } },
      { step: 2, found: "111111", name: "Contoso" },
    ]);
    expect(looks[1]).not.toHaveProperty("found");
    expect(next.row(1).knowledge).toMatchObject({
      kind: "linked",
      link: { partnerId: ours, partnerName: "Contoso" },
      at: scene.clock.now(),
    });
    expect([1, 2, 3].map((n) => next.row(n).attempt.kind)).toEqual(["none", "failed", "none"]);
  });

  it("also reads a tenant that is not listed any more", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    next.store.setTenants(alice.id, []);
    expect(next.store.rows).toEqual([]);
    expect(await next.changes.look(next.run)).toMatchObject([{ step: 0, found: ours, name: "Contoso" }]);
    expect(await next.changes.leave(next.run.runId)).toMatchObject({
      steps: [{ state: "changed", after: ours, afterName: "Contoso" }],
    });
  });

  it("of a tenant that is not listed any more fails as any other", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    next.store.setTenants(alice.id, []);
    scene.azure().readFaults = [new PalError("forbidden")];
    expect(await next.changes.look(next.run)).toMatchObject([{ step: 0, error: { code: "forbidden" } }]);
  });

  it("says that an account that is signed out is needed, and claims nothing of its tenant", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    next.store.setIdentities("vscode", []);
    const requests = scene.azure().requests.length;
    expect(await next.changes.look(next.run)).toMatchObject([{ step: 0, error: { code: "signInNeeded" } }]);
    expect(await next.leave(next.run.runId)).toMatchObject({
      steps: [{ state: "unclear", error: { code: "signInNeeded" } }],
    });
    expect(scene.azure().requests).toHaveLength(requests);
  });

  it("ends at once when it is cancelled, and leaves the row as it was", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const before = next.row().attempt;
    const looks = await next.changes.look(next.run, AbortSignal.abort());
    expect(looks).toMatchObject([{ step: 0, error: { code: "cancelled" } }]);
    expect(next.row().attempt).toEqual(before);
  });

  it("does not wait for a token that never comes", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const stop = new AbortController();
    scene.token = () => {
      stop.abort();
      return new Promise(() => undefined) as never;
    };
    expect(await next.changes.look(next.run, stop.signal)).toMatchObject([{ error: { code: "cancelled" } }]);
  });

  it("shows as a check while it reads, and then no more", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const attempts: unknown[] = [];
    const readLink = scene.azure().readLink.bind(scene.azure());
    scene.azure().readLink = (call) => {
      attempts.push(next.row().attempt);
      return readLink(call);
    };
    await next.changes.look(next.run);
    expect([...attempts, next.row().attempt]).toEqual([{ kind: "running", work: "check" }, { kind: "none" }]);
  });

  it("passes the signal on to the read", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const stop = new AbortController();
    const readLink = scene.azure().readLink.bind(scene.azure());
    scene.azure().readLink = (call) => {
      stop.abort();
      return readLink(call);
    };
    expect(await next.changes.look(next.run, stop.signal)).toMatchObject([{ error: { code: "cancelled" } }]);
  });
});

describe("A run that cannot be left because the disk is full", () => {
  it("is no window's any more: another one leaves it", async () => {
    const scene = new ChangeScene();
    const next = await interrupted(scene, "after PUT");
    const third = await scene.openWindow();
    const append = scene.disk.append.bind(scene.disk);
    scene.disk.append = (name, text) =>
      text.includes('"type":"ended"') ? Promise.reject(new Error("ENOSPC")) : append(name, text);
    await expect(next.changes.leave(next.run.runId)).rejects.toMatchObject({ code: "noJournal" });
    scene.disk.append = append;
    await passTime(scene, () => expect(third.journal.interrupted).toHaveLength(1));
    expect(await third.changes.leave(third.run.runId)).toMatchObject({ closed: { how: "leftAsIs" } });
    await passTime(scene, () => expect(next.run.closed).toBeDefined());
  });
});

describe("What is known of a tenant after a change", () => {
  it("is as old as the read that showed it", async () => {
    const { scene, window } = await openScene();
    scene.clock.advance(5000);
    await window.link(ours);
    expect(scene.log.lines).toEqual([]); // nothing went wrong, though nobody looks on
    expect(window.row().knowledge).toMatchObject({
      kind: "linked",
      link: { partnerId: ours, partnerName: "Contoso" },
      at: 1_005_000,
    });
  });
});
