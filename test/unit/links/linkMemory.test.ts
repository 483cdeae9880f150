import { beforeEach, describe, expect, it, vi } from "vitest";
import { LinkMemory } from "../../../src/links/linkMemory.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { alice, bob, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";

const linked = (at: number) => ({
  kind: "linked" as const,
  link: { partnerId: "4567890", partnerName: "Contoso", version: 3 },
  at,
});

function kinds({ rows }: LinkStore): string[] {
  return rows.map(({ knowledge, attempt }) => `${knowledge.kind}/${attempt.kind}`);
}

describe("What is remembered", () => {
  let storage: TestStorage;
  let clock: TestClock;
  let log: TestLog;
  beforeEach(() => {
    storage = new TestStorage();
    clock = new TestClock();
    log = new TestLog();
  });

  /** A window of VS Code, with what it remembers. */
  async function openWindow(): Promise<{ store: LinkStore; memory: LinkMemory }> {
    const store = new LinkStore(clock);
    const memory = new LinkMemory({ store, storage, clock, log });
    await memory.start();
    return { store, memory };
  }

  function learn(store: LinkStore, n: number, at = clock.now()): void {
    const work = store.begin(rowId(alice.id, tenant(n).tenantId), "check");
    work?.learn(linked(at));
    work?.end();
  }

  /** Lets the window write what it has collected. */
  async function settle(): Promise<void> {
    const { writes } = storage;
    clock.advance(1000);
    await vi.waitFor(() => expect(storage.writes).toBeGreaterThan(writes));
    await new Promise((resolve) => setImmediate(resolve));
  }

  it("is there after a restart: tenants, knowledge, who needs the user, and why", async () => {
    const { store } = await openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1, { displayName: "Fabrikam", kind: "home" }), tenant(2), tenant(3)]);
    learn(store, 1);
    store.begin(rowId(alice.id, tenant(2).tenantId), "check")?.fail(new PalError("signInNeeded"));
    store
      .begin(rowId(alice.id, tenant(3).tenantId), "link")
      ?.fail(new PalError("refused", { azureMessage: "No." }));
    await settle();

    const later = await openWindow();
    expect(later.store.rows.map(({ id, tenant: t, knowledge }) => ({ id, t, knowledge }))).toEqual(
      store.rows.map(({ id, tenant: t, knowledge }) => ({ id, t, knowledge })),
    );
    expect(kinds(later.store)).toEqual(["linked/none", "nothing/signInNeeded", "nothing/none"]);
    expect(later.store.rows[2]?.reason).toEqual({ code: "refused", azureMessage: "No.", at: 1_000_000 });
    expect(later.store.identities[0]).toMatchObject({ identity: alice, listing: { kind: "listed" } });
  });

  it("shows in another window within seconds", async () => {
    const one = await openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await settle();
    const two = await openWindow();
    two.store.setIdentities("vscode", [alice]);
    clock.advance(60_000);
    learn(one.store, 1);
    await settle();
    await vi.waitFor(() => expect(kinds(two.store)).toEqual(["linked/none", "nothing/none"]));
  });

  it("is not written back and forth between two windows", async () => {
    const one = await openWindow();
    const two = await openWindow();
    for (const { store } of [one, two]) {
      store.setIdentities("vscode", [alice]);
      store.setTenants(alice.id, [tenant(1)]);
    }
    await settle();
    const { writes } = storage;
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(storage.writes - writes).toBeLessThanOrEqual(1);
  });

  it("never gives way to what is older", async () => {
    const one = await openWindow();
    one.store.setIdentities("vscode", [alice]);
    one.store.setTenants(alice.id, [tenant(1)]);
    clock.advance(60_000);
    learn(one.store, 1);
    await settle();
    const two = await openWindow();
    two.store.setIdentities("vscode", [alice]);
    clock.advance(60_000);
    const work = two.store.begin(rowId(alice.id, tenant(1).tenantId), "check");
    work?.learn({ kind: "notLinked", at: clock.now() });
    work?.end();
    await settle();
    expect(kinds((await openWindow()).store)).toEqual(["notLinked/none"]);
  });

  it("does not bring back an account that was signed out", async () => {
    const one = await openWindow();
    one.store.setIdentities("vscode", [alice, bob]);
    one.store.setTenants(alice.id, [tenant(1)]);
    one.store.setTenants(bob.id, [tenant(1)]);
    await settle();
    one.store.setIdentities("vscode", []);
    await settle();
    expect(one.store.rows).toEqual([]);
    expect((await openWindow()).store.rows).toEqual([]);
  });

  it.each([
    "",
    "{",
    "null",
    '{"version":2,"identities":[],"rows":[]}',
    '{"version":1,"identities":[{}],"rows":[]}',
  ])("is set aside and built anew when it is damaged: %j", async (text) => {
    storage.texts.set("knowledge.json", text);
    const { store } = await openWindow();
    expect(store.rows).toEqual([]);
    expect(storage.texts.get("knowledge.json.damaged")).toBe(text);
    expect(log.lines).toHaveLength(1);
  });

  it("keeps the user's marks apart from knowledge, and shares them between windows", async () => {
    const one = await openWindow();
    const two = await openWindow();
    for (const { store } of [one, two]) {
      store.setIdentities("vscode", [alice]);
      store.setTenants(alice.id, [tenant(1), tenant(2)]);
    }
    await one.memory.mark(tenant(1).tenantId, (mark) => ({ ...mark, name: "Supplier" }));
    await two.memory.mark(tenant(1).tenantId, (mark) => ({ ...mark, notCustomer: true }));
    storage.texts.set("knowledge.json", "damaged");
    const three = await openWindow();
    three.store.setIdentities("vscode", [alice]);
    three.store.setTenants(alice.id, [tenant(1)]);
    expect(three.store.rows[0]?.mark).toEqual({ name: "Supplier", notCustomer: true });
    await vi.waitFor(() =>
      expect(one.store.rows.map(({ mark }) => mark)).toContainEqual({ name: "Supplier", notCustomer: true }),
    );
  });

  it("holds no token, whatever the store went through", async () => {
    const { store } = await openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    const challenge = 'Bearer claims="c2VjcmV0"';
    store.begin(rowId(alice.id, tenant(1).tenantId), "link")?.fail(new PalError("mfaNeeded", { challenge }));
    await settle();
    expect(storage.texts.get("knowledge.json")).not.toContain("c2VjcmV0");
  });

  it("is gone when the user wants everything forgotten", async () => {
    const { store, memory } = await openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    await memory.mark(tenant(1).tenantId, () => ({ hidden: true }));
    await settle();
    await memory.forget();
    expect(storage.texts.size).toBe(0);
    expect(store.identities).toEqual([]);
  });
});
