import type { ChangePlan, ChangeStep, RunId, RunResult, StepResult } from "../model/change.ts";
import { longestOnTheWay } from "../model/deadline.ts";
import type { Identity } from "../model/identity.ts";
import type { RunRecord, StepRecord } from "../model/journal.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken } from "../model/ports.ts";
import { rowId } from "../model/row.ts";
import { beginStep } from "./changeStep.ts";
import { type DoubtfulStep, readDoubts } from "./doubts.ts";
import type { Closable } from "./emitter.ts";
import type { Journal } from "./journal.ts";
import { Refusals } from "./refusals.ts";
import type { RunLog } from "./runLog.ts";
import { isDoneButForDoubts } from "./runRecord.ts";
import { RunStep } from "./runStep.ts";
import { earlierResult, mayBeApplied } from "./stepEnd.ts";
import { isOpenEnd, LeftStep, type Look, lookAt } from "./stepLook.ts";
import type { BegunStep, StepOutcome, StepParts } from "./stepTask.ts";

/** What changes work with. */
export interface ChangesParts extends StepParts {
  readonly journal: Pick<Journal, "begin" | "takeOver" | "interrupted" | "mayStillArrive" | "onDidChange">;
  /** A change gave tenants rows that no list has named: what stands beside them is not complete. */
  readonly onNewRows?: () => void;
}

/** How it is waited for steps in doubt. */
export interface WaitOptions {
  /** Called off, steps stay in doubt, and the run open. */
  readonly signal?: AbortSignal;
  /** Only steps in doubt are left, so many: they are read again within a minute. */
  readonly onDoubt?: (left: number) => void;
}

/** How a run is to be done. */
export interface RunOptions extends WaitOptions {
  /** Asks the person to sign in to a step's tenant, with the challenge that Azure put if there is one. */
  readonly signIn: (
    step: ChangeStep,
    identity: Identity,
    challenge: string | undefined,
  ) => Promise<AccessToken>;
  /** Cancels whatever comes before the next write; a write that was sent is followed up, unless it is in doubt. */
  readonly signal?: AbortSignal;
  /** A step is over; `step` is its index in the plan. */
  readonly onProgress?: (step: number, result: StepResult) => void;
}

/** Every change of links: journaled before, verified after. */
export class Changes implements Closable {
  readonly #parts: ChangesParts;
  readonly #stop = new AbortController();
  #watching: Closable | undefined;
  /** Runs left in doubt that were tried since the person last looked. */
  readonly #tried = new Set<RunId>();

  constructor(parts: ChangesParts) {
    this.#parts = parts;
  }

  /** The window closes: what is in doubt stays so. */
  dispose(): void {
    this.#watching?.dispose();
    this.#stop.abort();
  }

  /**
   * Does what a plan says, one step after another. Throws `noJournal` if it cannot be written down; then nothing was sent.
   * Whatever else goes wrong is in the results.
   */
  async run(plan: ChangePlan, options: RunOptions): Promise<RunResult> {
    const log = await this.#parts.journal.begin(plan);
    const steps = plan.steps.map((step) => ({ step, state: "planned" }) as const);
    return this.#goOn(log, plan, steps, options);
  }

  /**
   * Takes a run over that was interrupted, and does what is not done: each step is read first. Gives results for all steps.
   * Throws `busy` if another window is at it, `noJournal` if it cannot be written down; then nothing was sent.
   */
  async resume(runId: RunId, options: RunOptions): Promise<RunResult> {
    const log = await this.#parts.journal.takeOver(runId);
    const { plan, steps } = log.record;
    const result = await this.#goOn(log, plan, steps, options);
    this.#lookLater(log, steps);
    return result;
  }

