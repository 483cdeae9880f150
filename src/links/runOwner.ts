import * as v from "valibot";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { RunId } from "../model/change.ts";
import { type Deadline, deadlineIn } from "../model/deadline.ts";
import { PalError } from "../model/palError.ts";
import type { Clock, JournalPort, LogPort } from "../model/ports.ts";
import { ownerFileName } from "./journalNames.ts";

/** How often an owner says that it is alive. Milliseconds. */
export const beatEvery = 3000;

/** An owner whose beat has not changed for longer is dead: its window is gone, or stands still. Milliseconds. */
export const deadAfter = 15_000;

/** What an owner's file holds. */
export interface Beat {
  readonly owner: string;
  /** When it last said that it is alive, on its own wall clock: differs each time. 0 once it has given the run up. */
  readonly at: number;
}

const beatFormat = v.pipe(
  v.string(),
  v.transform((text) => parseForeignJson(text)),
  v.object({ owner: v.string(), at: v.number() }),
);

/** Reads an owner's file: undefined if there is none, and a beat of nobody, long ago, if it makes no sense. */
export async function readBeat(port: JournalPort, runId: RunId, fence: number): Promise<Beat | undefined> {
  const text = await port.read(ownerFileName(runId, fence));
  if (text === undefined) {
    return undefined;
  }
  const parsed = v.safeParse(beatFormat, text);
  return parsed.success ? parsed.output : { owner: "", at: 0 };
}

/**
 * The last owner that a run has.
 *
 * @param known the number of an owner that it had at one time; later ones are found from there.
 */
export async function findOwner(
  port: JournalPort,
  runId: RunId,
  known: number,
): Promise<{ readonly fence: number; readonly beat: Beat | undefined }> {
  let fence = known;
  let beat = await readBeat(port, runId, fence);
  for (;;) {
    const next = await readBeat(port, runId, fence + 1);
    if (!next) {
      return { fence, beat };
    }
    fence += 1;
    beat = next;
  }
}

/** What an owner works with. */
export interface RunOwnerParts {
  readonly port: JournalPort;
  readonly clock: Clock;
  readonly log: LogPort;
  readonly runId: RunId;
  /** The window. */
  readonly owner: string;
  /** Rises with each owner of the run. */
  readonly fence: number;
  /** Reads the run's file: whether this owner is the last that it names, and the run is open. */
  readonly isNamedInFile: () => Promise<boolean>;
}

/**
 * Owns one run for one window, and says so again and again. The right to be owner n is a file that only one can make, and
 * that stays until the run is over: so whoever slept and wakes up finds its successor, or finds that its own file is gone.
 */
export class RunOwner {
  readonly owner: string;
  readonly fence: number;
  readonly #parts: RunOwnerParts;
  readonly #stop = new AbortController();
  #lastAct: Promise<unknown> = Promise.resolve();
  #isLate: Deadline = () => false;
  #slept = false;
  #lost = false;
  #isTold = false;

  constructor(parts: RunOwnerParts) {
    this.#parts = parts;
    this.owner = parts.owner;
    this.fence = parts.fence;
  }

  /** Somebody else owns the run now, or it is gone; known from the last look. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** Becomes the first owner of a run that nobody else knows of. Throws what the port throws. */
  async own(): Promise<void> {
    const now = this.#parts.clock.now();
    const isLate = this.#nextDeadline();
    await this.#parts.port.replace(this.#file, this.#print(now));
    this.#begin(isLate);
  }

  /** Becomes the next owner of a run, unless another window was faster: then gives false. Throws what the port throws. */
  async claim(): Promise<boolean> {
    const now = this.#parts.clock.now();
    const isLate = this.#nextDeadline();
    if (!(await this.#parts.port.create(this.#file, this.#print(now)))) {
      return false;
    }
    this.#begin(isLate);
    return true;
  }

  /** Throws `notOwner` if the run has another owner or is gone, and `noJournal` if that cannot be found out. */
  async check(): Promise<void> {
    try {
      if (!this.#lost && this.#isLate()) {
        await this.#inTurn(() => this.#beat());
      }
      this.#lost ||= !(await this.#isOwner());
    } catch (error) {
      throw new PalError("noJournal", {}, error);
    }
    if (this.#lost) {
      this.#stop.abort();
      throw new PalError("notOwner");
    }
  }

  /** Gives the run up: whoever wants it need not wait. Never throws. */
  async release(): Promise<void> {
    this.#stop.abort();
    await this.#quietly(async () => {
      if (await this.#holdsFile()) {
        await this.#parts.port.replace(this.#file, this.#print(0));
      }
    });
  }

  /** The run is over: nobody will own it any more. Never throws. */
  async end(): Promise<void> {
    const { port, runId } = this.#parts;
    this.#stop.abort();
    await this.#quietly(async () => {
      // Upwards: an earlier owner that wakes up looks for its successor first, and then for its own file.
      for (let fence = 1; fence <= this.fence; fence += 1) {
        await port.remove(ownerFileName(runId, fence));
      }
    });
  }

  /** Says nothing any more; the others find out by themselves. */
  stop(): void {
    this.#stop.abort();
  }

  get #file(): string {
    return ownerFileName(this.#parts.runId, this.fence);
  }

  #begin(isLate: Deadline): void {
    this.#isLate = isLate;
    void this.#keepBeating();
  }

  async #keepBeating(): Promise<void> {
    const { clock, log, runId } = this.#parts;
    const { signal } = this.#stop;
    while (!signal.aborted && !this.#lost) {
      try {
        await clock.sleep(beatEvery, signal);
        await this.#inTurn(() => this.#beat());
        this.#isTold = false;
      } catch (error) {
        if (!signal.aborted && !this.#isTold) {
          this.#isTold = true; // once, not every three seconds
          log.error("the owner of a run cannot say that it is alive", error, runId);
        }
      }
    }
  }

  async #beat(): Promise<void> {
    if (this.#stop.signal.aborted) {
      return;
    }
    const now = this.#parts.clock.now();
    const isLate = this.#nextDeadline();
    const wasLate = this.#isLate();
    if (!(await this.#holdsFile())) {
      this.#lost = true;
      return;
    }
    await this.#parts.port.replace(this.#file, this.#print(now));
    this.#slept ||= wasLate;
    this.#isLate = isLate;
  }

  async #isOwner(): Promise<boolean> {
    const { port, runId } = this.#parts;
    if ((await port.read(ownerFileName(runId, this.fence + 1))) !== undefined || !(await this.#holdsFile())) {
      return false;
    }
    if (this.#slept && !(await this.#parts.isNamedInFile())) {
      return false;
    }
    this.#slept = false;
    return true;
  }

  async #holdsFile(): Promise<boolean> {
    const { port, runId } = this.#parts;
    return (await readBeat(port, runId, this.fence))?.owner === this.owner;
  }

  /** Until then the others take it for alive, whatever they see. */
  #nextDeadline(): Deadline {
    return deadlineIn(deadAfter, this.#parts.clock);
  }

  #print(at: number): string {
    return JSON.stringify({ owner: this.owner, at } satisfies Beat);
  }

  async #quietly(act: () => Promise<void>): Promise<void> {
    try {
      await this.#inTurn(act);
    } catch (error) {
      this.#parts.log.error("the owner's file of a run cannot be changed", error, this.#parts.runId);
    }
  }

  /** A beat that is on its way must not come after the file was given up or removed. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#lastAct.then(act);
    this.#lastAct = turn.catch(() => undefined);
    return turn;
  }
}
