import type { Check } from "../checks/check.ts";
import type { Failure, LayerResult } from "./layerResult.ts";

/** Runs all checks at the same time and prints each one's verdict, with what it complains of. */
export async function checkLayer(checks: readonly Check[]): Promise<LayerResult> {
  const failures: Failure[] = [];
  await Promise.all(
    checks.map(async (check) => {
      const started = performance.now();
      let problems: readonly string[];
      try {
        problems = await check.run();
      } catch (error) {
        problems = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        [`${problems.length === 0 ? "ok    " : "FAILED"} ${check.name} (${seconds} s)`, ...problems].join(
          "\n",
        ),
      );
      if (problems.length > 0) {
        failures.push({ test: check.name, why: problems.join("\n") });
      }
    }),
  );
  return {
    passed: checks.length - failures.length,
    failed: failures.length,
    skipped: 0,
    failures,
    retried: [],
  };
}
