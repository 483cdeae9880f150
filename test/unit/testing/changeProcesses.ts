import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "esbuild";
import { repository } from "../../../scripts/repository.ts";
import type { ChangeOrder } from "./realEngine.ts";

/** How long a process that nobody killed took to make its change, or undefined if it was killed. Milliseconds. */
export type Duration = number | undefined;

/** Builds `changeProcess.ts` into one file, which starts much faster; gives its path. */
export async function buildChangeProcess(): Promise<string> {
  const outfile = path.join(repository, "out", "change-process.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "changeProcess.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    // Some packages are CommonJS and require Node's own modules.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  return outfile;
}

/** A process that makes a change, and stopped itself on the way. */
export interface StoppedProcess {
  /** Lets it go on; gives what it says came of its change. */
  wake(): Promise<readonly string[]>;
  kill(): void;
}

/** Runs a process with an order to stop itself; gives it when it has. */
export async function stoppedProcess(program: string, order: ChangeOrder): Promise<StoppedProcess> {
  const child = spawn(process.execPath, [
    program,
    "--order",
    JSON.stringify({ ...order, stopsItself: true }),
  ]);
  let complaints = "";
  child.stderr.on("data", (text) => (complaints += String(text)));
  const words = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await words.next()).value !== "ready") {
    throw new Error(`the process did not start: ${complaints}`);
  }
  child.stdin.write("go\n");
  while (!(await isStopped(child.pid ?? 0))) {
    await wait(10);
  }
  return {
    wake: async () => {
      child.kill("SIGCONT");
      const { value } = await words.next();
      return JSON.parse(value ?? `["${complaints}"]`) as readonly string[];
    },
    kill: () => child.kill("SIGKILL"),
  };
}

/** As Linux says it: the state comes after the name, which is in parentheses. */
async function isStopped(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).startsWith("T");
}

/**
 * Runs a process that makes one change, and kills it after so long, counted from when it begins with the change; gives how
 * long the change took, if it was not killed before.
 */
export async function changeInProcess(
  program: string,
  order: ChangeOrder,
  killAfter?: number,
): Promise<Duration> {
  const args = [program, "--order", JSON.stringify(order)];
  const child = spawn(process.execPath, args);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.stdin.on("error", () => undefined); // it was killed
  let complaints = "";
  child.stderr.on("data", (text) => (complaints += String(text)));
  const words = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await words.next()).value !== "ready") {
    await ended;
    throw new Error(`the process did not start: ${complaints}`);
  }
  const begun = performance.now();
  child.stdin.write("go\n");
  const done = words.next();
  if (killAfter !== undefined) {
    await Promise.race([wait(killAfter), done]);
    child.kill("SIGKILL");
  }
  const { done: isSilent } = await done;
  const took = performance.now() - begun;
  await ended;
  if (isSilent && killAfter === undefined) {
    throw new Error(`the process did not end: ${complaints}`);
  }
  return isSilent ? undefined : took;
}
