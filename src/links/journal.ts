import type { ChangePlan, LinkedId, RunId } from "../model/change.ts";
import { longestOnTheWay } from "../model/deadline.ts";
import type { IdentityId } from "../model/identity.ts";
import { type JournalEvent, journalVersion, orderOfRun, type RunRecord } from "../model/journal.ts";
import { isPalError, PalError } from "../model/palError.ts";
import type { Clock, JournalPort, LogPort } from "../model/ports.ts";
import { stampAfter } from "../model/stamp.ts";
import { type Closable, Emitter } from "./emitter.ts";
import { printLine } from "./journalLine.ts";
import { readName, runFileName } from "./journalNames.ts";
import { JournalReader } from "./journalReader.ts";
import { isLastOwner, readOpenRun } from "./runFile.ts";
import { RunLog } from "./runLog.ts";
import { isOpen, isUnended } from "./runRecord.ts";
import { mayBeApplied } from "./stepEnd.ts";
import { OwnerLives } from "./ownerLives.ts";
import { findOwner, RunOwner } from "./runOwner.ts";

/** What the journal works with. */
export interface JournalParts {
  readonly port: JournalPort;
  readonly clock: Clock;
  readonly log: LogPort;
  /** Gives a new name each time that nobody else has: random. */
  readonly newId: () => string;
}

/**
 * What was changed, in this window and in others: on the disk before it happens. One file for each run, so that a damaged one
 * is in nobody's way. Reads and writes only local files.
 */
export class Journal implements Closable {
  readonly #parts: JournalParts;
  readonly #reader: JournalReader;
  readonly #owner: string;
  readonly #lives: OwnerLives;
  readonly #changed = new Emitter<void>();
  /** The runs of this window that are under way. */
  readonly #own = new Map<RunId, RunLog>();
  /** Runs that this window gives up just now. */
  readonly #given = new Map<RunId, Promise<void>>();
  #sorted: readonly RunRecord[] | undefined;
  #openRuns: readonly RunRecord[] | undefined;

  /** Calls a listener after any run changed, in this or another window. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: JournalParts) {
    this.#parts = parts;
    this.#owner = parts.newId();
    this.#lives = new OwnerLives(parts.clock);
    this.#reader = new JournalReader({
      ...parts,
      lives: this.#lives,
      isOwn: (runId) => this.#own.has(runId),
      onChange: () => this.#tell(),
    });
  }

  /**
   * Reads what was written down earlier, and what other windows write from then on. When it resolves, all runs that are not
   * over are known; of a long history, the older part follows. Never throws.
   */
  start(): Promise<void> {
    return this.#reader.start();
  }

  /** All runs, the newest first. */
  get runs(): readonly RunRecord[] {
    this.#sorted ??= [
      ...[...this.#own.values()].map((log) => log.record),
      ...this.#reader.records.filter(({ runId }) => !this.#own.has(runId)),
    ].toSorted((a, b) => orderOfRun(b) - orderOfRun(a) || (a.runId < b.runId ? 1 : -1));
    return this.#sorted;
  }

  /** The names of the damaged files that were set aside, now or earlier. */
  get damaged(): readonly string[] {
    return this.#reader.damaged;
  }

  /** The names of what is called like a run and was not read: a folder, a link, a pipe, or larger than any run. */
  get skipped(): readonly string[] {
    return this.#reader.skipped;
  }

  /** Reads again what is there, because somebody may have changed it without a word. Never throws. */
  readAgain(): Promise<void> {
    return this.#reader.reread();
  }

  /** The runs that are not over and that nobody goes on with, the newest first. */
  get interrupted(): readonly RunRecord[] {
    return this.runs.filter(
      ({ runId, closed }) => !closed && !this.#own.has(runId) && this.#reader.owners.isDead(runId),
    );
  }

  /** The runs that are not over and that this window has nothing to do with, whether another one goes on with them or not. */
  get undecided(): readonly RunRecord[] {
    return this.runs.filter(({ runId, closed }) => !closed && !this.#own.has(runId));
  }

  /** Whether a change of a row that was announced may still come, and make it another link than the one that was found. */
  isInDoubt(identityId: IdentityId, tenantId: string, found: LinkedId): boolean {
    this.#openRuns ??= this.runs.filter(isOpen);
    return this.#openRuns.some(
      (run) =>
        run.steps.some(
          (record) =>
            record.step.identityId === identityId &&
            record.step.tenantId === tenantId &&
            record.step.wanted !== found &&
            isUnended(record) &&
            mayBeApplied(record),
        ) && this.mayStillArrive(run),
    );
  }

