import { describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { StoreChange } from "../../../src/links/storeChange.ts";
import { PalError } from "../../../src/model/palError.ts";
import { alice, bob, tenant, TestClock } from "../testing/fixtures.ts";
import { idOf, later, linked, now, snapshotOf, StoreScene } from "../testing/storeScene.ts";

describe("An account that is gone", () => {
  it("does not come back with the tenants that arrive late", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setIdentities("vscode", [bob]);
    scene.changes = [];
    scene.store.setTenants(alice.id, [tenant(1)]);
    scene.store.setListing(alice.id, { kind: "listed" });
    expect(scene.store.identities.map(({ identity }) => identity)).toEqual([bob]);
    expect(scene.store.rows).toEqual([]);
    expect(scene.changes).toEqual([]);
    expect(scene.store.snapshot).toEqual({ identities: [], rows: [] });
  });

  it("does not come back with what another window remembers, and nor do its tenants", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setIdentities("vscode", [bob]);
    scene.changes = [];
    scene.store.adopt(snapshotOf(now + 1000, linked(now)));
    expect(scene.store.identities.map(({ identity }) => identity)).toEqual([bob]);
    expect(scene.store.rows).toEqual([]);
    expect(scene.changes).toEqual([]);
  });

  it("of another source stays when the accounts of one are told", () => {
    const { store } = new StoreScene(tenant(1));
    store.setIdentities("servicePrincipal", []);
    expect(store.identity(alice.id)).toEqual(alice);
    expect(store.rows).toHaveLength(1);
  });
});

describe("What is remembered before VS Code has said who there is", () => {
  it("is shown: who, which tenants, what is known, and when they were listed", () => {
    const store = new LinkStore(new TestClock());
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    expect(store.settled).toBe(false);
    expect(store.adopt(snapshotOf(now - 5, linked(now - 3)))).toBe(false);
    expect(store.entry(alice.id)).toEqual({
      identity: alice,
      listing: { kind: "listed" },
      listedAt: now - 5,
    });
    expect(store.rows).toEqual([
      {
        id: idOf(1),
        identityId: alice.id,
        tenant: tenant(1),
        mark: {},
        knowledge: { kind: "linked", link: { partnerId: "4567890" }, at: now - 3 },
        attempt: { kind: "none" },
      },
    ]);
    expect(changes).toEqual([{ kind: "structure", adopted: true }]);
    expect(store.snapshot).toEqual(snapshotOf(now - 5, linked(now - 3)));
  });

  it("keeps its pin, and its place before the others", () => {
    const store = new LinkStore(new TestClock());
    store.setMarks(new Map(), new Set([bob.id]));
    store.adopt({ identities: [{ identity: alice }, { identity: bob }], rows: [] });
    expect(store.identities.map(({ identity }) => [identity.label, identity.pinned])).toEqual([
      [bob.label, true],
      [alice.label, undefined],
    ]);
  });

  it("is no news when VS Code says the same", () => {
    const store = new LinkStore(new TestClock());
    store.adopt(snapshotOf(now - 5, linked(now - 3)));
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    store.setIdentities("vscode", [alice]);
    expect([store.settled, changes, store.rows.length]).toEqual([true, [], 1]);
  });

  it("that was never listed is not called listed", () => {
    const store = new LinkStore(new TestClock());
    store.adopt(snapshotOf(undefined));
    expect(store.entry(alice.id)).toStrictEqual({ identity: alice, listing: { kind: "notListed" } });
  });
});

