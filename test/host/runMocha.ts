// Runs inside the extension host.
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  type HostFailure,
  type HostReport,
  processVariable,
  reportVariable,
  textBeside,
} from "./hostReport.ts";
import { sourcePlaces } from "./sourcePlaces.ts";

/** There to end what hangs: changes wait for the disk again and again, and a busy machine may take seconds for each. */
const testTimeoutMs = 60_000;

/**
 * Runs the tests that `describeTests` describes, and writes the report. Rejects when a test failed, which makes VS Code
 * end with another exit code than 0.
 */
export async function runMocha(describeTests: () => void): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ui: "bdd",
    timeout: testTimeoutMs,
    // A window in a browser on a busy machine: trying again tells a slow moment from a fault. All tries are reported.
    retries: 1,
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
  const failures: HostFailure[] = [];
  const retried: HostFailure[] = [];
  mkdirSync(path.dirname(textFile), { recursive: true });
  rmSync(textFile, { force: true });
  runner.on("pass", (test) => tell(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
  runner.on("pending", (test) => tell(`- ${test.fullTitle()} (skipped)`));
  const inSources = sourcePlaces(__filename);
  const note = (sign: string, test: Mocha.Runnable, error: unknown): HostFailure => {
    const why = inSources(error instanceof Error ? (error.stack ?? error.message) : String(error));
    tell(`${sign} ${test.fullTitle()}\n    ${why.replaceAll("\n", "\n    ")}`);
    return { test: test.fullTitle(), why };
  };
  runner.on("retry", (test, error: unknown) => retried.push(note("↻", test, error)));
  runner.on("fail", (test, error: unknown) => failures.push(note("✗", test, error)));
  return new Promise((resolve) => {
    runner.on("end", () => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      const isLost = ({ test }: HostFailure): boolean => failures.some((failure) => failure.test === test);
      resolve({
        passed: passes,
        failed: failures.length,
        skipped: pending,
        failures,
        retried: retried.filter((failure) => !isLost(failure)),
      });
    });
  });
}