  /** Whether a request that an open run has announced may still be on its way, whoever announced it. */
  mayStillArrive({ runId, closed }: Pick<RunRecord, "runId" | "closed">): boolean {
    return !closed && (this.#own.has(runId) || this.#reader.owners.deadFor(runId) < longestOnTheWay);
  }

  /** Writes a plan down, before any of it is done. Throws `noJournal`: then nothing may be done. */
  async begin(plan: ChangePlan): Promise<RunLog> {
    const { clock, newId } = this.#parts;
    const runId = newId() as RunId;
    const now = clock.now();
    const file = runFileName(runId, now);
    const owner = this.#newOwner(runId, 1, file);
    const [last] = this.runs;
    const stamp = stampAfter(now, last ? orderOfRun(last) : 0);
    const events: readonly JournalEvent[] = [
      { type: "planned", version: journalVersion, runId, ...stamp, plan },
      { type: "owned", owner: this.#owner, fence: 1, at: now },
    ];
    try {
      if (readName(file).kind !== "run") {
        throw new Error("the name could not be read back");
      }
      const lines = events.map((event) => printLine(event, 1));
      await owner.own(); // first, so that nobody who sees the run takes it for an interrupted one
      if (!(await this.#create(file, lines.join("")))) {
        throw new Error("there is a run of this name");
      }
    } catch (error) {
      await owner.end();
      throw new PalError("noJournal", {}, error);
    }
    return this.#open(owner, runId, file, events);
  }

  /**
   * Makes this window the owner of a run that was interrupted. Throws `busy` if another window goes on with it or was faster,
   * `notOwner` if it is over or gone, and `noJournal` if nothing can be written down.
   */
  async takeOver(runId: RunId): Promise<RunLog> {
    await this.#given.get(runId);
    try {
      return await this.#takeOver(runId);
    } catch (error) {
      throw isPalError(error) ? error : new PalError("noJournal", {}, error);
    }
  }

  /**
   * Removes what is over since long; never a run that is open, never a damaged file. Throws if a file cannot be removed.
   *
   * @param olderThan a point in time, in milliseconds since 1970: what was over before it is removed.
   */
  prune(olderThan: number): Promise<void> {
    return this.#reader.prune(olderThan);
  }

  /** Removes everything but the runs that a window goes on with. Throws if a file cannot be removed. */
  forget(): Promise<void> {
    return this.#reader.forget();
  }

  /** Stops watching, and saying that this window is alive. */
  dispose(): void {
    this.#reader.dispose();
    for (const log of this.#own.values()) {
      log.release();
    }
  }

  async #create(file: string, text: string): Promise<boolean> {
    const { port, log } = this.#parts;
    try {
      return await port.create(file, text);
    } catch (error) {
      // It may be there, but not safe: then it would be found as a run that was interrupted.
      await port
        .remove(file)
        .catch((failed: unknown) => log.error("an unsafe run cannot be removed", failed));
      throw error;
    }
  }

  async #takeOver(runId: RunId): Promise<RunLog> {
    const { port, clock } = this.#parts;
    const { file, fence: known } = await readOpenRun(port, runId, this.#reader.fileOf(runId));
    const before = await findOwner(port, runId, known);
    if (this.#lives.judge(runId, before.fence, before.beat) !== "dead") {
      throw new PalError("busy");
    }
    const owner = this.#newOwner(runId, before.fence + 1, file);
    if (!(await owner.claim())) {
      throw new PalError("busy");
    }
    try {
      if ((await this.#lives.look(port, runId, before.fence)) !== "dead") {
        throw new PalError("busy"); // it woke up at the last moment, and may be writing just now
      }
      await readOpenRun(port, runId, file);
      const owned: JournalEvent = { type: "owned", owner: this.#owner, fence: owner.fence, at: clock.now() };
      // What was written last may be half there.
      await port.append(file, `\n${printLine(owned, owner.fence)}`);
      await owner.check();
      // Only now: what the owner before wrote in between counts, and what it writes from now on does not.
      const { events } = await readOpenRun(port, runId, file);
      return this.#open(owner, runId, file, events);
    } catch (error) {
      await owner.release();
      throw error;
    }
  }

  #newOwner(runId: RunId, fence: number, file: string): RunOwner {
    const { port, clock, log } = this.#parts;
    const isNamedInFile = (): Promise<boolean> => isLastOwner(port, file, runId, fence);
    return new RunOwner({ port, clock, log, runId, owner: this.#owner, fence, isNamedInFile });
  }

  #open(owner: RunOwner, runId: RunId, file: string, events: readonly JournalEvent[]): RunLog {
    const { port, clock } = this.#parts;
    const onEnd = (given: Promise<void>): void => void this.#giveUp(log, file, owner.fence, given);
    const log = new RunLog({ port, clock, runId, file, owner, events, onWrite: () => this.#tell(), onEnd });
    this.#own.set(runId, log);
    this.#tell();
    return log;
  }

  async #giveUp(log: RunLog, file: string, fence: number, given: Promise<void>): Promise<void> {
    const { runId } = log;
    this.#reader.hold(file, log.record, fence);
    this.#own.delete(runId);
    this.#tell();
    const done = given.then(() => {
      if (!log.hasAnnounced) {
        this.#lives.inherit(runId, fence);
      }
      return this.#reader.reread(file);
    });
    this.#given.set(runId, done);
    await done;
    this.#given.delete(runId);
  }

  #tell(): void {
    this.#sorted = undefined;
    this.#openRuns = undefined;
    this.#changed.fire();
  }
}
