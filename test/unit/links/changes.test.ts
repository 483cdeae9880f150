import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { alice, tenant } from "../testing/fixtures.ts";

describe("A run of several steps", () => {
  it("goes on after a step that failed, and tells each result as it comes", async () => {
    const scene = new ChangeScene(3);
    const window = await scene.openWindow();
    scene.azure(2).readFaults = [new PalError("forbidden")];
    const told: string[] = [];
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours), step(3, null, ours)]);
    const { results, runId } = await window.changes.run(
      plan,
      window.options({ onProgress: (index, { kind }) => told.push(`${index} ${kind}`) }),
    );
    expect(results.map(({ kind }) => kind)).toEqual(["changed", "failed", "changed"]);
    expect(told).toEqual(["0 changed", "1 failed", "2 changed"]);
    expect(window.run).toMatchObject({ runId, plan, closed: { how: "finished" } });
  });

  it("sends nothing for the steps after it was cancelled", async () => {
    const scene = new ChangeScene(3);
    const window = await scene.openWindow();
    const stop = new AbortController();
    scene.azure(1).onWrite = () => stop.abort();
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours), step(3, null, ours)]);
    const { results } = await window.changes.run(plan, window.options({ signal: stop.signal }));
    expect(results).toMatchObject([
      { kind: "changed" },
      { error: { code: "cancelled" } },
      { error: { code: "cancelled" } },
    ]);
    expect(scene.azure(2).requests).toEqual([]);
    expect(window.run.closed).toMatchObject({ how: "finished" });
  });

  it("is not stopped by a view that fails", async () => {
    const { scene, window } = await openScene();
    const plan = planOf("link", [step(1, null, ours)]);
    const { results } = await window.changes.run(plan, window.options({ onProgress: fail }));
    expect(results).toMatchObject([{ kind: "changed" }]);
    expect(scene.log.lines.join("\n")).toContain("the view is gone");
  });

  it("says of an account that is not signed in any more that it has to be", async () => {
    const { window } = await openScene();
    window.store.setIdentities("vscode", []);
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "signInNeeded" } });
  });

  it("gives a tenant that is not listed any more a row", async () => {
    const { window } = await openScene();
    window.store.setTenants(alice.id, []);
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.row()).toMatchObject({
      tenant: { tenantId: tenant(1).tenantId },
      knowledge: { kind: "linked" },
    });
    expect(window.row().tenant.added).toBeUndefined(); // the user did not ask for it to stay
    expect(window.newRows).toBe(1); // the list beside it is not complete
    window.store.setTenants(alice.id, [tenant(2)]);
    expect(window.store.rows.map((row) => row.tenant)).toEqual([tenant(2)]);
  });

  it("asks for no list where every tenant has a row", async () => {
    const { window } = await openScene();
    await window.link(ours);
    expect(window.newRows).toBe(0);
  });
});

describe("A disk that takes nothing more", () => {
  it("stops everything before it begins", async () => {
    const { scene, azure, window } = await openScene();
    scene.disk.fault = { code: "ENOSPC" };
    await expect(window.link(ours)).rejects.toMatchObject({ code: "noJournal" });
    expect(azure.requests).toEqual([]);
    expect(window.row().attempt).toEqual({ kind: "none" });
  });

  it("stops the write that cannot be announced", async () => {
    const scene = new ChangeScene(2);
    const window = await scene.openWindow();
    const fill = fillDiskAt(scene, "writing");
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours)]);
    const { results } = await window.do(plan);
    expect(fill.isFull()).toBe(true);
    expect(results).toMatchObject([
      { kind: "failed", error: { code: "noJournal" } },
      { kind: "failed", error: { code: "noJournal" } },
    ]);
    expect(scene.azure(1).requests).toEqual(["GET"]);
    expect(scene.azure(2).requests).toEqual([]);
    expect(window.row(1)).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "failed" } });
    expect(window.row(2).attempt).toEqual({ kind: "none" });
    expect(window.run.closed).toBeUndefined(); // it can be resumed when there is room again
  });

  it.each(["answered", "ended"] as const)(
    "does not stop the verification of what was sent (from the line %s on)",
    async (type) => {
      const { scene, azure, window } = await openScene();
      fillDiskAt(scene, type);
      expect(await window.link(ours)).toMatchObject({ kind: "changed" });
      expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
      expect(window.run).toMatchObject({ steps: [{ state: "announced" }] });
      expect(window.run.closed).toBeUndefined();
      expect(window.row().knowledge).toMatchObject({ kind: "linked" });

      scene.disk.fault = undefined;
      const next = await scene.openWindow();
      expect(next.journal.interrupted).toHaveLength(1);
      const { results } = await next.resume(next.run.runId);
      expect(results).toMatchObject([{ kind: "changed" }]);
      expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET", "GET"]);
    },
  );

  it("ends as ever when only Azure's answer could not be written down", async () => {
    const { scene, window } = await openScene();
    const append = scene.disk.append.bind(scene.disk);
    scene.disk.append = (name, text) =>
      text.includes('"type":"answered"') ? Promise.reject(new Error("EIO")) : append(name, text);
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.run).toMatchObject({ closed: { how: "finished" }, steps: [{ state: "changed" }] });
  });

  it("leaves a run that is done open when its end cannot be written", async () => {
    const { scene, azure, window } = await openScene();
    fillDiskAt(scene, "closed");
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    scene.disk.fault = undefined;
    const next = await scene.openWindow();
    const { results } = await next.resume(next.run.runId);
    expect(results).toMatchObject([{ kind: "changed", link: { partnerId: ours } }]);
    expect(azure.requests).toHaveLength(3);
    expect(next.run.closed).toMatchObject({ how: "finished" });
  });
});

function fail(): never {
  throw new Error("the view is gone");
}

/** From the first line of this type on, the disk is full. */
function fillDiskAt({ disk }: ChangeScene, type: string): { isFull(): boolean } {
  const append = disk.append.bind(disk);
  disk.append = (name, text) => {
    if (text.includes(`"type":"${type}"`)) {
      disk.append = append;
      disk.fault = { code: "ENOSPC" };
    }
    return append(name, text);
  };
  return { isFull: () => disk.fault !== undefined };
}
