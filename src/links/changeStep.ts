import { type Decision, decideOnLink, type LinkedId, type StepResult } from "../model/change.ts";
import type { Identity } from "../model/identity.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { stampOf } from "../model/linkStamp.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { AccessToken, Answered } from "../model/ports.ts";
import { rowId } from "../model/row.ts";
import type { RowWork } from "./rowWork.ts";
import type { NewRunEvent } from "./runLog.ts";
import { isRefusal, journaledError, notVerified, stepEnd } from "./stepEnd.ts";
import { type StepOutcome, type StepParts, type StepTask, workOf } from "./stepTask.ts";

/** So often the tenant may change under us before we give up. */
const mostTries = 4;

/** A request that changes the link. */
type Write = Extract<Decision, { readonly act: "write" }>;

/**
 * Changes one link: read → decide → announce → write → read again. Nothing is written without a read just before, nothing is
 * sent that is not on the disk as announced, and a write whose answer was lost is never repeated: what the tenant shows is
 * what counts. Ends the row's work. Never throws: what went wrong is in the result.
 */
export function runStep(parts: StepParts, task: StepTask): Promise<StepOutcome> {
  return new StepRun(parts, task).run();
}

class StepRun {
  readonly #parts: StepParts;
  readonly #task: StepTask;
  readonly #asked = new Set<"signIn" | "challenge">();
  /** What the tenant showed last; undefined if it was not read since a write was sent. */
  #shown: { readonly link: PartnerLink | undefined } | undefined;
  /** The write that was sent and may have been applied; `lost` if its answer was. */
  #sent: { readonly before: LinkedId; readonly lost?: PalError } | undefined;
  #work: RowWork | undefined;
  #tries = 0;
  /** Why the last try came to nothing: there is one more read, and no more write. */
  #givenUp: PalError | undefined;

  constructor(parts: StepParts, task: StepTask) {
    this.#parts = parts;
    this.#task = task;
  }

  async run(): Promise<StepOutcome> {
    const result = await this.#resultOrError();
    const journaled = await this.#noteEnd(result);
    if (result.kind === "failed") {
      this.#work?.fail(result.error);
      this.#parts.log.error("a change failed", result.error, this.#task.step.tenantId);
    } else {
      this.#work?.end();
    }
    return { result, journaled };
  }

  async #resultOrError(): Promise<StepResult> {
    try {
      this.#stopIfCancelled();
      const identity = this.#begin();
      return await this.#result(identity, await this.#firstToken(identity));
    } catch (error) {
      const palError = asPalError(error);
      // Of a write that may have been applied, nobody may hear that it was not.
      const unclear = !this.#shown && (this.#sent !== undefined || this.#task.announced);
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
    const identity = store.identity(step.identityId);
    if (!identity) {
      throw new PalError("signInNeeded");
    }
    const row =
      store.row(rowId(step.identityId, step.tenantId)) ?? store.placeTenant(step.identityId, step.tenantId);
    this.#work = store.begin(row.id, workOf(step));
    if (!this.#work) {
      throw new PalError("busy");
    }
    return identity;
  }

  async #result(identity: Identity, firstToken: AccessToken): Promise<StepResult> {
    let token = firstToken;
    for (;;) {
      try {
        const link = await this.#read(token);
        const next = this.#judge(link);
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
  #judge(link: PartnerLink | undefined): StepResult | Write {
    const { purpose, step, announced } = this.#task;
    const found = link?.partnerId ?? null;
    const shown = link ? { link } : {};
    if (this.#sent) {
      if (found === step.wanted) {
        return { kind: "changed", ...shown };
      }
      const { before, lost } = this.#sent;
      return { kind: "failed", error: lost && found === before ? lost : notVerified(link) };
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
        return this.#task.signIn(identity, challenge);
      }
      default:
        throw error;
    }
  }

  async #firstToken(identity: Identity): Promise<AccessToken> {
    const { step, signIn, signal, refusals } = this.#task;
    try {
      return await this.#parts.gate.silent(identity, step.tenantId, signal, refusals);
    } catch (error) {
      if (asPalError(error).code === "signInNeeded") {
        return signIn(identity, undefined);
      }
      throw error;
    }
  }

  async #read(token: AccessToken): Promise<PartnerLink | undefined> {
    const { arm, clock } = this.#parts;
    const { signal } = this.#task;
    const { link } = await arm.readLink({ token, ...(signal && !this.#sent && { signal }) });
    this.#shown = { link };
    this.#work?.learn(knowledgeOf(link, clock.now()));
    return link;
  }

  /** Announces the write and sends it once. From then on nothing cancels it: what became of it would not be known. */
  async #write(token: AccessToken, write: Write, link: PartnerLink | undefined): Promise<void> {
    const { journal, index } = this.#task;
    const { verb, partnerId } = write;
    const before = link?.partnerId ?? null;
    const beforeName = link?.partnerName;
    const beforeStamp = stampOf(link);
    this.#stopIfCancelled();
    await journal.write({
      type: "writing",
      step: index,
      verb,
      partnerId,
      before,
      ...(beforeName !== undefined && { beforeName }),
      ...(beforeStamp && { beforeStamp }),
    });
    this.#stopIfCancelled();
    const { correlationId, error } = await this.#send(token, write);
    if (!error || !isRefusal(error)) {
      this.#sent = { before, ...(error && { lost: error }) };
      this.#shown = undefined;
    }
    await this.#note({
      type: "answered",
      step: index,
      ...(correlationId !== undefined && { correlationId }),
      ...(error && { error: journaledError(error) }),
    });
    if (error && !this.#sent) {
      throw error;
    }
  }

  /** Gives what Azure answered, or why there is no answer; never throws. */
  async #send(token: AccessToken, { verb, partnerId }: Write): Promise<Answered & { error?: PalError }> {
    const { arm } = this.#parts;
    try {
      switch (verb) {
        case "PUT":
          return await arm.createLink({ token }, partnerId);
        case "PATCH":
          return await arm.updateLink({ token }, partnerId);
        case "DELETE":
          return await arm.deleteLink({ token }, partnerId);
        default:
          return verb satisfies never;
      }
    } catch (error) {
      const palError = asPalError(error);
      const { correlationId } = palError.details;
      return { error: palError, ...(correlationId !== undefined && { correlationId }) };
    }
  }

  /** Gives whether the journal tells how the step ended. */
  async #noteEnd(result: StepResult): Promise<boolean> {
    const { index, announced } = this.#task;
    if (announced && !this.#shown && !this.#sent) {
      return false; // an earlier owner's write that could not be looked for must be found again
    }
    const error = result.kind === "failed" ? result.error : undefined;
    const afterName = this.#shown?.link?.partnerName;
    const afterStamp = stampOf(this.#shown?.link);
    return this.#note({
      type: "ended",
      step: index,
      end: stepEnd(result),
      ...(this.#shown && { after: this.#shown.link?.partnerId ?? null }),
      ...(afterName !== undefined && { afterName }),
      ...(afterStamp && { afterStamp }),
      ...(error && { error: journaledError(error) }),
    });
  }

  /** Writes down what has happened already: it stays true, and is told, even if it cannot be written. */
  async #note(event: NewRunEvent): Promise<boolean> {
    try {
      await this.#task.journal.write(event);
      return true;
    } catch (error) {
      this.#parts.log.error("the journal lacks what became of a change", error, this.#task.step.tenantId);
      return false;
    }
  }

  #stopIfCancelled(): void {
    if (this.#task.signal?.aborted) {
      throw new PalError("cancelled");
    }
  }
}
