import { describe, expect, it } from "vitest";
import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { IdentitySourcePort } from "../../../src/model/ports.ts";
import { ChangeScene, type ChangeWindow, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { inDoubt, pass, passTurns } from "../testing/doubtScene.ts";
import { alice, tenant } from "../testing/fixtures.ts";

const person = new PalError("unauthorized");

/** Checks the row as a view does it, in a window whose person has signed in by now. */
function check(scene: ChangeScene, { store, journal }: ChangeWindow): Promise<unknown> {
  const { clock, log, arm } = scene;
  const source: IdentitySourcePort = {
    list: () => Promise.resolve([alice]),
    silentToken: (_identity, tenantId) => Promise.resolve(scene.token("again", tenantId)),
    interactiveToken: () => Promise.reject(new Error("not used here")),
    signIn: () => Promise.reject(new Error("not used here")),
  };
  const isInDoubt = journal.isInDoubt.bind(journal);
  const gate = new TokenGate(source, clock);
  return new CheckQueue({ gate, arm, store, clock, log, isInDoubt }).check(store.rows.map(({ id }) => id));
}

/** A window that finds a run all of whose steps were announced by one that died a moment ago. */
async function allAnnounced(scene: ChangeScene, steps: number): Promise<ChangeWindow> {
  const window = await scene.openWindow();
  const append = scene.disk.append.bind(scene.disk);
  scene.disk.append = (name, text) =>
    /"type":"(?:answered|ended|closed)"/.test(text) ? Promise.reject(new Error("EIO")) : append(name, text);
  await window.do(
    planOf(
      "link",
      Array.from({ length: steps }, (_none, i) => step(i + 1, null, ours)),
    ),
  );
  window.journal.dispose();
  scene.disk = scene.disk.kill();
  scene.clock.advance(20_000);
  return scene.openWindow();
}

describe("A write that was lost, in a tenant that cannot be read without a person", () => {
  it.each(["lostBefore", "lateOk"] as const)(
    "is in doubt until it cannot come any more (%s)",
    async (fault) => {
      const { scene, azure, window } = await openScene();
      azure.writeFaults = [fault];
      azure.readFaults = [undefined, person];
      scene.signedIn = false;
      await inDoubt(scene, window);
      expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
      expect(window.run.closed).toBeUndefined();
      expect(window.journal.isInDoubt(alice.id, tenant(1).tenantId, null)).toBe(true);
      azure.linked = ours; // it arrives
      await pass(scene, 61_000);
      expect(window.run).toMatchObject({ steps: [{ state: "changed" }], closed: { how: "finished" } });
      expect(window.row().knowledge).toMatchObject({ kind: "linked", link: { partnerId: ours } });
      expect(window.challenges).toHaveLength(1); // only by the read just after it
    },
  );

  it("is told by no check as not linked for sure", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    azure.readFaults = [undefined, person];
    scene.signedIn = false;
    await inDoubt(scene, window);
    const other = await scene.openWindow();
    await pass(scene, 5000);
    await check(scene, window);
    await check(scene, other);
    expect([window, other].map((one) => one.row().knowledge.kind)).toEqual(["nothing", "nothing"]);
  });

  it("is unclear at the end, and not before", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    azure.readFaults = [undefined, person, person, person];
    scene.signedIn = false;
    await inDoubt(scene, window);
    await pass(scene, 59_000);
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
    await pass(scene, 2000);
    expect(window.run.steps).toMatchObject([{ state: "unclear" }]);
  });

  it("leaves the run open where the wait is called off", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    azure.readFaults = [undefined, person];
    scene.signedIn = false;
    const stop = new AbortController();
    const isDone = await inDoubt(scene, window, stop.signal);
    stop.abort();
    await passTurns(isDone);
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
    expect(window.run.closed).toBeUndefined();
  });
});

