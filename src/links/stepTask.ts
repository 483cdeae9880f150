import type { ChangeStep, Purpose, StepResult } from "../model/change.ts";
import type { Identity } from "../model/identity.ts";
import type { Work } from "../model/knowledge.ts";
import type { AccessToken, ArmPort, Clock, LogPort } from "../model/ports.ts";
import type { DoubtfulStep } from "./doubts.ts";
import type { LinkStore } from "./linkStore.ts";
import type { RunLog } from "./runLog.ts";
import type { Refusals } from "./refusals.ts";
import type { TokenGate } from "./tokenGate.ts";

/** What a step works with. */
export interface StepParts {
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** One step of a plan, on its way. */
export interface StepTask {
  /** Its index in the plan. */
  readonly index: number;
  readonly purpose: Purpose;
  readonly step: ChangeStep;
  readonly journal: Pick<RunLog, "write">;
  /** An earlier owner of the run announced a write that may have been applied. */
  readonly announced: boolean;
  /** When this window took the run over, on the monotonic clock: until a while later, that write may still be on its way. */
  readonly since: number;
  /** What Entra ID refused in the run so far. */
  readonly refusals: Refusals;
  /** Asks the person to sign in to the step's tenant, with the challenge that Azure put if there is one. */
  readonly signIn: (identity: Identity, challenge: string | undefined) => Promise<AccessToken>;
  /** Cancels whatever comes before the write; a write that was sent is always followed up. */
  readonly signal?: AbortSignal;
}

/** How a step ended, and whether the journal tells so. */
export interface StepOutcome {
  readonly result: StepResult;
  /** False: the step stays open in the journal, which could not be written, or would have said what nobody knows. */
  readonly journaled: boolean;
}

/** A step that was begun. */
export interface BegunStep extends DoubtfulStep {
  /** How it ended; undefined as long as it is in doubt. */
  readonly outcome: StepOutcome | undefined;
  /** Nobody reads it any more, and it stays in doubt: gives what can be told. */
  leaveInDoubt(): StepResult;
}

/** What a step does to its row. */
export function workOf({ from, wanted }: ChangeStep): Work {
  return wanted === null ? "remove" : from === null ? "link" : "update";
}
