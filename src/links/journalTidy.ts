import type { RunId } from "../model/change.ts";
import type { Clock, JournalFile, JournalPort, LogPort } from "../model/ports.ts";
import { readName } from "./journalNames.ts";
import { lookEvery, type OwnerLives } from "./ownerLives.ts";

/** What is needed to look at the owners. */
interface Place {
  readonly port: JournalPort;
  readonly lives: OwnerLives;
}

/** Whether a run was to begin before `olderThan`, and never did. Throws what the port throws. */
export async function isAbandoned({ port, lives }: Place, name: string, olderThan: number): Promise<boolean> {
  const means = readName(name);
  const isOld = means.kind === "run" && means.startedAt < olderThan;
  return isOld && (await lives.find(port, means.runId, 1)) === "dead";
}

/**
 * Removes the files of owners whose run is over, and those of dead owners whose run is gone: a window that ended too early left
 * them. Goes on by itself until it is known of each whether it is alive. Never throws.
 *
 * @param stateOf `gone` also stands for a run that begins just now: its owner is there first.
 */
export async function removeUnusedOwners(
  place: Place & { readonly clock: Clock; readonly log: LogPort },
  files: readonly JournalFile[],
  stateOf: (runId: RunId) => "open" | "over" | "gone",
  signal: AbortSignal,
): Promise<void> {
  const unknown: JournalFile[] = [];
  for (const file of files) {
    try {
      if (!(await removeIfUnused(place, file.name, stateOf))) {
        unknown.push(file);
      }
    } catch (error) {
      place.log.error("a file of the journal that is of no use cannot be removed", error, file.name);
    }
  }
  if (unknown.length > 0) {
    place.clock.sleep(lookEvery, signal).then(
      () => removeUnusedOwners(place, unknown, stateOf, signal),
      () => undefined, // this window ends
    );
  }
}

/** Gives false if it is not known yet whether the file is of use. */
async function removeIfUnused(
  { port, lives }: Place,
  name: string,
  stateOf: (runId: RunId) => "open" | "over" | "gone",
): Promise<boolean> {
  const means = readName(name);
  const state = means.kind === "owner" ? stateOf(means.runId) : "open";
  if (means.kind !== "owner" || state === "open") {
    return true;
  }
  const life = state === "over" ? "dead" : await lives.look(port, means.runId, means.fence);
  if (life === "dead") {
    await port.remove(name);
  }
  return life !== "unknown";
}

/** Runs whose owner is alive, or of which nobody knows whether it is: then also why. */
export interface AliveRuns {
  readonly runs: ReadonlySet<RunId>;
  readonly errors: readonly unknown[];
}

/** The runs whose owner is alive. Where that is not known yet, it is waited for. Throws if the folder cannot be listed. */
export async function findAliveRuns({ port, lives }: Place): Promise<AliveRuns> {
  const owners = (await port.list()).map(({ name }) => readName(name)).filter(({ kind }) => kind === "owner");
  const runs = new Set<RunId>();
  const errors: unknown[] = [];
  await Promise.all(
    owners.map(async (means) => {
      if (means.kind !== "owner") {
        return;
      }
      try {
        if ((await lives.find(port, means.runId, means.fence)) === "alive") {
          runs.add(means.runId);
        }
      } catch (error) {
        errors.push(error);
        runs.add(means.runId);
      }
    }),
  );
  return { runs, errors };
}

/**
 * Removes all files, damaged and half-written ones included, but those of runs that may be alive. What cannot be removed
 * keeps nothing else: at the end, throws what went wrong first.
 */
export async function forgetFiles(port: JournalPort, alive: AliveRuns): Promise<void> {
  const files = (await port.list()).map(({ name }) => ({ name, means: readName(name) }));
  const errors = [...alive.errors];
  const isForgotten = (name: string): boolean => {
    const means = readName(name);
    return means.kind === "damaged" || (means.kind !== "other" && !alive.runs.has(means.runId));
  };
  // Runs before their owners: whoever wakes up finds nothing to write to, and then that it is the owner of nothing.
  for (const kind of ["run", "owner", "damaged"] as const) {
    for (const { name, means } of files) {
      if (means.kind === kind && isForgotten(name)) {
        await port.remove(name).catch((error: unknown) => errors.push(error));
      }
    }
  }
  await port.removeUnfinished(isForgotten).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) {
    throw errors[0];
  }
}
