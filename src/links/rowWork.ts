import {
  type Attempt,
  type Knowledge,
  type LearntReason,
  learntReasonCodes,
  readError,
  type Work,
} from "../model/knowledge.ts";
import { masked } from "../model/masked.ts";
import { PalError } from "../model/palError.ts";
import type { Clock } from "../model/ports.ts";
import type { Row } from "../model/row.ts";
import { asTried, lastOrder, learnt, triedOf } from "../model/snapshot.ts";
import { type Stamp, stampAfter } from "../model/stamp.ts";

/** So much of Microsoft's own words is kept for the next time. */
const longestReason = 600;

/** The row that some work is about, as the store shows it to that work. */
export interface WorkedRow {
  /** Changes the row, as long as this work still owns it. */
  change(how: (row: Row) => Row): void;
  /** Whether this work still owns the row. */
  isMine(): boolean;
  /** The work is over, whoever owns the row by now. */
  release(): void;
}

/** Some work on a row. Once other work has taken the row over, nothing that this one says counts any more. */
export class RowWork {
  /** The attempt to go back to if the work is called off. */
  readonly before: Attempt;
  readonly #work: Work;
  readonly #clock: Clock;
  readonly #row: WorkedRow;

  constructor(work: Work, before: Attempt, clock: Clock, row: WorkedRow) {
    this.before = before;
    this.#work = work;
    this.#clock = clock;
    this.#row = row;
  }

  /** Whether what it says still counts. */
  get counts(): boolean {
    return this.#row.isMine();
  }

  /** The work is under way. */
  run(): void {
    this.#row.change((row) => ({ ...row, attempt: { kind: "running", work: this.#work } }));
  }

  /** The work waits until then (milliseconds since 1970), because Azure asked for it. */
  wait(until: number): void {
    this.#row.change((row) => ({ ...row, attempt: { kind: "waiting", work: this.#work, until } }));
  }

  /** Something was learnt; the work goes on. */
  learn(knowledge: Knowledge): void {
    this.#row.change((row) => learnt(row, knowledge));
  }

  /** What the work did is in doubt: nothing that was known is sure any more. The work goes on, and nothing disturbs it. */
  doubt(): void {
    const error = new PalError("inDoubt");
    const knowledge = { kind: "nothing", at: this.#clock.now() } as const;
    this.#row.change((row) => ({
      ...learnt(row, knowledge),
      attempt: { kind: "failed", work: this.#work, error },
    }));
  }

  /** The work is over, and all is well. Of what went wrong before, only that changes need MFA is still worth knowing. */
  end(): void {
    this.#row.change(({ reason, triedAt: _triedAt, triedOrder: _triedOrder, ...row }) => ({
      ...row,
      attempt: { kind: "none" },
      ...(reason?.code === "mfaNeeded" && { reason }),
    }));
    this.#row.release();
  }

  /** The work ended with an error, which may itself be knowledge ("no account in this tenant"): since `now`, if it is older. */
  fail(error: PalError, now = this.#clock.now()): void {
    this.#row.change((row) => {
      const found = { attempt: this.before, knowledge: row.knowledge };
      const { knowledge, attempt } = readError(error, this.#work, found, now);
      const { kind } = attempt;
      // A failure is tried again at the next occasion; that the user is needed is worth remembering for a day.
      const needsUser = attempt !== this.before && (kind === "signInNeeded" || kind === "mfaNeeded");
      const stamp = stampAfter(now, lastOrder(row));
      const reason = reasonOf(error, stamp);
      const {
        triedAt: _triedAt,
        triedOrder: _triedOrder,
        ...known
      } = knowledge ? learnt(row, knowledge) : row;
      const tried = needsUser ? stamp : triedOf(row);
      return { ...known, ...(tried && asTried(tried)), attempt, ...(reason && { reason }) };
    });
    this.#row.release();
  }
}

/** Whether some work on the row is under way. */
export function isBusy({ attempt }: Pick<Row, "attempt">): boolean {
  return attempt.kind === "running" || attempt.kind === "waiting";
}

/** Silent calls give no reason; an answer to a person, or of Azure itself, does, and is kept for the next time. */
function reasonOf({ code, details }: PalError, stamp: Stamp): LearntReason | undefined {
  const told = learntReasonCodes.find((known) => known === code);
  const azureMessage =
    details.azureMessage === undefined ? undefined : masked(details.azureMessage, longestReason);
  return told && { code: told, ...stamp, ...(azureMessage !== undefined && { azureMessage }) };
}
