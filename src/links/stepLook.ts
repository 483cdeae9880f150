import type { ChangeStep, LinkedId } from "../model/change.ts";
import type { StepRecord } from "../model/journal.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { isSameStamp, type LinkStamp, stampOf } from "../model/linkStamp.ts";
import { asPalError, PalError } from "../model/palError.ts";
import { rowId } from "../model/row.ts";
import type { Untrusted } from "../model/untrusted.ts";
import { DoubtTimes, type DoubtfulStep } from "./doubts.ts";
import type { RowWork } from "./rowWork.ts";
import type { NewRunEvent, RunLog } from "./runLog.ts";
import { isUnended } from "./runRecord.ts";
import { isWorthReadingAgain, journaledError, mayBeApplied } from "./stepEnd.ts";
import { type StepParts, workOf } from "./stepTask.ts";

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
  /** It is not as wanted so far, but the request may still be on its way. */
  readonly isPreliminary?: true;
}

/** Whether only a read can tell what became of the step. */
export function isOpenEnd(record: StepRecord): boolean {
  return isUnended(record) || record.state === "unclear";
}

/**
 * Reads how things stand in a step's tenant, as far as that goes without asking the person. Never throws.
 *
 * @param work learns it, and is not ended.
 * @param mayStillArrive whether a request for the step may still be on its way.
 */
export async function lookAt(
  { gate, arm, store, clock }: StepParts,
  index: number,
  step: ChangeStep,
  work: RowWork | undefined,
  mayStillArrive: boolean,
  signal?: AbortSignal,
): Promise<Look> {
  try {
    const identity = store.identity(step.identityId);
    if (!identity) {
      throw new PalError("signInNeeded");
    }
    const token = await gate.silent(identity, step.tenantId, signal);
    const { link } = await arm.readLink({ token, ...(signal && { signal }) });
    const found = link?.partnerId ?? null;
    const isPreliminary = mayStillArrive && found !== step.wanted;
    if (!isPreliminary) {
      work?.learn(knowledgeOf(link, clock.now()));
    }
    const name = link?.partnerName;
    const stamp = stampOf(link);
    return {
      step: index,
      found,
      ...(name !== undefined && { name }),
      ...(stamp && { stamp }),
      ...(isPreliminary && { isPreliminary }),
    };
  } catch (error) {
    return { step: index, error: asPalError(error) };
  }
}

/** A step of a run that this window took over to send nothing more: what its write came to is read and written down. */
export class LeftStep implements DoubtfulStep {
  readonly index: number;
  readonly #parts: StepParts;
  readonly #log: RunLog;
  readonly #record: StepRecord;
  readonly #times: DoubtTimes;
  readonly #work: RowWork | undefined;
  #isDoubtNoted: boolean;
  #isRead = false;
  /** Why its end could not be written down. */
  failure: unknown;
  /** It could not be read, and nobody has to decide about it now: it is read again another time. */
  isPutOff = false;
  readonly #mayBePutOff: boolean;

  constructor(parts: StepParts, log: RunLog, index: number, record: StepRecord, mayBePutOff: boolean) {
    const { step } = record;
    this.index = index;
    this.#parts = parts;
    this.#log = log;
    this.#mayBePutOff = mayBePutOff;
    this.#record = record;
    this.#times = new DoubtTimes(parts.clock, log.since);
    this.#isDoubtNoted = record.state === "inDoubt";
    this.#work = parts.store.begin(rowId(step.identityId, step.tenantId), workOf(step));
  }

  get due(): number {
    return this.#isRead ? this.#times.due : 0;
  }

  async readAgain(): Promise<boolean> {
    this.#isRead = true;
    const isEnd = this.#times.read();
    const look = await lookAt(this.#parts, this.index, this.#record.step, this.#work, !isEnd);
    const { error, isPreliminary } = look;
    const isReadAgain = error ? !this.#mayBePutOff || isWorthReadingAgain(error) : isPreliminary;
    if (!isEnd && isReadAgain) {
      this.#work?.doubt();
      await this.#noteDoubt();
      return true;
    }
    this.isPutOff = error !== undefined && this.#mayBePutOff;
    if (!this.isPutOff) {
      await this.#log.write(settled(this.#record, look)).catch((failure: unknown) => {
        this.failure = failure;
      });
    }
    if (error) {
      this.#work?.fail(error);
    } else {
      this.#work?.end();
    }
    return false;
  }

  async #noteDoubt(): Promise<void> {
    if (!this.#isDoubtNoted && isUnended(this.#record)) {
      this.#isDoubtNoted = true;
      await this.#log
        .write({ type: "answered", step: this.index, error: { code: "inDoubt" } })
        .catch((error: unknown) =>
          this.#parts.log.error("the journal lacks that a change is in doubt", error),
        );
    }
  }

  /** Nobody reads it any more, and it stays in doubt. */
  leaveInDoubt(): void {
    this.#work?.fail(new PalError("inDoubt"));
  }
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
  const why = record.error?.code === "inDoubt" ? undefined : record.error;
  return found === record.before && isSameStamp(record.beforeStamp, stamp)
    ? { ...ended, ...after, end: "failed", error: why ?? { code: "interrupted" } }
    : { ...ended, ...after, end: "notVerified" };
}
