import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkStore } from "../../../src/links/linkStore.ts";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { alice, bob, tenant } from "../testing/fixtures.ts";
import { kinds, MemoryScene } from "../testing/memoryScene.ts";

/** The identities from the top, with a mark for those that are pinned. */
function order({ store }: { readonly store: LinkStore }): string[] {
  return store.identities.map(({ identity }) => `${identity.label}${identity.pinned ? "*" : ""}`);
}

describe("What is remembered", () => {
  let scene: MemoryScene;
  beforeEach(() => {
    scene = new MemoryScene();
  });

  it("is there after a restart: tenants, knowledge, who needs the user, and why", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1, { displayName: "Fabrikam", kind: "home" }), tenant(2), tenant(3)]);
    scene.learn(store, 1);
    store.begin(rowId(alice.id, tenant(2).tenantId), "check")?.fail(new PalError("signInNeeded"));
    store
      .begin(rowId(alice.id, tenant(3).tenantId), "link")
      ?.fail(new PalError("refused", { azureMessage: "No." }));
    await scene.settle();

    const later = await scene.restart();
    expect(later.store.rows.map(({ id, tenant: t, knowledge }) => ({ id, t, knowledge }))).toEqual(
      store.rows.map(({ id, tenant: t, knowledge }) => ({ id, t, knowledge })),
    );
    expect(kinds(later.store)).toEqual(["linked/none", "nothing/signInNeeded", "nothing/none"]);
    expect(later.store.rows[2]?.reason).toEqual({ code: "refused", azureMessage: "No.", at: 1_000_000 });
    expect(later.store.identities[0]).toMatchObject({ identity: alice, listing: { kind: "listed" } });
  });

  it("is written at once when the window closes, and nothing is when all is written", async () => {
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    scene.learn(store, 1);
    await memory.flush();
    memory.dispose();
    expect(scene.storage.writes).toBe(1);
    expect(kinds((await scene.restart()).store)).toEqual(["linked/none"]);
    await memory.flush();
    expect(scene.storage.writes).toBe(1);
  });

  it("is lost without harm when the window closes and the disk is full", async () => {
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    scene.storage.fault = new Error("ENOSPC");
    await memory.flush();
    expect(scene.log.lines.join()).toContain("ENOSPC");
  });

  it("is not written again when VS Code tells the same accounts as before", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    await scene.settle();
    const later = await scene.restart();
    const { writes } = scene.storage;
    later.store.setIdentities("vscode", [alice]);
    later.store.setListing(alice.id, { kind: "listing" });
    await scene.passTime();
    expect(scene.storage.writes).toBe(writes);
  });

  it.each(["", "{", "null", '{"version":1,"identities":7,"rows":[]}'])(
    "is set aside and built anew when it is damaged: %j",
    async (text) => {
      scene.storage.texts.set("knowledge.json", text);
      const { store } = await scene.openWindow();
      expect(store.rows).toEqual([]);
      expect(scene.storage.texts.get("knowledge.json.damaged")).toBe(text);
      expect(scene.log.lines).toHaveLength(1);
    },
  );

  it("keeps both of two marks that are made at the same moment", async () => {
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await Promise.all([
      memory.mark([tenant(1).tenantId], () => ({ name: "One" })),
      memory.mark([tenant(2).tenantId], () => ({ hidden: true })),
    ]);
    const later = await scene.openWindow();
    expect(Object.fromEntries(later.store.marks)).toEqual({
      [tenant(1).tenantId]: { name: "One" },
      [tenant(2).tenantId]: { hidden: true },
    });
    expect(Object.fromEntries(store.marks)).toEqual(Object.fromEntries(later.store.marks));
  });

  it("has pinned accounts on top, and again below when they are let go; also after a restart", async () => {
    const [a, b] = [alice.label, bob.label];
    const window = await scene.openWindow();
    window.store.setIdentities("vscode", [alice, bob]);
    window.store.setTenants(alice.id, [tenant(1)]);
    window.store.setTenants(bob.id, [tenant(1)]);
    await window.memory.pin(bob.id, true);
    expect(order(window)).toEqual([`${b}*`, a]);
    await window.memory.mark([tenant(1).tenantId], () => ({ hidden: true }));
    window.store.setIdentities("vscode", [alice, bob]); // as they come from VS Code
    expect(order(window)).toEqual([`${b}*`, a]);
    await scene.settle();
    const later = await scene.openWindow();
    expect(order(later)).toEqual([`${b}*`, a]);
    expect(later.store.rows.map(({ mark }) => mark)).toEqual([{ hidden: true }, { hidden: true }]);
    await later.memory.pin(bob.id, false);
    expect(order(later)).toEqual([a, b]);
    await vi.waitFor(() => expect(order(window)).toEqual([a, b]));
    expect(order(await scene.restart())).toEqual([a, b]);
  });

  it("forgets with everything else who was pinned", async () => {
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice, bob]);
    await memory.pin(bob.id, true);
    await memory.forget();
    store.setIdentities("vscode", [alice, bob]);
    expect(store.identities.map(({ identity }) => identity)).toEqual([alice, bob]);
    expect([...scene.storage.texts.values()].join("\n")).not.toContain(bob.id);
  });

  it("does not pretend to have noted what could not be stored", async () => {
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    scene.storage.fault = new Error("disk full");
    await expect(memory.mark([tenant(1).tenantId], () => ({ hidden: true }))).rejects.toThrow("disk full");
    expect(store.rows[0]?.mark).toEqual({});
    scene.storage.fault = undefined;
    await memory.mark([tenant(1).tenantId], () => ({ hidden: true }));
    expect(store.rows[0]?.mark).toEqual({ hidden: true });
  });

  it("is not needed: without storage a window starts, works, and remembers once there is storage again", async () => {
    scene.storage.fault = new Error("read-only");
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    for (let i = 0; i < 3; i += 1) {
      await scene.passTime();
    }
    scene.storage.fault = undefined;
    scene.learn(store, 1);
    await scene.settle();
    expect(kinds((await scene.restart()).store)).toEqual(["linked/none"]);
  });

  it("is left alone when a newer version wrote it", async () => {
    const newer = '{"version":99,"everything":"different"}';
    scene.storage.texts.set("knowledge.json", newer);
    scene.storage.texts.set("marks.json", newer);
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    await expect(memory.mark([tenant(1).tenantId], () => ({ hidden: true }))).rejects.toThrow("unexpected");
    await scene.passTime();
    expect([...scene.storage.texts]).toEqual([
      ["knowledge.json", newer],
      ["marks.json", newer],
    ]);
  });

  it("loses one row that cannot be read, and no other", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    scene.learn(store, 1);
    scene.learn(store, 2);
    await scene.settle();
    const text = scene.storage.texts.get("knowledge.json") ?? "";
    scene.storage.texts.set("knowledge.json", text.replace('"partnerId":"4567890"', '"partnerId":"<b>"'));
    expect(kinds((await scene.restart()).store)).toEqual(["linked/none"]);
  });

  it("remembers who needs the user also while a new check is under way", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    const id = rowId(alice.id, tenant(1).tenantId);
    store.begin(id, "check")?.fail(new PalError("signInNeeded"));
    store.begin(id, "check");
    scene.learn(store, 2);
    await scene.settle();
    expect(kinds((await scene.restart()).store)).toContain("nothing/signInNeeded");
  });

  it("holds no mail address in a reason", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    const error = new PalError("signInFailed", {
      azureMessage: "AADSTS50020: carol@fabrikam.example is unknown",
    });
    store.begin(rowId(alice.id, tenant(1).tenantId), "link")?.fail(error);
    await scene.settle();
    expect(scene.storage.texts.get("knowledge.json")).toContain("AADSTS50020");
    expect(scene.storage.texts.get("knowledge.json")).not.toContain("carol@");
  });

  it("holds no token, whatever the store went through", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    const challenge = 'Bearer claims="c2VjcmV0"';
    store.begin(rowId(alice.id, tenant(1).tenantId), "link")?.fail(new PalError("mfaNeeded", { challenge }));
    await scene.settle();
    expect(scene.storage.texts.get("knowledge.json")).not.toContain("c2VjcmV0");
  });

  it("is gone when the user wants everything forgotten", async () => {
    const { store, memory } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    await memory.mark([tenant(1).tenantId], () => ({ hidden: true }));
    await scene.settle();
    await memory.forget();
    expect([...scene.storage.texts.keys()]).toEqual(["forgotten"]);
    expect(store.identities).toEqual([]);
  });
});
