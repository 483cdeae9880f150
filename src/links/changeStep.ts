import { decideOnLink, type LinkedId, type StepResult } from "../model/change.ts";
import { deadlineIn, requestTimeLimit } from "../model/deadline.ts";
import type { Identity } from "../model/identity.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { isSameStamp, type LinkStamp, stampOf } from "../model/linkStamp.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { AccessToken } from "../model/ports.ts";
import { rowId } from "../model/row.ts";
import { orderOf } from "../model/stamp.ts";
import { DoubtTimes } from "./doubts.ts";
import type { RowWork } from "./rowWork.ts";
import { sendWrite, type Write } from "./sendWrite.ts";
import { isRefusal, isWorthReadingAgain, notVerified } from "./stepEnd.ts";
import { StepNotes } from "./stepNotes.ts";
import { type BegunStep, type StepOutcome, type StepParts, type StepTask, workOf } from "./stepTask.ts";

/** So often the tenant may change under us before we give up. */
const mostTries = 4;

/**
 * Changes one link: read → decide → announce → write → read again. Nothing is written without a read just before, nothing is
 * sent that is not on the disk as announced, and a write whose answer was lost is never repeated: what the tenant shows is
 * what counts. As long as a write may still come, a read that does not show it is not the end: the step is in doubt, and has
 * the row, until it is read again. Ends the row's work. Never throws: what went wrong is in the result.
 */
export function beginStep(parts: StepParts, task: StepTask): Promise<BegunStep> {
  return new StepRun(parts, task).run();
}

/** A write that left, and what it was to change. */
interface Sent {
  readonly before: LinkedId;
  readonly beforeStamp: LinkStamp | undefined;
  readonly lost: PalError | undefined;
}

class StepRun implements BegunStep {
  readonly #parts: StepParts;
  readonly #task: StepTask;
  readonly #notes: StepNotes;
  readonly #asked = new Set<"signIn" | "challenge">();
  /** What the tenant showed last; undefined if it was not read since a write was sent. */
  #shown: { readonly link: PartnerLink | undefined } | undefined;
  /** The write that was sent and may have been applied; `lost` if its answer was. */
  #sent: Sent | undefined;
  #work: RowWork | undefined;
  #tries = 0;
  /** Why the last try came to nothing: there is one more read, and no more write. */
  #givenUp: PalError | undefined;
  /** Of the write that may still come. */
  #times: DoubtTimes;
  /** No write is on its way any more: what is read now is the end. */
  #isEnd = false;
  #isReadingAgain = false;
  outcome: StepOutcome | undefined;

  constructor(parts: StepParts, task: StepTask) {
    this.#parts = parts;
    this.#task = task;
    this.#notes = new StepNotes(task, parts.log);
    this.#times = new DoubtTimes(parts.clock, task.since);
  }

  get due(): number {
    return this.#times.due;
  }

  get mayWrite(): boolean {
    return !this.#sent;
  }

