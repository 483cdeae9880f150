import type { RunId } from "../model/change.ts";
import type { Clock, JournalPort } from "../model/ports.ts";
import { type Beat, beatEvery, deadAfter, readBeat } from "./runOwner.ts";

/** How often a watcher looks; less often than owners beat, so that one that is alive has changed its beat. Milliseconds. */
export const lookEvery = beatEvery + 1000;

/** Whoever looks less often slept itself, and the owner may have slept as well: no more than this counts. Milliseconds. */
const longestGap = lookEvery + 1000;

/** Whether an owner is alive; `unknown` until its beat has either changed, or stayed the same for long enough. */
export type OwnerLife = "alive" | "dead" | "unknown";

/** What was seen of an owner. */
interface Seen {
  /** What its beat said; undefined if there is none, or if it gave the run up. */
  readonly said: string | undefined;
  readonly hasChanged: boolean;
  lookedAt: number;
  /** So long its beat has been the same, as far as somebody looked. */
  quiet: number;
  deadSince?: number;
}

/**
 * Knows of the owners of runs whether they are alive, by whether their beats change, and on this process's own monotonic
 * clock. What time a beat names says nothing: it is another process's, and either clock may have been set.
 */
export class OwnerLives {
  readonly #clock: Clock;
  readonly #seen = new Map<string, Seen>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether an owner is alive whose beat was read just now. */
  judge(runId: RunId, fence: number, beat: Beat | undefined): OwnerLife {
    const now = this.#clock.elapsed();
    const key = `${runId}/${fence}`;
    const said = beat && beat.at !== 0 ? `${beat.owner} ${beat.at}` : undefined;
    const before = this.#seen.get(key);
    const seen: Seen =
      before?.said === said && before
        ? before
        : { said, hasChanged: before !== undefined, lookedAt: now, quiet: 0 };
    seen.quiet += Math.min(now - seen.lookedAt, longestGap);
    seen.lookedAt = now;
    this.#seen.set(key, seen);
    if (said === undefined || seen.quiet > deadAfter) {
      seen.deadSince ??= now;
      return "dead";
    }
    return seen.hasChanged ? "alive" : "unknown";
  }

  /** Reads an owner's beat, and judges by it. Throws what the port throws. */
  async look(port: JournalPort, runId: RunId, fence: number): Promise<OwnerLife> {
    return this.judge(runId, fence, await readBeat(port, runId, fence));
  }

  /** The same, and looks again until it is known. Throws what the port throws. */
  async find(port: JournalPort, runId: RunId, fence: number): Promise<"alive" | "dead"> {
    for (;;) {
      const life = await this.look(port, runId, fence);
      if (life !== "unknown") {
        return life;
      }
      await this.#clock.sleep(lookEvery);
    }
  }

  /** An owner that sent nothing gave the run up: what counts is still since when the one before it has been dead. */
  inherit(runId: RunId, fence: number): void {
    const deadSince = this.#seen.get(`${runId}/${fence - 1}`)?.deadSince;
    if (deadSince !== undefined) {
      const lookedAt = this.#clock.elapsed();
      this.#seen.set(`${runId}/${fence}`, {
        said: undefined,
        hasChanged: false,
        lookedAt,
        quiet: 0,
        deadSince,
      });
    }
  }

  /** For how long an owner has been known to be dead; 0 if it is not. Milliseconds. */
  deadFor(runId: RunId, fence: number): number {
    const since = this.#seen.get(`${runId}/${fence}`)?.deadSince;
    return since === undefined ? 0 : this.#clock.elapsed() - since;
  }
}
