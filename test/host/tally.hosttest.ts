import assert from "node:assert/strict";
import { LinkStore } from "../../src/links/linkStore.ts";
import { PalError } from "../../src/model/palError.ts";
import { Tally } from "../../src/ui/tally.ts";
import { alice, bob, tenant, TestClock } from "../unit/testing/fixtures.ts";

describe("The figures", () => {
  it("that are counted by difference are those that a count of all rows gives, whatever changes", () => {
    const store = new LinkStore(new TestClock());
    let ours: ReadonlySet<string> = new Set();
    const tally = new Tally(store, () => ours);
    const agrees = (what: string): void => {
      const counted = new Tally(store, () => ours);
      assert.deepEqual(tally.all, counted.all, what);
      counted.dispose();
    };
    store.setIdentities("vscode", [alice, bob]);
    const tenants = [1, 2, 3, 4, 5].map((n) => tenant(n));
    store.setTenants(alice.id, tenants);
    store.setTenants(bob.id, [tenant(1), tenant(9, { kind: "lighthouse" })]);
    agrees("the first list");
    for (const [n, row] of store.rows.entries()) {
      const work = store.begin(row.id, "check");
      agrees("a check that runs");
      if (n % 3 === 0) {
        work?.fail(new PalError(n === 0 ? "signInNeeded" : "noAccount"));
      } else {
        work?.learn({ kind: "linked", link: { partnerId: n % 2 === 0 ? "4567890" : "5012345" }, at: n });
        work?.end();
      }
      agrees("a check that is over");
    }
    ours = new Set(["4567890"]);
    tally.recount();
    agrees("other partner IDs");
    store.setMarks(new Map([[tenant(2).tenantId, { notCustomer: true }]]));
    agrees("a mark");
    store.setTenants(alice.id, tenants.slice(1));
    agrees("a tenant that is gone");
    store.setIdentities("vscode", [bob]);
    agrees("an account that is gone");
    store.clear();
    assert.deepEqual(tally.all, { linked: 0, total: 0, attention: 0 });
    tally.dispose();
  });
});
