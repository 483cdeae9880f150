import { spawn } from "node:child_process";
import path from "node:path";
import { repository } from "../repository.ts";

/** How a program ended: its exit code (1 if a signal ended it) and, unless it was shown, what it printed. */
export interface ProgramResult {
  readonly code: number;
  readonly output: string;
  /** It was stopped because it took longer than it may. */
  readonly timedOut: boolean;
}

/** How to run a program. */
export interface ProgramOptions {
  /** Pass the output on at once instead of keeping it. */
  readonly show?: boolean;
  /** Stop the program and all it started after this time. */
  readonly limitSeconds: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder to run in, an absolute path; the repository's root by default. */
  readonly cwd?: string;
}

const patienceAfterTermMs = 5000;
// What a program may need to leave behind in the pipe once it has ended.
const patienceForOutputMs = 1000;

/**
 * Runs a Node program of this repository: `args[0]` is its file, relative to the root. Never throws for a failing
 * program: the result tells. The program gets a process group of its own, so that nothing it started stays behind.
 */
export function runProgram(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const bin = path.join(repository, "node_modules", ".bin");
  const [program = "", ...rest] = args;
  const child = spawn(process.execPath, [path.join(repository, program), ...rest], {
    cwd: options.cwd ?? repository,
    detached: process.platform !== "win32",
    stdio: ["ignore", options.show ? "inherit" : "pipe", options.show ? "inherit" : "pipe"],
    env: {
      ...process.env,
      // Colours are for people before a terminal; in a log they are noise.
      ...(!process.stdout.isTTY && process.env["FORCE_COLOR"] === undefined && { NO_COLOR: "1" }),
      ...options.env,
      PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}`,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const stop = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) {
      return;
    }
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
    } catch {
      // The group has already gone.
    }
  };
  const interrupted = (): void => {
    stop("SIGTERM");
    // Not at once: programs that run beside this one are told, too.
    setImmediate(() => process.exit(130));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop("SIGTERM");
    setTimeout(stop, patienceAfterTermMs, "SIGKILL").unref();
  }, options.limitSeconds * 1000);
  return new Promise((resolve, reject) => {
    const finish = (code: number): void => {
      clearTimeout(timer);
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
      resolve({ code, output, timedOut });
    };
    child.once("error", reject);
    child.once("close", (code) => finish(code ?? 1));
    child.once("exit", (code) => {
      // Whatever it left running dies with it; a pipe held open by such a process must not hold us.
      stop("SIGKILL");
      setTimeout(finish, patienceForOutputMs, code ?? 1).unref();
    });
  });
}
