import { beforeEach, describe, expect, it } from "vitest";
import { readTenantArguments, rowFromArgument } from "../../../src/commands/rowArgument.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { rowId } from "../../../src/model/row.ts";
import { alice, bob, tenant, TestClock } from "../testing/fixtures.ts";

const { tenantId } = tenant(1);
const alone = tenant(2).tenantId;
let store: LinkStore;

beforeEach(() => {
  store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice, bob]);
  store.setTenants(alice.id, [tenant(1), tenant(2)]);
  store.setTenants(bob.id, [tenant(1)]);
});

describe("What a keybinding, a task or another extension gives", () => {
  it("means the tenant of that ID, however it is written", () => {
    expect(rowFromArgument(store, { tenantId: alone.toUpperCase() })?.id).toBe(rowId(alice.id, alone));
  });

  it("means no tenant where two accounts have it, unless it says which", () => {
    expect(rowFromArgument(store, { tenantId })).toBeUndefined();
    expect(rowFromArgument(store, { tenantId, identityId: bob.id })?.id).toBe(rowId(bob.id, tenantId));
  });

  it.each<unknown>([
    undefined,
    null,
    "text",
    7,
    {},
    { tenantId: 7 },
    { tenantId: "unknown" },
    { tenantId: alone, identityId: "somebody" },
    { kind: "row", rowId: "gone" },
    // Below a home tenant: what stands there is no tenant that could be marked, hidden or linked.
    { kind: "delegations", rowId: rowId(alice.id, alone) },
    { kind: "customer", rowId: rowId(alice.id, alone), customerId: alone },
  ])("means no tenant if it makes no sense: %j", (argument) => {
    expect(rowFromArgument(store, argument)).toBeUndefined();
  });

  it("counts only as far as it is text", () => {
    const given = { tenantId, identityId: 7, partnerId: ["4567890"], command: "run" };
    expect(readTenantArguments(given)).toEqual({ tenantId });
    expect(readTenantArguments({ partnerId: "4567890" })).toEqual({ partnerId: "4567890" });
  });
});
