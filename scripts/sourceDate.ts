import { execFileSync } from "node:child_process";
import path from "node:path";

/** The first and the last second that a file in a ZIP can have, as seconds since 1970. */
const earliest = Date.UTC(1980, 0, 1) / 1000;
const latest = Date.UTC(2107, 11, 31) / 1000;

/**
 * The time that all files of a package get, in seconds since 1970, so that packing one commit twice gives the same bytes:
 * `SOURCE_DATE_EPOCH` if it is set [reproducible-builds.org], else the time of the commit that is checked out in `folder`,
 * else (no Git, no commit) a fixed one. Throws if `SOURCE_DATE_EPOCH` is no time that a ZIP can hold.
 */
export function sourceDate(folder: string): number {
  const wanted = process.env["SOURCE_DATE_EPOCH"];
  if (wanted === undefined || wanted === "") {
    return Math.max(commitTime(folder) ?? earliest, earliest);
  }
  const seconds = Number(wanted);
  if (!/^\d+$/.test(wanted) || seconds < earliest || seconds > latest) {
    throw new Error(`SOURCE_DATE_EPOCH must be seconds since 1970, from ${earliest} to ${latest}: ${wanted}`);
  }
  return seconds;
}

function commitTime(folder: string): number | undefined {
  try {
    const time = execFileSync("git", ["log", "-1", "--format=%ct"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      // A repository above the folder is another one.
      env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) },
    });
    return /^\d+$/.test(time.trim()) ? Number(time) : undefined;
  } catch {
    return undefined;
  }
}
