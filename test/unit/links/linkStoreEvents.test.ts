import { describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { StoreChange } from "../../../src/links/storeChange.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { Tenant } from "../../../src/model/tenant.ts";
import { alice, bob, tenant, TestClock } from "../testing/fixtures.ts";
import { idOf, later, now, StoreScene } from "../testing/storeScene.ts";

describe("A row that is being changed", () => {
  it("stays locked when a check ends that had begun before", () => {
    const { store } = new StoreScene(tenant(1));
    const check = store.begin(idOf(1), "check");
    const change = store.begin(idOf(1), "link");
    check?.end();
    expect(store.begin(idOf(1), "link")).toBeUndefined();
    expect(store.begin(idOf(1), "check")).toBeUndefined();
    check?.fail(new PalError("serverError"));
    expect(store.begin(idOf(1), "update")).toBeUndefined();
    change?.fail(new PalError("unclear"));
    expect(store.begin(idOf(1), "remove")).toBeDefined();
  });

  it.each(["link", "update", "remove"] as const)("is locked whatever is changed: %s", (work) => {
    const { store } = new StoreScene(tenant(1), tenant(2));
    const change = store.begin(idOf(1), work);
    expect(store.row(idOf(1))?.attempt).toEqual({ kind: "running", work });
    expect(store.begin(idOf(1), "check")).toBeUndefined();
    expect(store.begin(idOf(2), "check")).toBeDefined();
    change?.end();
    expect(store.begin(idOf(1), "check")).toBeDefined();
  });

  it("tells what becomes of it", () => {
    const scene = new StoreScene(tenant(1));
    const change = scene.store.begin(idOf(1), "link");
    change?.wait(now + 5);
    change?.learn({ kind: "notLinked", at: now });
    change?.end();
    expect(scene.changes).toEqual(
      Array.from({ length: 4 }, () => ({ kind: "rows", rows: new Set([idOf(1)]) })),
    );
  });
});

describe("A row that is not there", () => {
  it("cannot be worked on", () => {
    const { store } = new StoreScene(tenant(1));
    expect(store.begin(idOf(2), "check")).toBeUndefined();
    expect(store.begin(idOf(2), "link")).toBeUndefined();
  });

  it("is not made again by work that ends late", () => {
    const scene = new StoreScene(tenant(1), tenant(2));
    const check = scene.store.begin(idOf(1), "check");
    scene.store.setTenants(alice.id, [tenant(2)]);
    scene.changes = [];
    check?.learn({ kind: "notLinked", at: now });
    check?.end();
    expect(scene.tenants).toEqual([tenant(2).tenantId]);
    expect(scene.changes).toEqual([]);
  });

  it("has nothing to hear from work on an earlier one of the same id", () => {
    const { store } = new StoreScene(tenant(1));
    const check = store.begin(idOf(1), "check");
    store.setTenants(alice.id, []);
    store.setTenants(alice.id, [tenant(1)]);
    check?.learn({ kind: "notLinked", at: now });
    expect(store.row(idOf(1))).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "none" } });
  });
});

describe("A tenant that the user adds", () => {
  it("has the domain that it was found by, and is told", () => {
    const scene = new StoreScene();
    const row = scene.store.addTenant(alice.id, tenant(9).tenantId, "fabrikam.example");
    expect(row.tenant).toEqual(tenant(9, { defaultDomain: "fabrikam.example", added: true }));
    expect(scene.store.rows).toEqual([row]);
    expect(scene.changes).toEqual([{ kind: "structure" }]);
    expect(Object.keys(scene.store.addTenant(alice.id, tenant(8).tenantId).tenant)).not.toContain(
      "defaultDomain",
    );
  });

  it("that is there already keeps its name and what is known of it", () => {
    const scene = new StoreScene(tenant(1, { displayName: "Ada", kind: "home" }));
    const check = scene.store.begin(idOf(1), "check");
    check?.learn({ kind: "notLinked", at: now });
    check?.end();
    const row = scene.store.addTenant(alice.id, tenant(1).tenantId, "other.example");
    expect(row).toMatchObject({ knowledge: { kind: "notLinked" } });
    expect(row.tenant).toEqual(tenant(1, { displayName: "Ada", kind: "home", added: true }));
  });
});

describe("Tenants that were named together with an identity", () => {
  it("are told once, and only if there are any that are new", () => {
    const scene = new StoreScene(tenant(1));
    const named = new Map([[alice.id, [tenant(1).tenantId, tenant(2).tenantId]]]);
    scene.store.nameTenants(named);
    expect(scene.tenants).toEqual([tenant(1).tenantId, tenant(2).tenantId]);
    expect(scene.changes).toEqual([{ kind: "structure" }]);
    scene.changes = [];
    scene.store.nameTenants(named);
    scene.store.nameTenants(new Map());
    expect(scene.changes).toEqual([]);
  });
});

