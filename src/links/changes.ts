import type { ChangePlan, ChangeStep, LinkedId, RunId, RunResult, StepResult } from "../model/change.ts";
import type { Identity } from "../model/identity.ts";
import type { RunRecord, StepRecord } from "../model/journal.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { isSameStamp, type LinkStamp, stampOf } from "../model/linkStamp.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { AccessToken } from "../model/ports.ts";
import { rowId } from "../model/row.ts";
import { runStep } from "./changeStep.ts";
import type { Journal } from "./journal.ts";
import { Refusals } from "./refusals.ts";
import type { NewRunEvent, RunLog } from "./runLog.ts";
import { earlierResult, journaledError, mayBeApplied } from "./stepEnd.ts";
import type { StepOutcome, StepParts } from "./stepTask.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** What changes work with. */
export interface ChangesParts extends StepParts {
  readonly journal: Pick<Journal, "begin" | "takeOver">;
  /** A change gave tenants rows that no list has named: what stands beside them is not complete. */
  readonly onNewRows?: () => void;
}

/** How a run is to be done. */
export interface RunOptions {
  /** Asks the person to sign in to a step's tenant, with the challenge that Azure put if there is one. */
  readonly signIn: (
    step: ChangeStep,
    identity: Identity,
    challenge: string | undefined,
  ) => Promise<AccessToken>;
  /** Cancels whatever comes before the next write; a write that was sent is always followed up. */
  readonly signal?: AbortSignal;
  /** A step is over; `step` is its index in the plan. */
  readonly onProgress?: (step: number, result: StepResult) => void;
}

/** What a read found of a step that nobody knows the end of. */
export interface Look {
  /** Its index in the plan. */
  readonly step: number;
  /** What is linked; absent if it could not be read: then `error` says why. */
  readonly found?: LinkedId;
  /** The partner's name as Azure gave it. Hostile text. */
  readonly name?: Untrusted;
  /** Which link to that ID it is, if Azure tells. */
  readonly stamp?: LinkStamp;
  readonly error?: PalError;
}

/** Every change of links: journaled before, verified after. */
export class Changes {
  readonly #parts: ChangesParts;

  constructor(parts: ChangesParts) {
    this.#parts = parts;
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
    return this.#goOn(log, plan, steps, options);
  }

  /**
   * Reads how things stand where a step's end is not known, as far as that goes without asking the person. The rows learn it,
   * the journal does not.
   */
  async look(record: RunRecord, signal?: AbortSignal): Promise<readonly Look[]> {
    const looks: Look[] = [];
    for (const [index, step] of record.steps.entries()) {
      if (isOpenEnd(step)) {
        looks.push(await this.#look(index, step.step, signal));
      }
    }
    return looks;
  }

  /**
   * Ends a run that was interrupted without sending anything more: what its writes came to is read and written down, as far
   * as that goes without asking the person. Throws `busy` if another window is at it, `noJournal` if it cannot be written
   * down.
   */
  async leave(runId: RunId): Promise<RunRecord> {
    const log = await this.#parts.journal.takeOver(runId);
    try {
      for (const [index, record] of log.record.steps.entries()) {
        if (isOpenEnd(record)) {
          await log.write(settled(record, await this.#look(index, record.step)));
        }
      }
      await log.close("leftAsIs");
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
    const refusals = new Refusals();
    const { store, onNewRows } = this.#parts;
    const isNew = plan.steps.some(({ identityId, tenantId }) => !store.row(rowId(identityId, tenantId)));
    let isComplete = true;
    let stop: PalError | undefined;
    for (const [index, record] of steps.entries()) {
      const earlier = earlierResult(record);
      const { result, journaled } = earlier
        ? { result: earlier, journaled: true }
        : stop
          ? { result: { kind: "failed", error: stop } as const, journaled: false }
          : await this.#step(log, plan, index, record, options, refusals);
      isComplete &&= journaled;
      stop ??= isEndOfAll(result);
      results.push(result);
      this.#tell(options, index, result);
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
  ): Promise<StepOutcome> {
    const { step } = record;
    return runStep(this.#parts, {
      index,
      purpose,
      step,
      journal,
      announced: mayBeApplied(record),
      refusals,
      signIn: (identity, challenge) => signIn(step, identity, challenge),
      ...(signal && { signal }),
    });
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

  #tell({ onProgress }: RunOptions, index: number, result: StepResult): void {
    try {
      onProgress?.(index, result);
    } catch (error) {
      this.#parts.log.error("progress could not be shown", error); // whoever looks on must not stop the run
    }
  }

  async #look(index: number, step: ChangeStep, signal?: AbortSignal): Promise<Look> {
    const { gate, arm, store, clock } = this.#parts;
    const work = store.begin(rowId(step.identityId, step.tenantId), "check");
    try {
      const identity = store.identity(step.identityId);
      if (!identity) {
        throw new PalError("signInNeeded");
      }
      const token = await gate.silent(identity, step.tenantId, signal);
      const { link } = await arm.readLink({ token, ...(signal && { signal }) });
      work?.learn(knowledgeOf(link, clock.now()));
      work?.end();
      const name = link?.partnerName;
      const stamp = stampOf(link);
      return {
        step: index,
        found: link?.partnerId ?? null,
        ...(name !== undefined && { name }),
        ...(stamp && { stamp }),
      };
    } catch (error) {
      const palError = asPalError(error);
      work?.fail(palError);
      return { step: index, error: palError };
    }
  }
}

/** Whether only a read can tell what became of the step. */
function isOpenEnd({ state }: StepRecord): boolean {
  return state === "announced" || state === "unclear";
}

/** Without a journal, or in another window's run, nothing more is sent. */
function isEndOfAll(result: StepResult): PalError | undefined {
  const error = result.kind === "failed" ? result.error : undefined;
  return error?.code === "noJournal" || error?.code === "notOwner" ? error : undefined;
}

/** The end of a step that was interrupted, as far as a look at it tells. */
function settled(record: StepRecord, { step, found, name, stamp, error }: Look): NewRunEvent {
  const ended = { type: "ended", step } as const;
  if (found === undefined) {
    return { ...ended, end: "unclear", ...(error && { error: journaledError(error) }) };
  }
  const after = {
    after: found,
    ...(name !== undefined && { afterName: name }),
    ...(stamp && { afterStamp: stamp }),
  };
  if (found === record.step.wanted) {
    return { ...ended, ...after, end: mayBeApplied(record) ? "changed" : "nothingToDo" };
  }
  return found === record.before && isSameStamp(record.beforeStamp, stamp)
    ? { ...ended, ...after, end: "failed", error: record.error ?? { code: "interrupted" } }
    : { ...ended, ...after, end: "notVerified" };
}
