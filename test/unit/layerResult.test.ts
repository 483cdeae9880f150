import { describe, expect, test } from "vitest";
import { brokenLayer, judgeLayer, summaryLine } from "../../scripts/testing/layerResult.ts";
import { countReport } from "../../scripts/testing/vitestLayer.ts";

const allWell = { passed: 2, failed: 0, skipped: 0, failures: [] };

describe("the result of a layer", () => {
  test("counts as it is when its tests ran and its runner ended well", () => {
    expect(judgeLayer(allWell, 0)).toEqual(allWell);
  });

  test("is a failure when no test ran, even if the runner was content", () => {
    expect(judgeLayer({ ...allWell, passed: 0 }, 0)).toMatchObject({ failed: 1, failures: ["no test ran"] });
    expect(judgeLayer({ ...allWell, passed: 0, skipped: 3 }, 0)).toMatchObject({ failed: 1, skipped: 3 });
  });

  test("is a failure when the runner ended badly although every test passed", () => {
    expect(judgeLayer(allWell, 1)).toMatchObject({ passed: 2, failed: 1 });
  });

  test("counts a test file that could not be loaded", () => {
    const result = countReport({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        {
          name: "/a.test.ts",
          status: "failed",
          assertionResults: [{ fullName: "it adds", status: "failed" }],
        },
        { name: "/b.test.ts", status: "failed", assertionResults: [] },
        {
          name: "/c.test.ts",
          status: "passed",
          assertionResults: [{ fullName: "it works", status: "passed" }],
        },
      ],
    });
    expect(result).toMatchObject({ passed: 1, failed: 2, skipped: 2 });
    expect(result.failures[0]).toBe("it adds");
    expect(result.failures[1]).toMatch(/b\.test\.ts could not be run$/);
  });
});

describe("the last line of a test run", () => {
  test("adds up the layers", () => {
    expect(summaryLine([allWell, brokenLayer("it crashed")])).toBe("2 passed, 1 failed");
  });

  test("names skipped tests only if there are any", () => {
    expect(summaryLine([{ ...allWell, skipped: 1 }])).toBe("2 passed, 0 failed, 1 skipped");
  });
});
