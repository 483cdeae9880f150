import { describe, expect, it } from "vitest";
import type { LinkedId, RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepRecord, StepState } from "../../../src/model/journal.ts";
import { canUndo, undoPlan } from "../../../src/model/undoPlan.ts";
import { step } from "../testing/changeScene.ts";

function record(runId: string, steps: readonly StepRecord[], undoes?: [string, number[]]): RunRecord {
  const [of, indices] = undoes ?? [];
  const plan = { purpose: "link" as const, steps: steps.map((it) => it.step) };
  return {
    runId: runId as RunId,
    plan: of === undefined ? plan : { ...plan, undoes: { runId: of as RunId, steps: indices ?? [] } },
    startedAt: 0,
    steps,
  };
}

function ended(n: number, state: StepState, before: LinkedId, after: LinkedId): StepRecord {
  return { step: step(n, before, after), state, before, after };
}

function linkedBy(runId: string, startedAt: number, announcedAt: number): RunRecord {
  const linked = { ...ended(1, "changed", null, "1"), announcedAt, beforeOrder: announcedAt - 1 };
  return { ...record(runId, [linked]), startedAt };
}

describe("The plan of an undo", () => {
  it("turns round what was changed, the last first", () => {
    const run = record("run", [
      ended(1, "changed", null, "4567890"),
      ended(2, "changed", "111111", "4567890"),
      ended(3, "changed", "111111", null),
    ]);
    expect(undoPlan(run)).toEqual({
      purpose: "undo",
      steps: [step(3, null, "111111"), step(2, "4567890", "111111"), step(1, "4567890", null)],
      undoes: { runId: "run", steps: [2, 1, 0] },
    });
  });

  it.each<StepState>([
    "planned",
    "announced",
    "nothingToDo",
    "foundOther",
    "notVerified",
    "unclear",
    "failed",
  ])("leaves out what was not changed for sure (%s)", (state) => {
    const run = record("run", [ended(1, state, null, "4567890"), ended(2, "changed", null, "4567890")]);
    expect(undoPlan(run)?.undoes?.steps).toEqual([1]);
    expect(undoPlan(record("run", [ended(1, state, null, "4567890")]))).toBeUndefined();
  });

  it("is of some steps only, if that is wanted", () => {
    const run = record("run", [ended(1, "changed", null, "1"), ended(2, "changed", null, "1")]);
    expect(undoPlan(run, [1])?.steps).toEqual([step(2, "1", null)]);
    expect(undoPlan(run, [])).toBeUndefined();
    expect(undoPlan(run, [7])).toBeUndefined();
  });

  it("brings back what was there, which need not be what the user agreed to give up", () => {
    const gone: StepRecord = { ...ended(1, "changed", null, "4567890"), step: step(1, "111111", "4567890") };
    expect(undoPlan(record("run", [gone]))?.steps).toEqual([step(1, "4567890", null)]);
  });

  it("is none where the journal does not say what was there", () => {
    const { before, after, ...lacking } = ended(1, "changed", null, "4567890");
    const records: readonly StepRecord[] = [
      lacking,
      { ...lacking, before: null },
      { ...lacking, after: "4567890" },
    ];
    for (const one of records) {
      expect(undoPlan(record("run", [one]))).toBeUndefined();
      expect(canUndo(record("run", [one]), 0, [])).toBe(false);
    }
    expect(
      undoPlan(record("run", [{ ...lacking, before: before ?? null, after: after ?? null }])),
    ).toBeDefined();
  });

  it.each([null, "4567890"])("is none where there is the same as before: %s", (id) => {
    expect(undoPlan(record("run", [ended(1, "changed", id, id)]))).toBeUndefined();
  });
});

describe("A step", () => {
  const run = record("run", [ended(1, "changed", null, "1"), ended(2, "changed", null, "1")]);

  it("can be undone once", () => {
    const undo = record("undo", [ended(2, "changed", "1", null)], ["run", [1]]);
    expect(canUndo(run, 0, [undo, run])).toBe(true);
    expect(canUndo(run, 1, [undo, run])).toBe(false);
    expect(canUndo(undo, 0, [undo, run])).toBe(true); // which does it again
  });

  it("can be undone again when that did not come to anything", () => {
    const undo = record("undo", [ended(2, "failed", "1", "1")], ["run", [1]]);
    expect(canUndo(run, 1, [undo, run])).toBe(true);
  });

  it("cannot be undone if it changed nothing, or is none", () => {
    expect(canUndo(record("run", [ended(1, "nothingToDo", null, "1")]), 0, [])).toBe(false);
    expect(canUndo(run, 5, [])).toBe(false);
  });

  it("of another run is another step", () => {
    const undo = record("undo", [ended(1, "changed", "1", null)], ["other", [0]]);
    expect(canUndo(run, 0, [undo, run])).toBe(true);
  });

  it("cannot be undone once another run changed the same row", () => {
    const [old, later] = [1, 2].map((time) =>
      record(`run ${time}`, [{ ...ended(1, "changed", null, "1"), announcedAt: time }]),
    );
    const runs = [later, old].filter((one) => one !== undefined);
    expect(runs.map((one) => canUndo(one, 0, runs))).toEqual([true, false]);
    const elsewhere = record("elsewhere", [{ ...ended(2, "changed", null, "1"), announcedAt: 9 }]);
    expect(canUndo(elsewhere, 0, [...runs, elsewhere])).toBe(true);
  });

  it("cannot be undone once a later run changed the row, also where the clock was ahead before", () => {
    const days = 24 * 60 * 60_000;
    const one: RunRecord = {
      ...record("1", [{ ...ended(1, "changed", "111111", null), announcedAt: 4 * days, endedAt: 4 * days }]),
      startedAt: 4 * days,
    };
    const two: RunRecord = {
      ...record("2", [{ ...ended(1, "changed", null, "4567890"), announcedAt: days, endedAt: days }]),
      startedAt: days,
      order: 4 * days + 1,
    };
    expect(canUndo(one, 0, [two, one])).toBe(false);
    expect(canUndo(two, 0, [two, one])).toBe(true);
  });

  it("cannot be undone once a run changed the row that had begun before, and was resumed", () => {
    const [resumed, other] = [linkedBy("1", 1, 9), linkedBy("2", 2, 3)];
    expect(canUndo(other, 0, [other, resumed])).toBe(false);
    expect(canUndo(resumed, 0, [other, resumed])).toBe(true);
  });

  it("gives up the link that it left, and no older or newer one", () => {
    const stamp = { version: 4, updatedAt: 7 };
    const left: StepRecord = { ...ended(1, "changed", "2", "1"), afterStamp: stamp };
    expect(undoPlan(record("run", [left]))?.steps).toEqual([{ ...step(1, "1", "2"), fromStamp: stamp }]);
    const undone: StepRecord = {
      ...ended(1, "changed", "1", "2"),
      step: { ...step(1, "1", "2"), fromStamp: stamp },
    };
    expect(undoPlan(record("undo", [undone]))?.steps).toEqual([step(1, "2", "1")]);
  });
});