describe("A change of everything", () => {
  it("is told: identities that come, are called otherwise, or go", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setIdentities("vscode", [alice, bob]);
    scene.store.setIdentities("vscode", [alice, { ...bob, label: "robert@contoso.example" }]);
    scene.store.setIdentities("vscode", [alice]);
    expect(scene.changes).toEqual([
      { kind: "structure", adopted: true },
      { kind: "structure" },
      { kind: "structure" },
    ]);
  });

  it("is told: how far a list is, and only that", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setListing(alice.id, { kind: "waiting", until: now + 5 });
    expect(scene.changes).toEqual([{ kind: "listing", identityId: alice.id, adopted: true }]);
    expect(scene.store.entry(alice.id)).toEqual({
      identity: alice,
      listing: { kind: "waiting", until: now + 5 },
      listedAt: now,
    });
  });

  it("is told: the user's marks, which stand on the rows", () => {
    const scene = new StoreScene(tenant(1), tenant(2));
    scene.store.setMarks(new Map([[tenant(2).tenantId, { hidden: true }]]), new Set([alice.id]));
    expect(scene.store.rows.map(({ mark }) => mark)).toEqual([{}, { hidden: true }]);
    expect(scene.store.identity(alice.id)?.pinned).toBe(true);
    expect(scene.store.pinned).toEqual(new Set([alice.id]));
    expect(scene.changes).toEqual([{ kind: "structure", adopted: true }]);
    scene.store.setMarks(new Map());
    expect(scene.store.identity(alice.id)?.pinned).toBe(true); // pins are kept unless they are told
  });

  it("is told: that all is forgotten, and no work on it counts any more", () => {
    const scene = new StoreScene(tenant(1));
    const check = scene.store.begin(idOf(1), "check");
    scene.changes = [];
    scene.store.clear();
    expect(scene.changes).toEqual([{ kind: "structure", adopted: true }]);
    expect([scene.store.identities, scene.store.rows, scene.store.marks.size]).toEqual([[], [], 0]);
    scene.store.setIdentities("vscode", [alice]);
    scene.store.setTenants(alice.id, [tenant(1)]);
    check?.learn({ kind: "notLinked", at: now });
    expect(scene.store.row(idOf(1))?.knowledge.kind).toBe("nothing");
  });
});

function ids(rows: readonly { readonly tenant: Tenant }[]): string[] {
  return rows.map(({ tenant: { tenantId } }) => tenantId);
}

describe("What is there", () => {
  it("is told of each account, and nothing of one that is not there", () => {
    const { store } = new StoreScene(tenant(2), tenant(1, { kind: "home" }));
    store.setIdentities("vscode", [alice, bob]);
    store.setTenants(bob.id, [tenant(3)]);
    const [one, two, three] = [1, 2, 3].map((n) => tenant(n).tenantId);
    expect(ids(store.rows)).toEqual([one, two, three]);
    expect(ids(store.rowsOf(alice.id))).toEqual([one, two]);
    expect(store.firstRowOf(alice.id)).toBe(store.row(idOf(1)));
    expect([store.countOf(alice.id), store.countOf(bob.id)]).toEqual([2, 1]);
    expect([store.identity(bob.id), store.entry(bob.id)?.listing.kind]).toEqual([bob, "listed"]);

    store.setIdentities("vscode", [alice]);
    expect([store.identity(bob.id), store.entry(bob.id), store.firstRowOf(bob.id)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([store.countOf(bob.id), store.rowsOf(bob.id), ids(store.rows)]).toEqual([0, [], [one, two]]);
  });

  it("is not listed before it was, and then it is", () => {
    const { store } = new StoreScene();
    store.setIdentities("vscode", [alice, bob]);
    expect(store.entry(bob.id)).toEqual({ identity: bob, listing: { kind: "notListed" } });
    store.setTenants(bob.id, []);
    expect(store.entry(bob.id)).toMatchObject({
      identity: bob,
      listing: { kind: "listed" },
      listedAt: later,
    });
    expect(store.snapshot.identities.map(({ identity }) => identity)).toEqual([alice, bob]);
  });

  it("is nobody, which is told the first time only", () => {
    const store = new LinkStore(new TestClock());
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    store.setIdentities("vscode", []);
    expect(changes).toEqual([{ kind: "structure", adopted: true }]);
    store.setIdentities("vscode", []);
    expect(changes).toHaveLength(1);
  });
});

describe("A list of tenants", () => {
  it("that says nothing new tells that it is there, and no more", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setTenants(alice.id, [tenant(1)]);
    expect(scene.changes).toEqual([{ kind: "listing", identityId: alice.id }]);
  });

  it("with other tenants tells that once, whatever else is new", () => {
    const scene = new StoreScene(tenant(1));
    scene.store.setTenants(alice.id, [tenant(1, { defaultDomain: "ada.example" }), tenant(2)]);
    expect(scene.changes).toEqual([{ kind: "structure" }]);
  });
});

describe("Work on a row whose account is gone", () => {
  it("has nothing to say any more, also when the account is there again", () => {
    const { store } = new StoreScene(tenant(1));
    const check = store.begin(idOf(1), "check");
    store.setIdentities("vscode", []);
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    check?.learn({ kind: "notLinked", at: now });
    check?.fail(new PalError("serverError"));
    expect(store.row(idOf(1))).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "none" } });
  });
});