  /**
   * Reads how things stand where a step's end is not known, as far as that goes without asking the person. The rows learn it,
   * the journal does not.
   */
  async look(record: RunRecord, signal?: AbortSignal): Promise<readonly Look[]> {
    const mayStillArrive = this.#parts.journal.mayStillArrive(record);
    const looks: Look[] = [];
    for (const [index, step] of record.steps.entries()) {
      if (isOpenEnd(step)) {
        looks.push(await this.#look(index, step.step, mayStillArrive, signal));
      }
    }
    return looks;
  }

  /**
   * Ends a run that was interrupted without sending anything more: what its writes came to is read and written down, as far
   * as that goes without asking the person, and not before nothing is on its way any more. If that is called off, the run stays
   * open. Throws `busy` if another window is at it, `noJournal` if it cannot be written down.
   */
  async leave(runId: RunId, options: WaitOptions = {}): Promise<RunRecord> {
    const log = await this.#parts.journal.takeOver(runId);
    const { steps } = log.record;
    const record = await this.#settle(log, "leftAsIs", options);
    this.#lookLater(log, steps);
    return record;
  }

  /**
   * Reads what is still in doubt of runs whose window closed meanwhile: the person looks at their tenants. From now on also
   * runs that other windows leave so.
   */
  settleDoubts(): void {
    this.#tried.clear();
    this.#watching ??= this.#parts.journal.onDidChange(() => void this.#settleAll());
    void this.#settleAll();
  }

  async #settleAll(): Promise<void> {
    const { journal, log } = this.#parts;
    const left = journal.interrupted.filter((run) => isDoneButForDoubts(run) && !this.#tried.has(run.runId));
    for (const { runId } of this.#stop.signal.aborted ? [] : left) {
      this.#tried.add(runId);
      journal
        .takeOver(runId)
        .then((run) => this.#settle(run, "finished", {}))
        .catch((error: unknown) => log.error("a change stays in doubt", error));
    }
  }

  async #settle(log: RunLog, how: "leftAsIs" | "finished", options: WaitOptions): Promise<RunRecord> {
    try {
      const steps = [...log.record.steps.entries()]
        .filter(([_index, record]) => isOpenEnd(record))
        .map(([index, record]) => new LeftStep(this.#parts, log, index, record, how === "finished"));
      const left = await this.#readDoubts(steps, options);
      left.forEach((step) => step.leaveInDoubt());
      const failed = steps.find(({ failure }) => failure !== undefined);
      if (failed) {
        throw failed.failure;
      }
      if (left.length === 0 && !steps.some(({ isPutOff }) => isPutOff)) {
        await log.close(how);
      }
    } finally {
      log.release();
    }
    return log.record;
  }

  async #goOn(
    log: RunLog,
    plan: ChangePlan,
    steps: readonly StepRecord[],
    options: RunOptions,
  ): Promise<RunResult> {
    const results: StepResult[] = [];
    const doubtful: RunStep[] = [];
    const refusals = new Refusals();
    const { store, onNewRows } = this.#parts;
    const isNew = plan.steps.some(({ identityId, tenantId }) => !store.row(rowId(identityId, tenantId)));
    let isComplete = true;
    let stop: PalError | undefined;
    const end = (index: number, { result, journaled }: StepOutcome): void => {
      isComplete &&= journaled;
      stop ??= isEndOfAll(result);
      results[index] = result;
      this.#tell(() => options.onProgress?.(index, result));
    };
    for (const [index, record] of steps.entries()) {
      const earlier = earlierResult(record);
      if (earlier || stop) {
        const result = earlier ?? ({ kind: "failed", error: stop ?? new PalError("unexpected") } as const);
        end(index, { result, journaled: earlier !== undefined });
      } else {
        const begun = await this.#step(log, plan, index, record, options, refusals);
        if (begun.outcome) {
          end(index, begun.outcome);
        } else {
          doubtful.push(new RunStep(index, begun, end));
        }
      }
    }
    for (const { index, begun } of await this.#readDoubts(doubtful, options)) {
      end(index, { result: begun.leaveInDoubt(), journaled: false });
    }
    await this.#end(log, isComplete);
    if (isNew) {
      onNewRows?.();
    }
    return { runId: log.runId, results };
  }

  #step(
    journal: RunLog,
    { purpose }: ChangePlan,
    index: number,
    record: StepRecord,
    { signIn, signal }: RunOptions,
    refusals: Refusals,
  ): Promise<BegunStep> {
    const { step } = record;
    return beginStep(this.#parts, {
      index,
      purpose,
      step,
      journal,
      announced: mayBeApplied(record),
      since: journal.since,
      refusals,
      signIn: (identity, challenge) => signIn(step, identity, challenge),
      ...(signal && { signal }),
    });
  }

  async #readDoubts<T extends DoubtfulStep>(
    steps: readonly T[],
    options: WaitOptions,
  ): Promise<readonly T[]> {
    const { signal, onDoubt } = options;
    const either = AbortSignal.any([this.#stop.signal, ...(signal ? [signal] : [])]);
    const left = await readDoubts(steps, this.#parts.clock, either, ({ length }) =>
      this.#tell(() => onDoubt?.(length)),
    );
    if (steps.length > 0) {
      this.#tell(() => onDoubt?.(left.length));
    }
    return left;
  }

  /**
   * Whatever an earlier owner had announced is read once more when all of that must be over: it may have stood still where
   * nothing can be compared any more, just before its request left.
   */
  #lookLater({ since }: RunLog, steps: readonly StepRecord[]): void {
    const { clock } = this.#parts;
    const wait = since + longestOnTheWay - clock.elapsed();
    const announced = [...steps.entries()].filter(
      ([_index, record]) => isOpenEnd(record) && mayBeApplied(record),
    );
    const look = async (): Promise<void> => {
      await clock.sleep(wait, this.#stop.signal);
      for (const [index, { step }] of announced) {
        await this.#look(index, step, false, this.#stop.signal);
      }
    };
    if (wait > 0 && announced.length > 0) {
      look().catch(() => undefined); // the window closes
    }
  }

  /** A run whose journal lacks something stays open, so that it is found again. */
  async #end(log: RunLog, isComplete: boolean): Promise<void> {
    try {
      if (isComplete) {
        await log.close("finished");
      }
    } catch (error) {
      this.#parts.log.error("the journal lacks the end of a run", error);
    } finally {
      log.release();
    }
  }

  #tell(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#parts.log.error("progress could not be shown", error); // whoever looks on must not stop the run
    }
  }

  async #look(index: number, step: ChangeStep, mayStillArrive: boolean, signal?: AbortSignal): Promise<Look> {
    const work = this.#parts.store.begin(rowId(step.identityId, step.tenantId), "check");
    const look = await lookAt(this.#parts, index, step, work, mayStillArrive, signal);
    const error = look.isPreliminary ? new PalError("inDoubt") : look.error;
    if (error) {
      work?.fail(error);
    } else {
      work?.end();
    }
    return look;
  }
}

/** Without a journal, or in another window's run, nothing more is sent. */
function isEndOfAll(result: StepResult): PalError | undefined {
  const error = result.kind === "failed" ? result.error : undefined;
  return error?.code === "noJournal" || error?.code === "notOwner" ? error : undefined;
}
