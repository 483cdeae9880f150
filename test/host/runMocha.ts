// Runs inside the extension host.
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type HostReport, processVariable, reportVariable, textBeside } from "./hostReport.ts";

const testTimeoutMs = 20_000;

/**
 * Runs the tests that `describeTests` describes, and writes the report. Rejects when a test failed, which makes VS Code
 * end with another exit code than 0.
 */
export async function runMocha(describeTests: () => void): Promise<void> {
  // Failures name the lines of the test files, not those of the bundle.
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ui: "bdd",
    timeout: testTimeoutMs,
    // Its other reporters write to a console that is not ours here: see tellAbout.
    reporter: class Silent extends Mocha.reporters.Base {},
    forbidOnly: true,
    // Only the tests whose full name contains this.
    ...(process.env["PAL_HOST_GREP"] !== undefined && { fgrep: process.env["PAL_HOST_GREP"] }),
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  describeTests();
  const reportFile = process.env[reportVariable];
  if (reportFile === undefined) {
    throw new Error(`${reportVariable} does not say where to write the report.`);
  }
  const report = await tellAbout(mocha.run(), textBeside(reportFile));
  writeFileSync(reportFile, JSON.stringify(report, null, 2));
  const { argv, execArgv, env, title } = process;
  writeFileSync(env[processVariable] ?? "", JSON.stringify({ argv, execArgv, env, title }));
  if (report.failed > 0) {
    throw new Error(`${report.failed} of the tests in the extension host failed.`);
  }
}

/** Writes a line for each test as soon as it ended, so that a host that dies leaves behind how far it came. */
function tellAbout(runner: Mocha.Runner, textFile: string): Promise<HostReport> {
  const tell = (line: string): void => appendFileSync(textFile, `${line}\n`);
  const failures: string[] = [];
  mkdirSync(path.dirname(textFile), { recursive: true });
  rmSync(textFile, { force: true });
  runner.on("pass", (test) => tell(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
  runner.on("pending", (test) => tell(`- ${test.fullTitle()} (skipped)`));
  runner.on("fail", (test, error: unknown) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    failures.push(test.fullTitle());
    tell(`✗ ${test.fullTitle()}\n    ${message.replaceAll("\n", "\n    ")}`);
  });
  return new Promise((resolve) => {
    runner.on("end", () => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures.length, skipped: pending, failures });
    });
  });
}
