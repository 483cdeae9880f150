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

/**
 * Removes all files, damaged and half-written ones included, but those of runs whose owner is alive. What cannot be removed
 * keeps nothing else: at the end, throws what the port threw first.
 */
export async function forgetFiles(place: Place): Promise<void> {
  const { port } = place;
  const files = (await port.list()).map(({ name }) => ({ name, means: readName(name) }));
  const kept = new Set<RunId>();
  const errors: unknown[] = [];
  for (const { means } of files) {
    try {
      if (means.kind === "owner" && (await isOwnerAlive(place, means.runId, means.fence))) {
        kept.add(means.runId);
      }
    } catch (error) {
      errors.push(error);
      if (means.kind === "owner") {
        kept.add(means.runId); // nobody knows whether it is alive
      }
    }
  }
  const isForgotten = (name: string): boolean => {
    const means = readName(name);
    return means.kind === "damaged" || (means.kind !== "other" && !kept.has(means.runId));
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
