import { beforeEach, describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/model/identity.ts";
import { rowId } from "../../../src/model/row.ts";
import { alice, bob, tenant } from "../testing/fixtures.ts";
import { kinds, MemoryScene } from "../testing/memoryScene.ts";

/** The file of what is known. */
interface StoredKnowledge {
  readonly identities: { readonly identity: unknown }[];
  readonly rows: Record<string, unknown>[];
}

describe("What is known", () => {
  let scene: MemoryScene;
  beforeEach(() => {
    scene = new MemoryScene();
  });

  it("keeps what cannot be read of it where it stands, as long as its account is there", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice, bob]);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    store.setTenants(bob.id, [tenant(1)]);
    await scene.settle();
    const file = JSON.parse(scene.storage.texts.get("knowledge.json") ?? "") as StoredKnowledge;
    const [first, second, third] = file.rows;
    const odd: unknown[] = [
      { ...second, kind: "telepathy", tenant: 7 },
      { ...third, identity: 2, knowledge: { kind: "gone" } },
      5,
    ];
    const stranger = { identity: { source: "moon" } };
    const ofStranger = { ...third, identity: 1 };
    const identities = [file.identities[0], stranger, file.identities[1]];
    const rows = [first, ...odd, ofStranger];
    scene = new MemoryScene();
    scene.storage.texts.set("knowledge.json", JSON.stringify({ ...file, identities, rows }));

    const later = await scene.openWindow();
    expect(later.store.rows.map(({ id }) => id)).toEqual([rowId(alice.id, tenant(1).tenantId)]);
    later.store.addTenant(alice.id, tenant(9).tenantId);
    await scene.settle();
    const after = JSON.parse(scene.storage.texts.get("knowledge.json") ?? "") as StoredKnowledge;
    expect(after.identities.at(-1)).toEqual(stranger);
    const places = after.identities.map(({ identity }) => (identity as { accountId?: string }).accountId);
    expect(after.rows.slice(2)).toEqual([
      { ...second, kind: "telepathy", tenant: 7, identity: places.indexOf(alice.accountId) },
      { ...third, knowledge: { kind: "gone" }, identity: places.indexOf(bob.accountId) },
      5,
      { ...ofStranger, identity: places.indexOf(undefined) },
    ]);
    later.store.setIdentities("vscode", [alice]);
    await scene.settle();
    expect(scene.storage.texts.get("knowledge.json")).not.toContain(bob.accountId);
    expect(scene.storage.texts.get("knowledge.json")).not.toContain('"gone"');
  });

  it("leaves out a row that could not be read back, and stores the others", async () => {
    const { store } = await scene.openWindow();
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    const work = store.begin(rowId(alice.id, tenant(1).tenantId), "check");
    work?.learn({ kind: "linked", link: { partnerId: "4567890", createdAt: NaN }, at: scene.clock.now() });
    work?.end();
    scene.learn(store, 2);
    await scene.settle();
    expect(kinds((await scene.openWindow()).store)).toEqual(["linked/none"]);
    expect(scene.storage.texts.get("knowledge.json")).not.toContain("null");
  });

  it("remembers accounts of a cloud whose name has an underscore, an IPv6 address or a port", async () => {
    const { store } = await scene.openWindow();
    const identities = (["custom:management.my_region.hub", "custom:[fe80::1]:8443"] as const).map((cloud) =>
      createIdentity({ source: "vscode", cloud, accountId: "alice-id", label: "alice" }),
    );
    store.setIdentities("vscode", identities);
    identities.forEach(({ id }) => store.setTenants(id, [tenant(1)]));
    await scene.settle();
    expect((await scene.openWindow()).store.rows.map(({ identityId }) => identityId)).toEqual(
      identities.map(({ id }) => id),
    );
  });
});
