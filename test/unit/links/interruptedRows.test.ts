import { beforeEach, describe, expect, it } from "vitest";
import { doubtRows } from "../../../src/links/interruptedRows.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepRecord } from "../../../src/model/journal.ts";
import type { Knowledge } from "../../../src/model/knowledge.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { Row } from "../../../src/model/row.ts";
import { ours, planOf, step } from "../testing/changeScene.ts";
import { alice, tenant, TestClock } from "../testing/fixtures.ts";

const announcedAt = 500_000;
const announced: StepRecord = { step: step(1, null, ours), state: "announced", before: null, announcedAt };
let store: LinkStore;

beforeEach(() => {
  store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, [tenant(1)]);
});

function run(...steps: StepRecord[]): RunRecord {
  const plan = planOf("link", [step(1, null, ours)]);
  return { runId: "run" as RunId, plan, startedAt: 0, steps };
}

function learn(knowledge: Knowledge): void {
  const work = store.begin(row().id, "check");
  work?.learn(knowledge);
  work?.end();
}

function row(): Row {
  const [first] = store.rows;
  if (!first) {
    throw new Error("there is no row");
  }
  return first;
}

describe("The row of a write that was announced", () => {
  it.each([announcedAt - 1, announcedAt])("does not say any more what was read before (%i)", (at) => {
    learn({ kind: "notLinked", at });
    doubtRows(store, [run(announced)]);
    expect(row()).toMatchObject({
      knowledge: { kind: "nothing", at: announcedAt }, // and not now: what another window reads meanwhile is newer
      attempt: { kind: "failed", work: "link", error: { code: "unclear" } },
    });
  });

  it("keeps what was read since", () => {
    learn({ kind: "notLinked", at: announcedAt + 1 });
    doubtRows(store, [run(announced)]);
    expect(row()).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "none" } });
  });

  it("says so again after a restart, when only that nothing is known is remembered", () => {
    learn({ kind: "nothing", at: announcedAt });
    doubtRows(store, [run(announced)]);
    expect(row().attempt).toMatchObject({ kind: "failed", error: { code: "unclear" } });
  });

  it("keeps what came of a try since", () => {
    doubtRows(store, [run(announced)]);
    store.begin(row().id, "check")?.fail(new PalError("forbidden"));
    doubtRows(store, [run(announced)]);
    expect(row().attempt).toMatchObject({ kind: "failed", error: { code: "forbidden" } });
  });

  it("takes the row from a check that began before", () => {
    const check = store.begin(row().id, "check");
    doubtRows(store, [run(announced)]);
    check?.fail(new PalError("unreachable"));
    expect(row().attempt).toMatchObject({ kind: "failed", error: { code: "unclear" } });
  });

  it("stays as it is while it is being changed", () => {
    learn({ kind: "notLinked", at: 1 });
    store.begin(row().id, "link");
    doubtRows(store, [run(announced)]);
    expect(row()).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "running" } });
  });

  it.each<StepRecord>([
    { ...announced, error: { code: "refused" } },
    { ...announced, state: "changed", after: ours },
    { ...announced, state: "failed", after: null, error: { code: "unreachable" } },
    { step: step(1, null, ours), state: "planned" },
  ])("is not doubted where it is known what became of it: $state", (record) => {
    learn({ kind: "notLinked", at: 1 });
    doubtRows(store, [run(record)]);
    expect(row().knowledge.kind).toBe("notLinked");
  });

  it("need not be there", () => {
    store.setTenants(alice.id, []);
    doubtRows(store, [run(announced)]);
    expect(store.rows).toEqual([]);
  });
});
