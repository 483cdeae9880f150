import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/** A program that runs together with everything it starts. */
export interface ProcessGroup {
  readonly process: ChildProcess;
  /** Ends the program and all that it started; returns when the program is gone. */
  stop(): Promise<void>;
}

const patienceMs = 4000;

/** Starts a program in a process group of its own: VS Code's extension host can outlive the server that started it. */
export function startProcessGroup(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): ProcessGroup {
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const kill = (signal: NodeJS.Signals): void => signalGroup(child, signal);
  const killNow = (): void => kill("SIGKILL");
  process.once("exit", killNow);
  return {
    process: child,
    async stop() {
      process.off("exit", killNow);
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        kill("SIGTERM");
        await Promise.race([ended, delay(patienceMs, undefined, { ref: false })]);
      }
      killNow();
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    // Windows knows no process groups: there only the program itself ends.
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}
