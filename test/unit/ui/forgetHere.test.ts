import { expect, it } from "vitest";
import { DelegationStore } from "../../../src/links/delegationStore.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { rowId } from "../../../src/model/row.ts";
import { forgetHere, type ForgetHereParts } from "../../../src/ui/forgetHere.ts";
import { alice, tenant, TestClock } from "../testing/fixtures.ts";

it("What another window forgot leaves nothing behind here, and the accounts come back", async () => {
  const store = new LinkStore(new TestClock());
  const delegations = new DelegationStore();
  const id = rowId(alice.id, tenant(1).tenantId);
  delegations.set(id, { attempt: { kind: "none" } });
  const acts: unknown[] = [];
  const note =
    (what: string) =>
    (...given: unknown[]): Promise<void> => {
      acts.push([what, ...given]);
      return Promise.resolve();
    };
  await forgetHere({
    store,
    delegations,
    sweep: { stop: () => acts.push(["stop"]) },
    journal: { readAgain: note("history") },
    lister: { listIdentities: note("accounts") },
    active: { choose: note("active") },
    glance: { keep: note("glance") },
    scope: { change: (scope: unknown) => acts.push(["scope", scope]) },
  } as unknown as ForgetHereParts);
  expect(delegations.ids).toEqual([]);
  expect(acts).toEqual([
    ["stop"],
    ["scope", { text: "", onlyAttention: false, showHidden: false }],
    ["history"],
    ["active", undefined],
    ["glance", { attention: 0 }],
    ["accounts"],
  ]);
});
