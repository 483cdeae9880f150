import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { LinkStore } from "../../src/links/linkStore.ts";
import type { Row } from "../../src/model/row.ts";
import { rowId } from "../../src/model/row.ts";
import { PalError } from "../../src/model/palError.ts";
import { ActiveTenant } from "../../src/platform/activeTenant.ts";
import { GlanceMemory, glanceOf } from "../../src/ui/glance.ts";
import { StatusBar } from "../../src/ui/statusBar.ts";
import { Tally } from "../../src/ui/tally.ts";
import { alice, tenant, TestClock } from "../unit/testing/fixtures.ts";

const none: ReadonlySet<string> = new Set();
const known: Row = {
  id: rowId(alice.id, tenant(1).tenantId),
  identityId: alice.id,
  tenant: tenant(1),
  knowledge: { kind: "linked", link: { partnerId: "4567890", partnerName: "Contoso" }, at: 1 },
  attempt: { kind: "none" },
  mark: {},
};

/** VS Code's own state, in memory. */
function memento(stored?: unknown): vscode.Memento & { readonly written: unknown[] } {
  let value = stored;
  const written: unknown[] = [];
  return {
    written,
    keys: () => [],
    get: () => value as never,
    update: (_key, now: unknown) => {
      value = now;
      written.push(now);
      return Promise.resolve();
    },
  };
}

describe("What is seen at a glance", () => {
  it("is there again at the next start, before anything was read, and holds no name", async () => {
    const state = memento();
    await new GlanceMemory(state).keep(glanceOf(known, 3, none));
    await new GlanceMemory(state).keep(glanceOf(known, 3, none));
    assert.deepEqual(state.written, [{ state: "linked", partnerId: "4567890", attention: 3 }]);

    const store = new LinkStore(new TestClock());
    const ours = (): ReadonlySet<string> => none;
    const bar = new StatusBar({
      store,
      ours,
      active: new ActiveTenant(state),
      tally: new Tally(store, ours),
      last: new GlanceMemory(state).last,
    });
    assert.equal(bar.item.text, "$(link) 4567890");
    bar.dispose();
  });

  it("is what is known, not what is being tried", () => {
    const unknown: Row = { ...known, knowledge: { kind: "nothing" } };
    const running = glanceOf({ ...unknown, attempt: { kind: "running", work: "check" } }, 0, none);
    const failed = { kind: "failed", work: "check", error: new PalError("serverError") } as const;
    assert.equal(running.state, "unknown");
    assert.equal(glanceOf({ ...unknown, attempt: failed }, 0, none).state, "unknown");
    assert.equal(glanceOf({ ...unknown, attempt: { kind: "mfaNeeded" } }, 0, none).state, "mfaNeeded");
  });

  it("is forgotten when there is nothing to see any more", async () => {
    const state = memento({ state: "linked", attention: 0 });
    await new GlanceMemory(state).keep(glanceOf(undefined, 0, none));
    await new GlanceMemory(state).keep(glanceOf(undefined, 0, none));
    assert.deepEqual(state.written, [undefined]);
  });

  it("is nothing when it is damaged", () => {
    const damaged = [
      null,
      "linked",
      7,
      [],
      { state: "constructor", attention: -1 },
      { state: 1, partnerId: "$(alert)", attention: "9" },
      { partnerId: "4567890", attention: 1.5 },
    ];
    for (const stored of damaged) {
      assert.deepEqual(new GlanceMemory(memento(stored)).last, { attention: 0 });
    }
    const half = { state: "linked", partnerId: "$(alert)", attention: 2 };
    assert.deepEqual(new GlanceMemory(memento(half)).last, { state: "linked", attention: 2 });
  });
});
