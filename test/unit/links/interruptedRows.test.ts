import { beforeEach, describe, expect, it } from "vitest";
import { catchUpRows, doubtRows } from "../../../src/links/interruptedRows.ts";
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

describe("The row of a change whose window ended before it was remembered", () => {
  const changed: StepRecord = {
    ...announced,
    state: "changed",
    after: ours,
    afterName: "Contoso Consulting",
    endedAt: announcedAt + 100,
  };

  it("says what was read at the end of the change", () => {
    learn({ kind: "notLinked", at: announcedAt - 1 });
    catchUpRows(store, [run(changed)]);
    expect(row()).toMatchObject({
      knowledge: {
        kind: "linked",
        at: announcedAt + 100,
        link: { partnerId: ours, partnerName: "Contoso Consulting" },
      },
      attempt: { kind: "none" },
    });
  });

  it("says that nothing is linked any more", () => {
    learn({ kind: "linked", link: { partnerId: ours }, at: announcedAt - 1 });
    catchUpRows(store, [run({ ...announced, state: "changed", after: null, endedAt: announcedAt + 100 })]);
    expect(row().knowledge).toEqual({ kind: "notLinked", at: announcedAt + 100 });
  });

  it("follows the last of several changes", () => {
    learn({ kind: "notLinked", at: 1 });
    const earlier = { ...changed, announcedAt: 1000, after: "111111", endedAt: 2000 };
    catchUpRows(store, [run(changed), run(earlier)]); // the newest first, as the journal has them
    expect(row().knowledge).toMatchObject({ link: { partnerId: ours } });
  });

  it("keeps what was read since the write, which knows more than the journal", () => {
    const link = { partnerId: ours, partnerName: "Contoso", updatedAt: 1 };
    learn({ kind: "linked", link, at: announcedAt + 50 });
    catchUpRows(store, [run(changed)]);
    expect(row().knowledge).toEqual({ kind: "linked", link, at: announcedAt + 50 });
  });

  it("stays as it is while another window is at it", () => {
    learn({ kind: "notLinked", at: announcedAt - 1 });
    catchUpRows(store, [run(announced)]);
    expect(row().knowledge).toEqual({ kind: "notLinked", at: announcedAt - 1 });
  });

  it("is doubted where the end could not be read", () => {
    learn({ kind: "notLinked", at: announcedAt - 1 });
    const unclear: StepRecord = { ...announced, state: "unclear", error: { code: "timedOut" }, endedAt: 1 };
    catchUpRows(store, [{ ...run(unclear), closed: { at: announcedAt + 100, how: "finished" } }]);
    expect(row()).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "failed" } });
  });
});
