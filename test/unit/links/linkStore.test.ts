import { describe, expect, it } from "vitest";
import { LinkStore, type StoreChange } from "../../../src/links/linkStore.ts";
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
