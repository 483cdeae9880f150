import { describe, expect, it } from "vitest";
import { deadlineIn } from "../../../src/model/deadline.ts";
import { TestClock } from "../testing/fixtures.ts";

describe("A deadline", () => {
  it.each([
    ["is over once more time has passed", 30_001, 0, true],
    ["is not over before", 30_000, 0, false],
    ["is over when only the wall clock went on: the machine slept", 0, 30_001, true],
    ["is over when the wall clock was set back meanwhile", 30_001, -3_600_000, true],
    ["is over when the wall clock was set forward: better too early", 1, 3_600_000, true],
    ["is not over because the wall clock was set back", 1, -3_600_000, false],
  ] as const)("%s", (_what, passed, set, isOver) => {
    const clock = new TestClock();
    const isTooLate = deadlineIn(30_000, clock);
    expect(isTooLate()).toBe(false);
    clock.advance(passed);
    clock.set(set);
    expect(isTooLate()).toBe(isOver);
  });
});
