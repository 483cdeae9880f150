import { beforeEach, describe, expect, it, vi } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { alice, bob, tenant } from "../testing/fixtures.ts";
import { kinds, MemoryScene } from "../testing/memoryScene.ts";

describe("What one window remembers", () => {
  let scene: MemoryScene;
  beforeEach(() => {
    scene = new MemoryScene();
  });

  it("shows in another window within seconds", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    scene.clock.advance(60_000);
    scene.learn(one.store, 1);
    await scene.settle();
    await vi.waitFor(() => expect(kinds(two.store)).toEqual(["linked/none", "nothing/none"]));
  });

  it("is marked where it says otherwise than this window did, until this window reads it", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    scene.learn(one.store, 1);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    expect(two.store.rows[0]?.elsewhere).toBeUndefined(); // it said nothing before
    scene.clock.advance(1000);
    scene.learn(two.store, 1);
    await scene.settle();
    expect(one.store.rows[0]?.elsewhere).toBeUndefined(); // the same as before
    scene.clock.advance(1000);
    const work = two.store.begin(rowId(alice.id, tenant(1).tenantId), "remove");
    work?.learn({ kind: "notLinked", at: scene.clock.now() });
    work?.end();
    await scene.settle();
    expect(one.store.rows[0]).toMatchObject({ knowledge: { kind: "notLinked" }, elsewhere: true });
    expect(scene.storage.texts.get("knowledge.json")).not.toContain("elsewhere");
    scene.clock.advance(1000);
    scene.learn(one.store, 1);
    expect(one.store.rows[0]?.elsewhere).toBeUndefined();
  });

  it("is not written back and forth between two windows", async () => {
    const one = await scene.openWindow();
    const two = await scene.openWindow();
    for (const { store } of [one, two]) {
      store.setIdentities("vscode", [alice]);
      store.setTenants(alice.id, [tenant(1)]);
    }
    await scene.settle();
    const { writes } = scene.storage;
    for (let second = 0; second < 20; second += 1) {
      await scene.passTime();
    }
    expect(scene.storage.writes - writes).toBeLessThanOrEqual(1);
  });

  it("never gives way to what is older", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    scene.clock.advance(60_000);
    scene.learn(one.store, 1);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    scene.clock.advance(60_000);
    const work = two.store.begin(rowId(alice.id, tenant(1).tenantId), "check");
    work?.learn({ kind: "notLinked", at: scene.clock.now() });
    work?.end();
    await scene.settle();
    expect(kinds((await scene.openWindow()).store)).toEqual(["notLinked/none"]);
  });

  it("does not bring back an account that was signed out", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice, bob]);
    one.store.setTenants(alice.id, [tenant(1)]);
    one.store.setTenants(bob.id, [tenant(1)]);
    await scene.settle();
    one.store.setIdentities("vscode", []);
    await scene.settle();
    expect(one.store.rows).toEqual([]);
    expect((await scene.openWindow()).store.rows).toEqual([]);
  });

  it("keeps the user's marks apart from knowledge, and shares them between windows", async () => {
    const one = await scene.openWindow();
    const two = await scene.openWindow();
    for (const { store } of [one, two]) {
      store.setIdentities("vscode", [alice]);
      store.setTenants(alice.id, [tenant(1), tenant(2)]);
    }
    await one.memory.mark([tenant(1).tenantId], (mark) => ({ ...mark, name: "Supplier" }));
    await two.memory.mark([tenant(1).tenantId], (mark) => ({ ...mark, notCustomer: true }));
    scene.storage.texts.set("knowledge.json", "damaged");
    const three = await scene.openWindow();
    three.store.setIdentities("vscode", [alice]);
    three.store.setTenants(alice.id, [tenant(1)]);
    expect(three.store.rows[0]?.mark).toEqual({ name: "Supplier", notCustomer: true });
    await vi.waitFor(() =>
      expect(one.store.rows.map(({ mark }) => mark)).toContainEqual({ name: "Supplier", notCustomer: true }),
    );
  });

  it("keeps a tenant that the user added, in every window and whatever Azure lists", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    one.store.addTenant(alice.id, tenant(9).tenantId, "fabrikam.example");
    await scene.settle();
    expect(two.store.rows).toHaveLength(2);

    scene.clock.advance(60_000);
    two.store.setTenants(alice.id, [tenant(1), tenant(9, { displayName: "Fabrikam" })]);
    await scene.settle();
    scene.clock.advance(60_000);
    two.store.setTenants(alice.id, [tenant(1)]);
    await scene.settle();
    for (const { store } of [one, two, await scene.openWindow()]) {
      expect(store.rows.map((row) => row.tenant.added === true)).toEqual([false, true]);
    }
  });

  it("keeps what one window learnt when a later try in another only needs the user", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    scene.clock.advance(1000);
    scene.learn(one.store, 1);
    scene.clock.advance(1000);
    two.store.begin(rowId(alice.id, tenant(1).tenantId), "check")?.fail(new PalError("signInNeeded"));
    await scene.settle();
    await scene.passTime();
    for (const { store } of [one, two, await scene.openWindow()]) {
      expect(kinds(store)).toEqual(["linked/signInNeeded"]);
    }
  });

  it("does not bring back what a lost change made doubtful", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    scene.learn(one.store, 1);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    scene.clock.advance(1000);
    one.store.begin(rowId(alice.id, tenant(1).tenantId), "link")?.fail(new PalError("unclear"));
    two.store.addTenant(alice.id, tenant(9).tenantId);
    await scene.settle();
    await scene.passTime();
    expect(one.store.rows[0]?.knowledge.kind).toBe("nothing");
    expect(two.store.rows[0]?.knowledge.kind).toBe("nothing");
  });

  it("forgets a reason that another window has overcome", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    one.store.begin(rowId(alice.id, tenant(1).tenantId), "link")?.fail(new PalError("signInFailed"));
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    expect(two.store.rows[0]?.reason?.code).toBe("signInFailed");
    scene.clock.advance(1000);
    scene.learn(two.store, 1);
    await scene.settle();
    expect(one.store.rows[0]).not.toHaveProperty("reason");
  });

  it("comes together when two windows write in the same second", async () => {
    const one = await scene.openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await scene.settle();
    const two = await scene.openWindow();
    two.store.setIdentities("vscode", [alice]);
    scene.clock.advance(1000);
    scene.learn(one.store, 1);
    scene.learn(two.store, 2);
    await scene.settle();
    await scene.passTime();
    for (const { store } of [one, two, await scene.openWindow()]) {
      expect(kinds(store)).toEqual(["linked/none", "linked/none"]);
    }
  });

  it("is forgotten in all windows, and does not come back", async () => {
    const one = await scene.openWindow();
    const two = await scene.openWindow();
    for (const { store } of [one, two]) {
      store.setIdentities("vscode", [alice]);
      store.setTenants(alice.id, [tenant(1)]);
    }
    await scene.settle();
    scene.learn(two.store, 1);
    const told: string[] = [];
    one.memory.onDidForgetElsewhere(() => told.push(`one, with ${one.store.rows.length} rows`));
    two.memory.onDidForgetElsewhere(() => told.push(`two, with ${two.store.rows.length} rows`));
    await one.memory.forget();
    for (let i = 0; i < 5; i += 1) {
      await scene.passTime();
    }
    expect(two.store.rows).toEqual([]);
    expect([...scene.storage.texts.keys()]).toEqual(["forgotten"]);
    expect(told).toEqual(["two, with 0 rows"]);
  });

  it("is forgotten in all windows also where not all of it can be removed", async () => {
    const one = await scene.openWindow();
    const two = await scene.openWindow();
    for (const { store } of [one, two]) {
      store.setIdentities("vscode", [alice]);
      store.setTenants(alice.id, [tenant(1)]);
    }
    await scene.settle();
    scene.storage.clear = () => Promise.reject(new Error("EACCES"));
    await expect(one.memory.forget()).rejects.toThrow("EACCES");
    await scene.idle();
    expect(two.store.rows).toEqual([]);
  });
});
