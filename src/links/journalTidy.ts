import type { RunId } from "../model/change.ts";
import type { Clock, JournalFile, JournalPort, LogPort } from "../model/ports.ts";
import { readName } from "./journalNames.ts";
import { isAlive, readBeat } from "./runOwner.ts";

/** What is needed to look at the owners. */
interface Place {
  readonly port: JournalPort;
  readonly clock: Clock;
}

/** Whether that owner of a run is alive. Throws what the port throws. */
async function isOwnerAlive({ port, clock }: Place, runId: RunId, fence: number): Promise<boolean> {
  return isAlive(await readBeat(port, runId, fence), clock.now());
}

/** When a run was to begin that never did; undefined if it may begin just now. Throws what the port throws. */
export async function abandonedSince(place: Place, name: string): Promise<number | undefined> {
  const means = readName(name);
  const isAbandoned = means.kind === "run" && !(await isOwnerAlive(place, means.runId, 1));
  return isAbandoned ? means.startedAt : undefined;
}

/** Removes the files of dead owners whose run is over or gone: a window that ended too early left them. Never throws. */
export async function removeUnusedOwners(
  place: Place & { readonly log: LogPort },
  files: readonly JournalFile[],
  mayGoOn: (runId: RunId) => boolean,
): Promise<void> {
  for (const { name } of files) {
    const means = readName(name);
    try {
      if (
        means.kind === "owner" &&
        !mayGoOn(means.runId) &&
        !(await isOwnerAlive(place, means.runId, means.fence))
      ) {
        await place.port.remove(name);
      }
    } catch (error) {
      place.log.error("a file of the journal that is of no use cannot be removed", error, name);
    }
  }
}

/** Removes all files, damaged ones included, but those of runs whose owner is alive. Throws what the port throws. */
export async function forgetFiles(place: Place): Promise<void> {
  const files = (await place.port.list()).map(({ name }) => ({ name, means: readName(name) }));
  const alive = new Set<RunId>();
  for (const { means } of files) {
    if (means.kind === "owner" && (await isOwnerAlive(place, means.runId, means.fence))) {
      alive.add(means.runId);
    }
  }
  // Runs before their owners: whoever wakes up finds nothing to write to, and then that it is the owner of nothing.
  for (const kind of ["run", "owner", "damaged"] as const) {
    for (const { name, means } of files) {
      if (means.kind === kind && (means.kind === "damaged" || !alive.has(means.runId))) {
        await place.port.remove(name);
      }
    }
  }
}
