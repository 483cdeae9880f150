import { execFile } from "node:child_process";

/** How a text ended that bash ran. */
export interface BashResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a text as a person would who pastes it into a terminal. */
export function runBash(text: string, env: NodeJS.ProcessEnv): Promise<BashResult> {
  return new Promise((resolve) => {
    execFile("bash", ["-c", text], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}
