import { beforeEach, describe, expect, it } from "vitest";
import { catchUpRows, doubtRows } from "../../../src/links/interruptedRows.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepRecord } from "../../../src/model/journal.ts";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { alice, tenant, TestClock } from "../testing/fixtures.ts";
import { kinds } from "../testing/memoryScene.ts";

const hours = 3_600_000;
const id = rowId(alice.id, tenant(1).tenantId);
let clock: TestClock;
let store: LinkStore;

function open(): LinkStore {
  const opened = new LinkStore(clock);
  opened.setIdentities("vscode", [alice]);
  opened.setTenants(alice.id, [tenant(1)]);
  return opened;
}

/** The window after a restart, with what was remembered then. */
function restart(snapshot = store.snapshot): void {
  store = new LinkStore(clock);
  store.adopt(snapshot);
  store.setIdentities("vscode", [alice]);
}

/** A check finds, now, that nothing is linked; gives where that stands. */
function check(): number {
  const work = store.begin(id, "check");
  work?.learn({ kind: "notLinked", at: clock.now() });
  work?.end();
  const { at = 0, order } = store.row(id)?.knowledge ?? {};
  return order ?? at;
}

function run(record: Omit<StepRecord, "step" | "before">): RunRecord {
  const steps: StepRecord[] = [{ step: step(1, null, ours), before: null, ...record }];
  return { runId: "r" as RunId, plan: planOf("link", [step(1, null, ours)]), startedAt: 0, steps };
}

beforeEach(() => {
  clock = new TestClock();
  clock.set(2400 * hours);
  store = open();
});

/** The clock is two hours ahead for one check, which is remembered; five minutes later, a write is announced. */
function announcedAfterClockAhead(): { announcedAt: number; beforeOrder: number } {
  clock.set(2 * hours);
  check();
  clock.set(-2 * hours);
  clock.advance(5 * 60_000);
  const { snapshot } = store;
  const beforeOrder = check();
  const announcedAt = clock.now();
  clock.advance(3 * hours);
  restart(snapshot);
  return { announcedAt, beforeOrder };
}

describe("A check whose time was told by a clock that was ahead", () => {
  it("does not hide the doubt of a write that was announced later", () => {
    const interrupted = [run({ state: "announced", ...announcedAfterClockAhead() })];
    catchUpRows(store, interrupted);
    doubtRows(store, interrupted);
    expect(kinds(store)).toEqual(["nothing/failed"]);
  });

  it("does not hide what the write came to", () => {
    const announced = announcedAfterClockAhead();
    const endedAt = announced.announcedAt + 1000;
    catchUpRows(store, [run({ state: "changed", ...announced, after: ours, endedAt })]);
    expect(kinds(store)).toEqual(["linked/none"]);
  });

  it("is no longer asked about once somebody has read since", () => {
    const interrupted = [run({ state: "announced", ...announcedAfterClockAhead() })];
    doubtRows(store, interrupted);
    check();
    restart();
    doubtRows(store, interrupted);
    expect(kinds(store)).toEqual(["notLinked/none"]);
  });
});

describe("Of a row that knows less than the window that died", () => {
  it("a doubt that was told is not told again, and what is read then counts", () => {
    const announcedAt = clock.now();
    const interrupted = [run({ state: "announced", announcedAt, beforeOrder: announcedAt + 9 * hours })];
    clock.advance(1000);
    check(); // by a window that has not read the journal yet
    doubtRows(store, interrupted);
    expect(kinds(store)).toEqual(["nothing/failed"]);
    store.begin(id, "check")?.fail(new PalError("forbidden"));
    doubtRows(store, interrupted);
    expect(store.row(id)?.attempt).toMatchObject({ error: { code: "forbidden" } });
    check();
    doubtRows(store, interrupted);
    expect(kinds(store)).toEqual(["notLinked/none"]);
  });
});

it("What was read after the clock was set back stays, also when the time of the write has come again", () => {
  clock.set(72 * hours);
  const announcedAt = clock.now();
  const record = run({
    state: "changed",
    announcedAt,
    beforeOrder: check(),
    after: ours,
    endedAt: announcedAt,
  });
  catchUpRows(store, [record]);
  clock.set(-72 * hours);
  clock.advance(hours);
  check();
  clock.advance(96 * hours);
  restart();
  catchUpRows(store, [record]);
  expect(kinds(store)).toEqual(["notLinked/none"]);
});

it("A write is announced together with where the read before it stands", async () => {
  const { scene, window } = await openScene();
  const work = window.store.begin(id, "check");
  scene.clock.advance(9 * hours);
  const ahead = scene.clock.now();
  work?.learn({ kind: "notLinked", at: ahead });
  work?.end();
  scene.clock.set(-9 * hours);
  await window.link(ours);
  expect(window.run.steps[0]).toMatchObject({ state: "changed", beforeOrder: ahead + 1 });
});
