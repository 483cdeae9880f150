import { describe, expect, test } from "vitest";
import { brokenLayer, judgeLayer, resultLines, summaryLine } from "../../scripts/testing/layerResult.ts";
import { countReport } from "../../scripts/testing/vitestLayer.ts";

const allWell = { passed: 2, failed: 0, skipped: 0, failures: [], retried: [] };

describe("the result of a layer", () => {
  test("counts as it is when its tests ran and its runner ended well", () => {
    expect(judgeLayer(allWell, 0)).toEqual(allWell);
  });

  test("is a failure when no test ran, even if the runner was content", () => {
    expect(judgeLayer({ ...allWell, passed: 0 }, 0)).toMatchObject({
      failed: 1,
      failures: [{ test: "no test ran" }],
    });
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
          message: "",
          assertionResults: [{ fullName: "it adds", status: "failed", failureMessages: ["first", "second"] }],
        },
        { name: "/b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
        {
          name: "/c.test.ts",
          status: "passed",
          message: "",
          assertionResults: [
            { fullName: "it works", status: "passed", failureMessages: [] },
            { fullName: "it works at last", status: "passed", failureMessages: ["too slow"] },
          ],
        },
      ],
    });
    expect(result).toMatchObject({ passed: 1, failed: 2, skipped: 2 });
    expect(result.failures).toEqual([
      { test: "it adds", why: "first" },
      { test: expect.stringMatching(/b\.test\.ts could not be run$/), why: "no such module" },
    ]);
    expect(result.retried).toEqual([{ test: "it works at last", why: "too slow" }]);
  });
});

describe("a layer in the result of a run", () => {
  test("says why a test failed, with the one line of the stack that is in a test", () => {
    const why =
      "AssertionError: no match\n\n+ actual\n    at chai (/x/node_modules/chai.js:1:1)\n    at it (/x/test/unit/a.test.ts:7:5)";
    expect(resultLines("unit", { ...allWell, failed: 1, failures: [{ test: "it adds", why }] })).toEqual([
      "unit       2 passed, 1 failed",
      "           failed: it adds",
      "             AssertionError: no match",
      "             + actual",
      "                 at it (/x/test/unit/a.test.ts:7:5)",
    ]);
  });

  test("names what passed at a later try only, and is cut where an error is endless", () => {
    const why = Array.from({ length: 1000 }, () => "x".repeat(1000)).join("\n");
    const lines = resultLines("e2e", { ...allWell, retried: [{ test: "it links", why }] });
    expect(lines[1]).toBe("           passed at a later try: it links");
    expect(lines.join("\n").length).toBeLessThan(4000);
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
