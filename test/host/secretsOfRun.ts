import { appendFile, readFile, writeFile } from "node:fs/promises";
import type { SecretWatch } from "../secrets/secretWatch.ts";
import { type HostReport, textBeside } from "./hostReport.ts";

const title = "No secret is anywhere but where it belongs";

/**
 * Adds what was found to the report of the host tests, as a test of its own. Gives whether nothing was found.
 *
 * @param folder user data and all else that the run has left behind.
 */
export async function reportSecrets(
  watch: SecretWatch,
  folder: string,
  reportFile: string,
): Promise<boolean> {
  const findings = await watch.findings({ "user data": folder });
  const report = JSON.parse(await readFile(reportFile, "utf8")) as HostReport;
  const passed = findings.length === 0;
  await writeFile(
    reportFile,
    JSON.stringify({
      ...report,
      passed: report.passed + (passed ? 1 : 0),
      failed: report.failed + (passed ? 0 : 1),
      failures: [...report.failures, ...(passed ? [] : [{ test: title, why: findings.join("\n") }])],
    } satisfies HostReport),
  );
  const lines = [`${passed ? "✓" : "✗"} ${title}`, ...findings.map((line) => `    ${line}`)];
  await appendFile(textBeside(reportFile), `${lines.join("\n")}\n`);
  return passed;
}
