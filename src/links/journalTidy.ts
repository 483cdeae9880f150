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

/** The runs whose owner is alive. Where that is not known yet, it is waited for. Throws what the port throws. */
export async function findAliveRuns({ port, lives }: Place): Promise<ReadonlySet<RunId>> {
  const owners = (await port.list()).map(({ name }) => readName(name)).filter(({ kind }) => kind === "owner");
  const found = await Promise.all(
    owners.map(async (means) =>
      means.kind === "owner" && (await lives.find(port, means.runId, means.fence)) === "alive"
        ? [means.runId]
        : [],
    ),
  );
  return new Set(found.flat());
}

/** Removes all files, damaged ones included, but those of the given runs. Throws what the port throws. */
export async function forgetFiles(port: JournalPort, alive: ReadonlySet<RunId>): Promise<void> {
  const files = (await port.list()).map(({ name }) => ({ name, means: readName(name) }));
  // Runs before their owners: whoever wakes up finds nothing to write to, and then that it is the owner of nothing.
  for (const kind of ["run", "owner", "damaged"] as const) {
    for (const { name, means } of files) {
      if (means.kind === kind && (means.kind === "damaged" || !alive.has(means.runId))) {
        await port.remove(name);
      }
    }
  }
}
