import { describe, expect, it, vi } from "vitest";
import type { RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepRecord } from "../../../src/model/journal.ts";
import { planOf, step } from "../testing/changeScene.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));

const { runResult, runState } = await import("../../../src/ui/runWords.ts");
const { toBeTold } = await import("../../../src/ui/interruptedWatch.ts");
const { standingOf } = await import("../../../src/ui/interruptedWords.ts");

function run(...states: StepRecord["state"][]): RunRecord {
  const steps = states.map((state, i) => ({ step: step(i + 1, null, "4567890"), state, before: null }));
  const plan = planOf(
    "link",
    steps.map((record) => record.step),
  );
  return { runId: "run" as RunId, plan, startedAt: 0, steps };
}

describe("A run in which steps are in doubt", () => {
  it.each([
    [false, ["changed", "inDoubt", "inDoubt"], "finished except for 2 in doubt"],
    [true, ["inDoubt"], "finished except for 1 in doubt"],
    [false, ["planned", "inDoubt"], "under way"],
    [true, ["announced", "inDoubt"], "interrupted"],
  ] as const)("is not called finished (%s, %j: %s)", (isInterrupted, states, words) => {
    const record = run(...states);
    expect(runResult(record.steps, runState(record, states, isInterrupted))).toBe(words);
  });

  it("is nobody's to decide about once nothing else is left of it", () => {
    const left = [run("changed", "inDoubt"), run("planned", "inDoubt"), run("announced"), run("inDoubt")];
    expect(toBeTold({ interrupted: left })).toEqual([left[1], left[2]]);
  });

  it("is not told as not done while the request may be on its way, and can be resumed", () => {
    const { text, canResume, canUndo } = standingOf(run("inDoubt"), [
      { step: 0, found: null, isPreliminary: true },
    ]);
    expect(text).toContain("it isn't done so far. Azure shows no partner ID, but the request may still");
    expect([canResume, canUndo]).toEqual([true, false]);
    expect(standingOf(run("inDoubt"), [{ step: 0, found: null }]).text).toContain("it was not done");
  });
});
