import { describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { StoreChange } from "../../../src/links/storeChange.ts";
import { PalError } from "../../../src/model/palError.ts";
import { type RowId, rowId } from "../../../src/model/row.ts";
import type { Tenant } from "../../../src/model/tenant.ts";
import { alice, bob, tenant, TestClock } from "../testing/fixtures.ts";

describe("Identities", () => {
  it("that stay as they were change nothing: a tree drawn anew loses what people are about to choose", () => {
    const store = new LinkStore(new TestClock());
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));

    store.setIdentities("vscode", [{ ...alice }]);
    expect(changes).toEqual([]);

    store.setIdentities("vscode", [alice, bob]);
    store.setIdentities("vscode", [{ ...alice, label: "alice@new.example" }, bob]);
    store.setIdentities("vscode", [bob]);
    expect(changes).toHaveLength(3);
    expect(store.rows).toEqual([]);
  });

  it("are told once even when there are none, so that the view can say so", () => {
    const store = new LinkStore(new TestClock());
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    store.setIdentities("vscode", []);
    store.setIdentities("vscode", []);
    expect(changes).toHaveLength(1);
  });
});

function storeWithRow(): { store: LinkStore; id: RowId } {
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, [tenant(1)]);
  return { store, id: rowId(alice.id, tenant(1).tenantId) };
}

function namesIn({ rows }: LinkStore): unknown[] {
  return rows.map((row) => row.tenant.displayName);
}

function storeOf(...tenants: readonly Tenant[]): LinkStore {
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, tenants);
  return store;
}

describe("A list of tenants", () => {
  const ada = tenant(1, { displayName: "Ada" });
  const bea = tenant(2, { displayName: "Bea" });
  const cem = tenant(3, { displayName: "Cem" });

  it("that holds the same tenants in another order changes no row's place", () => {
    const store = storeOf(bea, ada, cem);
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    store.setTenants(alice.id, [cem, ada, { ...bea, defaultDomain: "bea.example" }]);
    expect(namesIn(store)).toEqual(["Ada", "Bea", "Cem"]);
    expect(changes.map(({ kind }) => kind)).toEqual(["listing", "rows"]);
  });

  it.each([
    {
      what: "is called otherwise",
      tenants: [ada, { ...bea, displayName: "Zoe" }, cem],
      order: ["Ada", "Cem", "Zoe"],
    },
    {
      what: "is home by now",
      tenants: [ada, bea, { ...cem, kind: "home" as const }],
      order: ["Cem", "Ada", "Bea"],
    },
    {
      what: "has come instead of another",
      tenants: [cem, bea, tenant(7, { displayName: "Ari" })],
      order: ["Ari", "Bea", "Cem"],
    },
  ])("in which one $what puts each in its place", ({ tenants, order }) => {
    const store = storeOf(bea, ada, cem);
    store.setTenants(alice.id, tenants);
    expect(namesIn(store)).toEqual(order);
  });
});

describe("What another window has learnt", () => {
  it("changes only the rows of which it is new, and nothing when it is known", () => {
    const { store, id } = storeWithRow();
    const { snapshot } = store;
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    expect(store.adopt(snapshot)).toBe(false);
    expect(changes).toEqual([]);

    const rows = snapshot.rows.map((row) => ({ ...row, knowledge: { kind: "notLinked", at: 5 } as const }));
    store.adopt({ ...snapshot, rows });
    expect(changes).toEqual([{ kind: "rows", rows: new Set([id]), adopted: true }]);
  });
});

/** Another window has read that nothing is linked. */
function readElsewhere(store: LinkStore, at: number): void {
  const { identities, rows } = store.snapshot;
  const [row] = rows;
  if (row) {
    store.adopt({ identities, rows: [{ ...row, knowledge: { kind: "notLinked", at } }] });
  }
}

describe("A row that a change left in doubt", () => {
  it.each(["unclear", "inDoubt"] as const)("is so no more once another window has read it (%s)", (code) => {
    const { store, id } = storeWithRow();
    store.begin(id, "link")?.fail(new PalError(code), 1000);
    readElsewhere(store, 2000);
    expect(store.row(id)).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "none" } });
  });

  it("stays so as long as the change has it, whatever another window has read", () => {
    const { store, id } = storeWithRow();
    store.begin(id, "link")?.doubt();
    readElsewhere(store, 2e12);
    expect(store.row(id)).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "failed" } });
  });
});

describe("Work on a row", () => {
  it("that was taken over by other work has nothing to say any more", () => {
    const { store, id } = storeWithRow();
    const early = store.begin(id, "check");
    const late = store.begin(id, "check");
    late?.learn({ kind: "linked", link: { partnerId: "4567890" }, at: 2 });
    late?.end();
    early?.learn({ kind: "notLinked", at: 1 });
    early?.fail(new PalError("serverError"));
    expect(store.row(id)).toMatchObject({ knowledge: { kind: "linked" }, attempt: { kind: "none" } });
  });

  it("goes back to what was before the first of several tries that were called off", () => {
    const { store, id } = storeWithRow();
    store.begin(id, "check")?.fail(new PalError("signInNeeded"));
    store.begin(id, "check");
    store.begin(id, "check")?.fail(new PalError("cancelled"));
    expect(store.row(id)?.attempt).toEqual({ kind: "signInNeeded" });
  });

  it("that changes Azure cannot be begun twice, not even when the account went and came back meanwhile", () => {
    const { store, id } = storeWithRow();
    const change = store.begin(id, "link");
    store.setIdentities("vscode", []);
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    expect(store.begin(id, "link")).toBeUndefined();
    expect(store.begin(id, "check")).toBeUndefined();
    change?.end();
    expect(store.begin(id, "check")).toBeDefined();
  });
});
