import { expect, test } from "vitest";
import { figureTable, median, ratio } from "../bench/figure.ts";

test("the median is the middle value, or the mean of the two in the middle", () => {
  expect(median([3, 100, 1])).toBe(3);
  expect(median([4, 1, 100, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

test("a figure says how many times the baseline's time ours takes", () => {
  const figure = { name: "activation", ours: [20, 30, 1000], against: "nothing", baseline: [10, 9, 11] };
  expect(ratio(figure)).toBe(3);
  expect(figureTable([figure])).toBe(
    [
      "                ours          baseline      ratio   goal  the baseline",
      "activation  ms  30 (20–1000)  10 (9.00–11)  × 3.00        nothing",
    ].join("\n"),
  );
});

test("a figure without a baseline, or with one of 0, has no ratio", () => {
  const figure = { name: "again", ours: [0], against: "none", baseline: [], goal: "0" };
  expect(ratio(figure)).toBeUndefined();
  expect(ratio({ ...figure, baseline: [0] })).toBeUndefined();
  expect(figureTable([figure])).toContain("again  ms  0.00  –");
});
