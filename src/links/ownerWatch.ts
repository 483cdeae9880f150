import type { RunId } from "../model/change.ts";
import type { Clock, JournalPort, LogPort } from "../model/ports.ts";
import type { Closable } from "./emitter.ts";
import { beatEvery, deadAfter, findOwner, isAlive } from "./runOwner.ts";

/** After so long a nap the machine slept: the owners did as well, and get the time to say that they are alive. */
const nap = 60_000;

/** What the watch works with. */
export interface OwnerWatchParts {
  readonly port: JournalPort;
  readonly clock: Clock;
  readonly log: LogPort;
  /** The runs of other windows that are not over, each with the last owner that its file names. */
  readonly openRuns: () => readonly { readonly runId: RunId; readonly fence: number }[];
  /** Reads a run once more: whether it is still not over. */
  readonly isStillOpen: (runId: RunId) => Promise<boolean>;
  /** The time has come to look again. Never throws. */
  readonly onDue: () => Promise<void>;
}

/** Knows whether other windows go on with their runs. Looks only while there is one that is alive. */
export class OwnerWatch implements Closable {
  readonly #parts: OwnerWatchParts;
  readonly #stop = new AbortController();
  /** Of each run whose owner was alive at the last look, when it last said so. */
  #alive: ReadonlyMap<RunId, number> = new Map();
  #dead: ReadonlySet<RunId> = new Set();
  #isTiming = false;

  constructor(parts: OwnerWatchParts) {
    this.#parts = parts;
  }

  /** Whether the run's owner was dead at the last look. Of a run that was never looked at, nobody can say so. */
  isDead(runId: RunId): boolean {
    return this.#dead.has(runId);
  }

  /** Looks at the owners; gives whether one of them died or came back to life. Never throws. */
  async look(): Promise<boolean> {
    const { port, clock, log, openRuns, isStillOpen } = this.#parts;
    const alive = new Map<RunId, number>();
    const dead = new Set<RunId>();
    for (const { runId, fence } of openRuns()) {
      try {
        const { beat } = await findOwner(port, runId, fence);
        if (beat && isAlive(beat, clock.now())) {
          alive.set(runId, beat.at);
        } else if (this.#dead.has(runId) || (await isStillOpen(runId))) {
          dead.add(runId); // of a run that ended well meanwhile, the owner is gone as well
        }
      } catch (error) {
        log.error("the owner of a run cannot be read", error, runId); // and hides no other
        if (this.#dead.has(runId)) {
          dead.add(runId);
        }
      }
    }
    const hasChanged = dead.size !== this.#dead.size || [...dead].some((runId) => !this.#dead.has(runId));
    this.#alive = alive;
    this.#dead = dead;
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
      while (this.#alive.size > 0 && !signal.aborted) {
        const due = Math.min(...this.#alive.values()) + deadAfter + 1;
        const wait = Math.max(due - clock.now(), beatEvery);
        const expected = clock.now() + wait;
        await clock.sleep(wait, signal);
        if (clock.now() - expected > nap) {
          await clock.sleep(2 * beatEvery, signal);
        }
        await onDue();
      }
    } catch {
      // this window ends
    } finally {
      this.#isTiming = false;
    }
  }
}
