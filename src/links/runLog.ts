import type { RunId } from "../model/change.ts";
import type { JournalEvent, RunEvent, RunRecord } from "../model/journal.ts";
import { isPalError, PalError } from "../model/palError.ts";
import type { Clock, JournalPort } from "../model/ports.ts";
import { isBeyond, printLine } from "./journalLine.ts";
import type { RunOwner } from "./runOwner.ts";
import { foldRun } from "./runRecord.ts";

/** What a run writes down; the log knows when. */
export type NewRunEvent = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, "at">
    : never
  : never;

/** What the log of a run works with. */
export interface RunLogParts {
  readonly port: JournalPort;
  readonly clock: Clock;
  readonly runId: RunId;
  readonly file: string;
  readonly owner: RunOwner;
  /** What the file holds already. */
  readonly events: readonly JournalEvent[];
  /** Something was written down. */
  readonly onWrite: () => void;
  /** This window has nothing to do with the run any more, as soon as `given` is over. */
  readonly onEnd: (given: Promise<void>) => void;
}

/** Writes down one run, for its owner. */
export class RunLog {
  readonly runId: RunId;
  /** Since when the run belongs to this window, on the monotonic clock. */
  readonly since: number;
  readonly #parts: RunLogParts;
  readonly #events: JournalEvent[];
  readonly #steps: number;
  #lastWrite: Promise<unknown> = Promise.resolve();
  #isTorn = false;
  #isOver = false;
  #record: RunRecord | undefined;

  constructor(parts: RunLogParts) {
    this.#parts = parts;
    this.runId = parts.runId;
    this.since = parts.clock.elapsed();
    this.#events = [...parts.events];
    this.#steps = this.record.steps.length;
  }

  /** What is written down by now. */
  get record(): RunRecord {
    return (this.#record ??= foldRun(this.#events));
  }

  /** Whether this window has announced a request. */
  get hasAnnounced(): boolean {
    return this.#events.slice(this.#parts.events.length).some(({ type }) => type === "writing");
  }

  /**
   * Writes an event down; when it resolves, the event is on the disk, and before and after `writing` it was made sure that the
   * run still belongs to this window. Throws `notOwner` if it does not, and `noJournal` if nothing can be written down: then
   * nothing may be sent.
   */
  write(event: NewRunEvent): Promise<void> {
    return this.#inTurn(async () => {
      const { owner, clock } = this.#parts;
      const full: RunEvent = { ...event, at: clock.now() };
      await this.#append(full);
      if (event.type === "writing") {
        await owner.check(); // whoever took the run over meanwhile may not have seen the line; and it does not count then
      }
    });
  }

  /** The run is over. Throws `notOwner`, or `noJournal`: then it stays open, to be found as interrupted. */
  close(how: "finished" | "leftAsIs"): Promise<void> {
    return this.#inTurn(async () => {
      const { owner, clock } = this.#parts;
      try {
        await this.#append({ type: "closed", at: clock.now(), how });
      } catch (error) {
        this.release();
        throw error;
      }
      const ended = owner.end();
      this.#end(ended);
      await ended;
    });
  }

  /** Gives the run up and leaves it open. Does nothing if it is over. */
  release(): void {
    if (!this.#isOver) {
      this.#end(this.#parts.owner.release());
    }
  }

  async #append(event: JournalEvent): Promise<void> {
    const { port, owner, clock, file } = this.#parts;
    if (this.#isOver) {
      throw new PalError("notOwner");
    }
    await owner.check();
    try {
      if (isBeyond(event, this.#steps)) {
        throw new Error("the plan has no such step");
      }
      const line = printLine(event, owner.fence);
      if (this.#isTorn) {
        // The line before may be half there. Only a line that says who owns the run may follow one that is not whole.
        const again: JournalEvent = {
          type: "owned",
          owner: owner.owner,
          fence: owner.fence,
          at: clock.now(),
        };
        await port.append(file, `\n${printLine(again, owner.fence)}`);
      }
      this.#isTorn = true;
      await port.append(file, line);
      this.#isTorn = false;
    } catch (error) {
      throw new PalError("noJournal", {}, error);
    }
    this.#events.push(event);
    this.#record = undefined;
    this.#parts.onWrite();
  }

  #end(given: Promise<void>): void {
    this.#isOver = true;
    this.#parts.onEnd(given);
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#lastWrite.then(act).catch((error: unknown) => {
      if (isPalError(error) && error.code === "notOwner") {
        this.release();
      }
      throw error;
    });
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }
}
