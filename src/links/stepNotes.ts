import type { StepResult } from "../model/change.ts";
import { stampOf } from "../model/linkStamp.ts";
import type { PalError } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { Answered, LogPort } from "../model/ports.ts";
import type { NewRunEvent } from "./runLog.ts";
import { journaledError, stepEnd } from "./stepEnd.ts";
import type { StepTask } from "./stepTask.ts";

/** Writes down what has happened to a step already: it stays true, and is told, even if it cannot be written. */
export class StepNotes {
  readonly #task: StepTask;
  readonly #log: LogPort;
  #isDoubtful = false;

  constructor(task: StepTask, log: LogPort) {
    this.#task = task;
    this.#log = log;
  }

  /** What Azure answered to a write, or how the answer was lost. */
  async answered({ correlationId, error }: Answered & { readonly error?: PalError }): Promise<void> {
    this.#isDoubtful = error !== undefined;
    await this.#note({
      type: "answered",
      step: this.#task.index,
      ...(correlationId !== undefined && { correlationId }),
      ...(error && { error: journaledError(error) }),
    });
  }

  /** That the step is in doubt, unless a lost answer says so. */
  async inDoubt(): Promise<void> {
    if (!this.#isDoubtful) {
      this.#isDoubtful = true;
      await this.#note({ type: "answered", step: this.#task.index, error: { code: "inDoubt" } });
    }
  }

  /**
   * How the step ended; gives whether the journal tells so.
   *
   * @param shown what the tenant showed at the end; undefined if it could not be read.
   */
  ended(result: StepResult, shown: { readonly link: PartnerLink | undefined } | undefined): Promise<boolean> {
    const error = result.kind === "failed" ? result.error : undefined;
    const afterName = shown?.link?.partnerName;
    const afterStamp = stampOf(shown?.link);
    return this.#note({
      type: "ended",
      step: this.#task.index,
      end: stepEnd(result),
      ...(shown && { after: shown.link?.partnerId ?? null }),
      ...(afterName !== undefined && { afterName }),
      ...(afterStamp && { afterStamp }),
      ...(error && { error: journaledError(error) }),
    });
  }

  async #note(event: NewRunEvent): Promise<boolean> {
    try {
      await this.#task.journal.write(event);
      return true;
    } catch (error) {
      this.#log.error("the journal lacks what became of a change", error, this.#task.step.tenantId);
      return false;
    }
  }
}