describe("A list of tenants in another window", () => {
  it("that is newer takes the place of ours, and is told once", () => {
    const scene = new StoreScene(tenant(1), tenant(2));
    scene.store.adopt(snapshotOf(now + 1, { tenant: tenant(2) }, { tenant: tenant(3) }));
    expect(scene.tenants).toEqual([tenant(2).tenantId, tenant(3).tenantId]);
    expect(scene.store.entry(alice.id)?.listedAt).toBe(now + 1);
    expect(scene.changes).toEqual([{ kind: "structure", adopted: true }]);
  });

  it.each([now, now - 1, undefined])("that is not newer changes nothing: %s", (listedAt) => {
    const scene = new StoreScene(tenant(1), tenant(2));
    scene.store.adopt(snapshotOf(listedAt, { tenant: tenant(2) }, { tenant: tenant(3) }));
    expect(scene.tenants).toEqual([tenant(1).tenantId, tenant(2).tenantId]);
    expect(scene.store.entry(alice.id)?.listedAt).toBe(now);
    expect(scene.changes).toEqual([]);
  });

  it("brings what the user added there, however old it is, and tells it", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.adopt(snapshotOf(now - 1, { tenant: tenant(9, { added: true }) }, { tenant: tenant(8) }));
    expect(scene.tenants).toEqual([tenant(1).tenantId, tenant(9).tenantId]);
    expect(scene.changes).toEqual([{ kind: "structure", adopted: true }]);
    scene.changes = [];
    scene.store.adopt(snapshotOf(now - 1, { tenant: tenant(9, { added: true }) }));
    expect(scene.changes).toEqual([]);
  });

  it("that names the same tenants anew tells their rows only", () => {
    const scene = new StoreScene(tenant(1, { displayName: "Ada" }), tenant(2, { displayName: "Bea" }));
    scene.store.adopt(
      snapshotOf(
        now + 1,
        { tenant: tenant(1, { displayName: "Ada", defaultDomain: "ada.example" }) },
        { tenant: tenant(2, { displayName: "Bea" }) },
      ),
    );
    expect(scene.changes).toEqual([{ kind: "rows", rows: new Set([idOf(1)]), adopted: true }]);
  });

  it("does not call an account listed while it is being listed here", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setListing(alice.id, { kind: "listing" });
    scene.store.adopt(snapshotOf(now + 1, { tenant: tenant(1) }));
    expect(scene.store.entry(alice.id)?.listing).toEqual({ kind: "listing" });
  });

  it("is told where it ends that a list had failed here", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setListing(alice.id, { kind: "failed", error: new PalError("unreachable") });
    scene.changes = [];
    scene.store.adopt(snapshotOf(now + 1, { tenant: tenant(1) }));
    expect(scene.store.entry(alice.id)?.listing).toEqual({ kind: "listed" });
    expect(scene.changes).toEqual([{ kind: "structure", adopted: true }]);
  });

  it("is known better here than there if it was listed later here", () => {
    const { store } = new StoreScene(tenant(1));
    const row = { tenant: tenant(1) };
    expect(store.adopt(snapshotOf(now, row))).toBe(false);
    expect(store.adopt(snapshotOf(now - 1, row))).toBe(true);
    expect(store.adopt(snapshotOf(undefined, row))).toBe(true);

    store.setIdentities("vscode", [alice, bob]);
    store.setTenants(bob.id, []);
    const { identities, rows } = store.snapshot;
    expect(store.adopt({ identities, rows })).toBe(false);
    expect(store.adopt({ identities: identities.slice(0, 1), rows })).toBe(true);
  });
});

describe("What another window knows of a row", () => {
  it("is taken over and told, for this row only", () => {
    const scene = new StoreScene(tenant(1), tenant(2));
    expect(scene.store.adopt(snapshotOf(now, linked(now), { tenant: tenant(2) }))).toBe(false);
    expect(scene.store.row(idOf(1))?.knowledge).toMatchObject({ kind: "linked", at: now });
    expect(scene.changes).toEqual([{ kind: "rows", rows: new Set([idOf(1)]), adopted: true }]);
  });

  it("waits while the row is being worked on here", () => {
    const scene = new StoreScene(tenant(1));
    const check = scene.store.begin(idOf(1), "check");
    scene.changes = [];
    scene.store.adopt(snapshotOf(now, linked(now)));
    expect(scene.store.row(idOf(1))).toMatchObject({ knowledge: { kind: "nothing" } });
    expect(scene.changes).toEqual([]);
    check?.fail(new PalError("cancelled"));
    scene.store.adopt(snapshotOf(now, linked(now)));
    expect(scene.store.row(idOf(1))).toMatchObject({ knowledge: { kind: "linked" } });
  });

  it("is less than what is known here if that is newer, or of a tenant that it does not have", () => {
    const scene = new StoreScene(tenant(1), tenant(2));
    const check = scene.store.begin(idOf(1), "check");
    check?.learn({ kind: "notLinked", at: now });
    check?.end();
    expect(scene.store.adopt(snapshotOf(now, linked(now - 1), { tenant: tenant(2) }))).toBe(true);
    expect(scene.store.row(idOf(1))?.knowledge).toEqual({ kind: "notLinked", at: now });
    expect(scene.store.adopt(snapshotOf(now, { knowledge: { kind: "notLinked", at: now } }))).toBe(true);
  });
});

describe("What is told to be remembered", () => {
  it("is a list as a whole, with its time, and what a check that is under way had found before", () => {
    const { clock, store } = new StoreScene(tenant(1));
    store.begin(idOf(1), "check")?.fail(new PalError("signInNeeded"));
    store.begin(idOf(1), "check");
    clock.advance(7);
    store.setTenants(alice.id, [tenant(1)]);
    expect(store.snapshot).toEqual({
      identities: [{ identity: alice, listedAt: later + 7 }],
      rows: [
        {
          identityId: alice.id,
          tenant: tenant(1),
          knowledge: { kind: "nothing" },
          triedAt: later,
          needs: "signInNeeded",
        },
      ],
    });
  });

  it("leaves out who was never listed and has no tenant", () => {
    const { store } = new StoreScene(tenant(1));
    store.setIdentities("vscode", [alice, bob]);
    expect(store.snapshot.identities).toEqual([{ identity: alice, listedAt: now }]);
    store.addTenant(bob.id, tenant(2).tenantId);
    expect(store.snapshot.identities).toEqual([{ identity: alice, listedAt: now }, { identity: bob }]);
  });
});
