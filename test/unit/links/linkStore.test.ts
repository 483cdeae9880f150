import { describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { StoreChange } from "../../../src/links/storeChange.ts";
import { PalError } from "../../../src/model/palError.ts";
import { type RowId, rowId } from "../../../src/model/row.ts";
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
