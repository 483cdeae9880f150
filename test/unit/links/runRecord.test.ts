import { describe, expect, it } from "vitest";
import { announcedSteps, foldRun, isOpen } from "../../../src/links/runRecord.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { JournalEvent, RunEvent, StepRecord } from "../../../src/model/journal.ts";
import { changePlan } from "../testing/journalScene.ts";

const plan = changePlan(2);
const start: readonly JournalEvent[] = [
  { type: "planned", version: 1, runId: "run-1" as RunId, at: 1, plan },
  { type: "owned", owner: "window-1", fence: 1, at: 1 },
];
const writing: RunEvent = {
  type: "writing",
  step: 0,
  at: 2,
  verb: "PATCH",
  partnerId: "4567890",
  before: "111",
  beforeName: "Old",
};

function firstStep(...events: readonly RunEvent[]): Partial<StepRecord> | undefined {
  const { step: _step, ...rest } = foldRun([...start, ...events]).steps[0] ?? {};
  return rest;
}

describe("The record of a run", () => {
  it("knows the plan, and that nothing was sent", () => {
    const record = foldRun(start);
    expect(record).toEqual({
      runId: "run-1",
      plan,
      startedAt: 1,
      steps: plan.steps.map((step) => ({ step, state: "planned" })),
    });
    expect(isOpen(record)).toBe(true);
    expect(announcedSteps(record)).toEqual([]);
  });

  it("knows that only a read can tell what became of a request, whatever the answer was", () => {
    const announced = { state: "announced", before: "111", beforeName: "Old", announcedAt: 2 };
    expect(firstStep(writing)).toEqual(announced);
    expect(firstStep(writing, { type: "answered", step: 0, at: 3, correlationId: "c" })).toEqual({
      ...announced,
      correlationId: "c",
    });
    const lost = { code: "timedOut" as const, correlationId: "c" };
    expect(firstStep(writing, { type: "answered", step: 0, at: 3, error: lost })).toEqual({
      ...announced,
      state: "inDoubt",
      correlationId: "c",
      error: lost,
    });
    expect(announcedSteps(foldRun([...start, { ...writing, step: 1 }]))).toEqual([1]);
  });

  it("knows what was there before and after", () => {
    expect(
      firstStep(
        writing,
        { type: "answered", step: 0, at: 3, correlationId: "c" },
        { type: "ended", step: 0, at: 4, end: "changed", after: "4567890", afterName: "New" },
      ),
    ).toEqual({
      state: "changed",
      before: "111",
      beforeName: "Old",
      after: "4567890",
      afterName: "New",
      announcedAt: 2,
      correlationId: "c",
      endedAt: 4,
    });
  });

  it("tells nothing linked from not read", () => {
    const ended = { type: "ended", step: 0, at: 4, end: "notVerified" } as const;
    expect(firstStep({ ...ended, after: null })).toHaveProperty("after", null);
    expect(firstStep(ended)).not.toHaveProperty("after");
  });

  it("forgets how a step ended when it is tried again, and what an earlier write did not replace", () => {
    const error = { code: "conflict" as const, correlationId: "c" };
    expect(
      firstStep(
        writing,
        { type: "answered", step: 0, at: 3, error },
        { type: "ended", step: 0, at: 4, end: "failed", after: "111", error },
        { type: "writing", step: 0, at: 5, verb: "PUT", partnerId: "4567890", before: null },
      ),
    ).toEqual({ state: "announced", before: null, announcedAt: 5, correlationId: "c" });
  });

  it("is over once, and for good", () => {
    const record = foldRun([
      ...start,
      { type: "closed", at: 5, how: "leftAsIs" },
      { type: "closed", at: 6, how: "finished" },
    ]);
    expect(record.closed).toEqual({ at: 5, how: "leftAsIs" });
    expect(isOpen(record)).toBe(false);
  });

  it("is no record without a plan", () => {
    expect(() => foldRun([])).toThrow("unexpected");
    expect(() => foldRun(start.slice(1))).toThrow("unexpected");
  });
});
