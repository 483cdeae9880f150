import { type Attempt, type Knowledge, type LearntReason, readError, type Work } from "../model/knowledge.ts";
import type { PalError } from "../model/palError.ts";
import type { Clock } from "../model/ports.ts";
import type { Row } from "../model/row.ts";

/** Some work on a row. Once other work has taken the row over, nothing that this one says counts any more. */
export class RowWork {
  readonly #work: Work;
  readonly #before: Attempt;
  readonly #clock: Clock;
  readonly #apply: (change: (row: Row) => Row) => void;

  /**
   * @param before the attempt to go back to if the work is called off.
   * @param apply changes the row, as long as this work still owns it.
   */
  constructor(work: Work, before: Attempt, clock: Clock, apply: (change: (row: Row) => Row) => void) {
    this.#work = work;
    this.#before = before;
    this.#clock = clock;
    this.#apply = apply;
  }

  /** The work is under way. */
  run(): void {
    this.#apply((row) => ({ ...row, attempt: { kind: "running", work: this.#work } }));
  }

  /** The work waits until then (milliseconds since 1970), because Azure asked for it. */
  wait(until: number): void {
    this.#apply((row) => ({ ...row, attempt: { kind: "waiting", work: this.#work, until } }));
  }

  /** Something was learnt; the work goes on. */
  learn(knowledge: Knowledge): void {
    this.#apply((row) => ({ ...row, knowledge }));
  }

  /** The work is over, and all is well. Of what went wrong before, only that changes need MFA is still worth knowing. */
  end(): void {
    this.#apply(({ reason, ...row }) => ({
      ...row,
      attempt: { kind: "none" },
      ...(reason?.code === "mfaNeeded" && { reason }),
    }));
  }

  /** The work ended with an error, which may itself be knowledge ("no account in this tenant"). */
  fail(error: PalError): void {
    const now = this.#clock.now();
    const reason = reasonOf(error, now);
    const outcome = readError(error, this.#work, this.#before, now);
    const { kind } = outcome.attempt;
    // A failure is tried again at the next occasion; that the user is needed is worth remembering for a day.
    const needsUser = outcome.attempt !== this.#before && (kind === "signInNeeded" || kind === "mfaNeeded");
    this.#apply((row) => ({
      ...row,
      ...outcome,
      ...(reason && { reason }),
      ...(needsUser && { triedAt: now }),
    }));
  }
}

/** Silent calls give no reason; an answer to a person, or of Azure itself, does, and is kept for the next time. */
function reasonOf({ code, details }: PalError, at: number): LearntReason | undefined {
  const told = new Set(["mfaNeeded", "signInFailed", "wrongAccount", "forbidden", "refused"]);
  const { azureMessage } = details;
  return told.has(code) ? { code, at, ...(azureMessage !== undefined && { azureMessage }) } : undefined;
}
