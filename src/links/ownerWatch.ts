import type { RunId } from "../model/change.ts";
import type { Clock, JournalPort, LogPort } from "../model/ports.ts";
import type { Closable } from "./emitter.ts";
import { lookEvery, type OwnerLives } from "./ownerLives.ts";
import { ownerFileName } from "./journalNames.ts";
import { findOwner } from "./runOwner.ts";

/** What the watch works with. */
export interface OwnerWatchParts {
  readonly port: JournalPort;
  readonly clock: Clock;
  readonly log: LogPort;
  readonly lives: OwnerLives;
  /** The runs of other windows that are not over, each with the last owner that its file names. */
  readonly openRuns: () => readonly { readonly runId: RunId; readonly fence: number }[];
  /** Reads a run once more: whether it is still not over. */
  readonly isStillOpen: (runId: RunId) => Promise<boolean>;
  /** The time has come to look again. Never throws. */
  readonly onDue: () => Promise<void>;
}

/** Knows whether other windows go on with their runs. Looks only while there is one that may be alive. */
export class OwnerWatch implements Closable {
  readonly #parts: OwnerWatchParts;
  readonly #stop = new AbortController();
  #mayBeAlive = false;
  /** The dead owner of each run that has one. */
  #dead: ReadonlyMap<RunId, number> = new Map();
  /** The owners' files that the system does not give, by their runs. */
  #unread: ReadonlyMap<RunId, string> = new Map();
  #isTiming = false;

  constructor(parts: OwnerWatchParts) {
    this.#parts = parts;
  }

  /** Whether the run's owner was dead at the last look. Of a run that was never looked at, nobody can say so. */
  isDead(runId: RunId): boolean {
    return this.#dead.has(runId);
  }

  /** The names of the owners' files that could not be read at the last look: whether these are alive nobody can say. */
  get unread(): readonly string[] {
    return [...this.#unread.values()];
  }

  /** For how long the run's owner has been known to be dead; 0 if it is not. Milliseconds. */
  deadFor(runId: RunId): number {
    const fence = this.#dead.get(runId);
    return fence === undefined ? 0 : this.#parts.lives.deadFor(runId, fence);
  }

  /** Looks at the owners; gives whether one of them died or came back to life, or can be read no longer, or again. Never throws. */
  async look(): Promise<boolean> {
    const { port, lives, log, openRuns, isStillOpen } = this.#parts;
    const dead = new Map<RunId, number>();
    const unread = new Map<RunId, string>();
    let mayBeAlive = false;
    for (const { runId, fence: known } of openRuns()) {
      try {
        const { fence, beat } = await findOwner(port, runId, known);
        if (lives.judge(runId, fence, beat) !== "dead") {
          mayBeAlive = true;
        } else if (this.#dead.has(runId) || (await isStillOpen(runId))) {
          dead.set(runId, fence); // of a run that ended well meanwhile, the owner is gone as well
        }
      } catch (error) {
        if (!this.#unread.has(runId)) {
          log.error("the owner of a run cannot be read", error, runId); // and hides no other
        }
        unread.set(runId, ownerFileName(runId, known));
        mayBeAlive = true; // it is looked at again
        const fence = this.#dead.get(runId);
        if (fence !== undefined) {
          dead.set(runId, fence);
        }
      }
    }
    const hasChanged = isOther(dead, this.#dead) || isOther(unread, this.#unread);
    this.#mayBeAlive = mayBeAlive;
    this.#dead = dead;
    this.#unread = unread;
    if (!this.#isTiming) {
      void this.#lookInTime();
    }
    return hasChanged;
  }

  dispose(): void {
    this.#stop.abort();
  }

  async #lookInTime(): Promise<void> {
    const { clock, onDue } = this.#parts;
    const { signal } = this.#stop;
    this.#isTiming = true;
    try {
      while (this.#mayBeAlive && !signal.aborted) {
        await clock.sleep(lookEvery, signal);
        await onDue();
      }
    } catch {
      // this window ends
    } finally {
      this.#isTiming = false;
    }
  }
}

/** Whether two maps are not of the same runs. */
function isOther(one: ReadonlyMap<RunId, unknown>, other: ReadonlyMap<RunId, unknown>): boolean {
  return one.size !== other.size || [...one.keys()].some((runId) => !other.has(runId));
}