describe("A step in doubt whose account goes and comes back", () => {
  it("stays in doubt, and its row learns what came of it (signed out)", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["late"];
    await inDoubt(scene, window);
    window.store.setIdentities("vscode", []);
    await pass(scene, 11_000);
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
    window.store.setIdentities("vscode", [alice]);
    window.store.setTenants(alice.id, [tenant(1)]);
    await pass(scene, 50_000);
    expect(window.run).toMatchObject({ steps: [{ state: "changed" }], closed: { how: "finished" } });
    expect(window.row()).toMatchObject({ knowledge: { kind: "linked" }, attempt: { kind: "none" } });
  });

  it("stays in doubt, and its row learns what came of it (everything forgotten)", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["late"];
    await inDoubt(scene, window);
    window.store.clear();
    await pass(scene, 11_000);
    expect(window.run.steps).toMatchObject([{ state: "inDoubt" }]);
    window.store.setIdentities("vscode", [alice]);
    window.store.setTenants(alice.id, [tenant(1)]);
    await pass(scene, 50_000);
    expect(window.run.steps).toMatchObject([{ state: "changed" }]);
    expect(window.row()).toMatchObject({ knowledge: { kind: "linked" }, attempt: { kind: "none" } });
  });

  it("is unclear where it does not come back", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["late"];
    await inDoubt(scene, window);
    window.store.setIdentities("vscode", []);
    await pass(scene, 61_000);
    expect(window.run).toMatchObject({ steps: [{ state: "unclear" }], closed: { how: "finished" } });
  });
});

describe("An interrupted run that is left, in a tenant that cannot be read without a person", () => {
  it("stays in doubt until nothing can come any more, and what came is told", async () => {
    const scene = new ChangeScene(2);
    const next = await allAnnounced(scene, 2);
    scene.azure(1).readFaults = [person];
    scene.azure(2).linked = undefined;
    let doubts = 0;
    const stop = new AbortController();
    const left = next.changes.leave(next.run.runId, { signal: stop.signal, onDoubt: (n) => (doubts = n) });
    await passTurns(() => doubts > 0);
    expect(doubts).toBe(2);
    stop.abort();
    await left;
    await passTurns();
    expect(next.run.closed).toBeUndefined();
    expect(next.run.steps).toMatchObject([{ state: "inDoubt" }, { state: "inDoubt" }]);
    const { results } = await next.resume(next.run.runId);
    expect(results[0]).toMatchObject({ kind: "changed" });
  });

  it("that was unclear at the end is not taken for never sent", async () => {
    const scene = new ChangeScene();
    const next = await allAnnounced(scene, 1);
    scene.azure().readFaults = Array.from({ length: 3 }, () => person);
    const append = scene.disk.append.bind(scene.disk);
    scene.disk.append = (name, text) =>
      text.includes('"type":"closed"') ? Promise.reject(new Error("EIO")) : append(name, text);
    await expect(next.leave(next.run.runId)).rejects.toMatchObject({ code: "noJournal" });
    scene.disk.append = append;
    await passTurns();
    expect(next.run.steps).toMatchObject([{ state: "unclear", error: { code: "unauthorized" } }]);
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed" }]);
    expect(next.run.steps).toMatchObject([{ state: "changed" }]);
  });
});

describe("A step in doubt that another window may read in vain", () => {
  it("is not in doubt for another minute after each try", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    await inDoubt(scene, window);
    window.journal.dispose();
    scene.disk = scene.disk.kill();
    const next = await scene.openWindow();
    const isInDoubt = (): boolean => next.journal.isInDoubt(alice.id, tenant(1).tenantId, null);
    expect(isInDoubt()).toBe(true);
    await pass(scene, 120_000);
    expect(isInDoubt()).toBe(false);
    azure.readFaults = [person];
    next.changes.settleDoubts();
    await passTurns();
    await pass(scene, 5000);
    expect(next.run.closed).toBeUndefined();
    expect(isInDoubt()).toBe(false);
  });

  it("is so for a minute after its owner died, however soon somebody tries", async () => {
    const { scene, azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    await inDoubt(scene, window);
    window.journal.dispose();
    scene.disk = scene.disk.kill();
    const next = await scene.openWindow();
    const isInDoubt = (): boolean => next.journal.isInDoubt(alice.id, tenant(1).tenantId, null);
    azure.readFaults = [person];
    next.changes.settleDoubts();
    await pass(scene, 20_000);
    expect(isInDoubt()).toBe(true);
    await pass(scene, 61_000);
    expect(isInDoubt()).toBe(false);
  });
});