  async run(): Promise<this> {
    this.#isEnd = this.#times.read();
    await this.#goOn(async () => {
      this.#stopIfCancelled();
      const identity = this.#begin();
      return this.#result(identity, await this.#firstToken(identity));
    });
    return this;
  }

  async readAgain(): Promise<boolean> {
    this.#isReadingAgain = true;
    this.#isEnd = this.#times.read();
    this.#shown = undefined;
    await this.#goOn(async () => this.#result(this.#identity(), await this.#silentToken(this.#identity())));
    return this.outcome === undefined;
  }

  leaveInDoubt(): StepResult {
    const error = new PalError("inDoubt");
    this.#work?.fail(error);
    return { kind: "failed", error };
  }

  async #goOn(act: () => Promise<StepResult | "inDoubt">): Promise<void> {
    const result = await this.#resultOrError(act);
    if (result === "inDoubt") {
      this.#work?.doubt();
      await this.#notes.inDoubt();
      return;
    }
    const journaled = await this.#noteEnd(result);
    if (result.kind === "failed") {
      this.#work?.fail(result.error);
      this.#parts.log.error("a change failed", result.error, this.#task.step.tenantId);
    } else {
      this.#work?.end();
    }
    this.outcome = { result, journaled };
  }

  async #resultOrError(act: () => Promise<StepResult | "inDoubt">): Promise<StepResult | "inDoubt"> {
    try {
      return await act();
    } catch (error) {
      const palError = asPalError(error);
      // Of a write that may have been applied, nobody may hear that it was not.
      const unclear = !this.#shown && (this.#sent !== undefined || this.#task.announced);
      const isReadAgain = this.#sent !== undefined || isWorthReadingAgain(palError);
      if (unclear && !this.#isEnd && this.#work && isReadAgain) {
        return "inDoubt";
      }
      return {
        kind: "failed",
        error: unclear ? new PalError("unclear", palError.details, palError) : palError,
      };
    }
  }

  /** Takes the row: while it is changed, nothing else works on it. A tenant that is not listed (any more) gets a row. */
  #begin(): Identity {
    const { store } = this.#parts;
    const { step } = this.#task;
    const identity = this.#identity();
    const row =
      store.row(rowId(step.identityId, step.tenantId)) ?? store.placeTenant(step.identityId, step.tenantId);
    this.#work = store.begin(row.id, workOf(step));
    if (!this.#work) {
      throw new PalError("busy");
    }
    return identity;
  }

  #identity(): Identity {
    const identity = this.#parts.store.identity(this.#task.step.identityId);
    if (!identity) {
      throw new PalError("signInNeeded");
    }
    return identity;
  }

  async #result(identity: Identity, firstToken: AccessToken): Promise<StepResult | "inDoubt"> {
    let token = firstToken;
    for (;;) {
      try {
        const link = await this.#read(token);
        const next = this.#judge(link);
        if (next === "inDoubt") {
          return next;
        }
        this.#work?.learn(knowledgeOf(link, this.#parts.clock.now()));
        if (!("act" in next)) {
          return next;
        }
        if (this.#givenUp) {
          throw this.#givenUp;
        }
        await this.#write(token, next, link);
      } catch (error) {
        token = await this.#recover(asPalError(error), identity, token);
      }
    }
  }

  /** What the link that was just read means: the result, or what has to be written. */
  #judge(link: PartnerLink | undefined): StepResult | Write | "inDoubt" {
    const { purpose, step, announced } = this.#task;
    const found = link?.partnerId ?? null;
    const shown = link ? { link } : {};
    if (this.#sent) {
      if (found === step.wanted) {
        return { kind: "changed", ...shown };
      }
      const { before, beforeStamp, lost } = this.#sent;
      if (!this.#isEnd && (lost || found === before)) {
        return "inDoubt";
      }
      const isAsBefore = found === before && isSameStamp(beforeStamp, stampOf(link));
      return { kind: "failed", error: lost && isAsBefore ? lost : notVerified(link) };
    }
    if (announced && found !== step.wanted && !this.#isEnd) {
      return "inDoubt"; // what its earlier owner sent may still come
    }
    const decision = decideOnLink(purpose, step, link);
    switch (decision.act) {
      case "nothing":
        return { kind: announced ? "changed" : "nothingToDo", ...shown };
      case "stop":
        return announced ? { kind: "failed", error: notVerified(link) } : { kind: "foundOther", ...shown };
      default:
        return decision;
    }
  }

  /**
   * A token to go on with: a new one if that is what was missing, the same one if the tenant changed under us, so that it is
   * read and decided again. Else throws `error`.
   */
  async #recover(error: PalError, identity: Identity, token: AccessToken): Promise<AccessToken> {
    const { challenge } = error.details;
    switch (error.code) {
      case "conflict":
      case "notLinked":
        this.#tries += 1;
        if (this.#tries > mostTries) {
          throw error;
        }
        if (this.#tries === mostTries) {
          this.#givenUp = error;
        }
        return token;
      case "mfaNeeded":
      case "signInNeeded":
      case "unauthorized": {
        const question = challenge === undefined ? "signIn" : "challenge";
        if (this.#asked.has(question)) {
          throw error; // it was answered, and Azure asks the same again
        }
        this.#asked.add(question);
        this.#parts.gate.forget(token);
        // Only to read what became of a write, nobody expects to be asked a minute later.
        return this.#isReadingAgain && !this.#shown
          ? this.#silentToken(identity)
          : this.#task.signIn(identity, challenge);
      }
      default:
        throw error;
    }
  }

  async #firstToken(identity: Identity): Promise<AccessToken> {
    try {
      return await this.#silentToken(identity);
    } catch (error) {
      if (asPalError(error).code === "signInNeeded") {
        return this.#task.signIn(identity, undefined);
      }
      throw error;
    }
  }

  #silentToken(identity: Identity): Promise<AccessToken> {
    const { step, signal, refusals } = this.#task;
    return this.#parts.gate.silent(identity, step.tenantId, signal, refusals);
  }

  async #read(token: AccessToken): Promise<PartnerLink | undefined> {
    const { signal } = this.#task;
    const { link } = await this.#parts.arm.readLink({ token, ...(signal && !this.#sent && { signal }) });
    this.#shown = { link };
    return link;
  }

  /** Announces the write and sends it once. From then on nothing cancels it: what became of it would not be known. */
  async #write(token: AccessToken, write: Write, link: PartnerLink | undefined): Promise<void> {
    const { clock } = this.#parts;
    const { journal, index, step } = this.#task;
    const { verb, partnerId } = write;
    const before = link?.partnerId ?? null;
    const beforeName = link?.partnerName;
    const beforeStamp = stampOf(link);
    const read = this.#parts.store.row(rowId(step.identityId, step.tenantId))?.knowledge;
    this.#stopIfCancelled();
    const isTooLate = deadlineIn(requestTimeLimit, clock); // before the journal makes sure that the run is ours
    await journal.write({
      type: "writing",
      step: index,
      verb,
      partnerId,
      before,
      ...(beforeName !== undefined && { beforeName }),
      ...(beforeStamp && { beforeStamp }),
      ...(read && { beforeOrder: orderOf(read) }),
    });
    this.#stopIfCancelled();
    const answer = await sendWrite(this.#parts.arm, { token, isTooLate }, write);
    const { error } = answer;
    if (!error || !isRefusal(error)) {
      this.#sent = { before, beforeStamp, lost: error };
      this.#shown = undefined;
      this.#times = new DoubtTimes(clock, clock.elapsed());
      this.#isEnd = false;
    }
    await this.#notes.answered(answer);
    if (error && !this.#sent) {
      throw error;
    }
  }

  /** Gives whether the journal tells how the step ended. */
  async #noteEnd(result: StepResult): Promise<boolean> {
    if (this.#task.announced && !this.#shown && !this.#sent) {
      return false; // an earlier owner's write that could not be looked for must be found again
    }
    return this.#notes.ended(result, this.#shown);
  }

  #stopIfCancelled(): void {
    if (this.#task.signal?.aborted) {
      throw new PalError("cancelled");
    }
  }
}
