import { readdirSync, readFileSync } from "node:fs";
import type { Place } from "./readPlaces.ts";

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** Arguments and environment of all processes that a process started, and those started. None where the system does not tell. */
export function readProcesses(root: number): Place[] {
  const all = readdirOf("/proc").flatMap((name): Process[] => {
    const pid = Number(name);
    // The program's name stands in parentheses and may hold anything; the parent is the second field after it.
    const stat = Number.isInteger(pid) ? readOf(`/proc/${pid}/stat`).toString("latin1") : "";
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return Number.isInteger(parent) && stat !== "" ? [{ pid, parent }] : [];
  });
  return descendants(all, root).flatMap(({ pid }) => {
    const [path = ""] = readOf(`/proc/${pid}/cmdline`).toString().split("\0");
    const program = path.slice(path.lastIndexOf("/") + 1);
    return ["cmdline", "environ"].map((part) => ({
      name: `${part === "cmdline" ? "arguments" : "environment"} of ${program} (process ${pid})`,
      bytes: readOf(`/proc/${pid}/${part}`),
    }));
  });
}

function descendants(all: readonly Process[], root: number): Process[] {
  const children = all.filter(({ parent }) => parent === root);
  return [...children, ...children.flatMap(({ pid }) => descendants(all, pid))];
}

function readdirOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // a system without it
  }
}

/** Empty if the process has ended meanwhile. */
function readOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
