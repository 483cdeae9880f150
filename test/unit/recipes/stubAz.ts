import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a text did that bash ran with an `az` that only writes down how it was called. */
export interface StubRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The arguments of each call. */
  readonly calls: readonly (readonly string[])[];
}

/**
 * Runs a text with an `az` of our own in front of `PATH`.
 *
 * @param answers what `az` prints, by how its arguments begin; `null`: it fails.
 */
export async function runWithStubAz(
  text: string,
  answers: Readonly<Record<string, string | null>>,
): Promise<StubRun> {
  const folder = await mkdtemp(path.join(tmpdir(), "stub-az-"));
  const log = path.join(folder, "calls");
  const cases = Object.entries(answers).map(
    ([words, answer]) =>
      `  ${words.replaceAll(" ", String.raw`\ `)}*) ${answer === null ? "exit 1" : `echo '${answer}'`} ;;\n`,
  );
  const stub = `#!/bin/bash
{ printf '%s\\0' "$@"; printf '\\1\\0'; } >>'${log}'
case "$*" in
${cases.join("")}esac
`;
  try {
    await writeFile(log, "");
    await writeFile(path.join(folder, "az"), stub);
    await chmod(path.join(folder, "az"), 0o755);
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}` };
    const { code, stdout, stderr } = await run("bash", ["-c", text], { env, cwd: folder }).then(
      (done) => ({ code: 0, ...done }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    const calls = (await readFile(log, "utf8"))
      .split("\u0001\0")
      .slice(0, -1)
      .map((call) => call.split("\0").slice(0, -1));
    return { code, stdout, stderr, calls };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
