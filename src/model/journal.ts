import type { ChangePlan, ChangeStep, LinkedId, RunId, StepResult, Verb } from "./change.ts";
import type { LinkStamp } from "./linkStamp.ts";
import type { PalErrorCode } from "./palError.ts";
import type { Untrusted } from "./untrusted.ts";

/** The present form of the journal's lines; a file of a newer one is left alone: it belongs to a newer extension. */
export const journalVersion = 1;

/** How a step ended. */
export type StepEnd = Exclude<StepResult["kind"], "failed"> | "notVerified" | "unclear" | "failed";

/** What is kept of an error. Never a token. */
export interface JournaledError {
  readonly code: PalErrorCode;
  /** In Microsoft's words. */
  readonly azureMessage?: Untrusted;
  readonly correlationId?: Untrusted;
}

/** One line of the journal. `step` is an index into the plan's steps; `at` is milliseconds since 1970. */
export type JournalEvent =
  /** The first line of every file. */
  | {
      readonly type: "planned";
      readonly version: number;
      readonly runId: RunId;
      readonly at: number;
      /** Where the clock went back since the run before: behind that one. See `Stamp`. */
      readonly order?: number;
      readonly plan: ChangePlan;
    }
  /** From here on `owner` (one window) acts; the number rises with each owner. */
  | { readonly type: "owned"; readonly owner: string; readonly fence: number; readonly at: number }
  /** On the disk before the request it announces is sent. `before` was read just now. */
  | {
      readonly type: "writing";
      readonly step: number;
      readonly at: number;
      readonly verb: Verb;
      readonly partnerId: string;
      readonly before: LinkedId;
      readonly beforeName?: Untrusted;
      /** Absent where Azure tells none, and in journals of older extensions; so is `afterStamp`. */
      readonly beforeStamp?: LinkStamp;
      /** Where that read stands among all that was learnt of the row: see `Stamp`. Absent in journals of older extensions. */
      readonly beforeOrder?: number;
    }
  /** Azure's answer to that request, or how it was lost; `inDoubt`: a read did not show it so far. */
  | {
      readonly type: "answered";
      readonly step: number;
      readonly at: number;
      readonly correlationId?: Untrusted;
      readonly error?: JournaledError;
    }
  /** The step is over. `after` was read at the end; absent if it could not be read. */
  | {
      readonly type: "ended";
      readonly step: number;
      readonly at: number;
      readonly end: StepEnd;
      readonly after?: LinkedId;
      /** The partner's name as Azure gave it. Hostile text. */
      readonly afterName?: Untrusted;
      /** Which link to that ID it is. */
      readonly afterStamp?: LinkStamp;
      readonly error?: JournaledError;
    }
  /** The run is over: all its steps ended, or the user left it as it is. */
  | { readonly type: "closed"; readonly at: number; readonly how: "finished" | "leftAsIs" };

/** What a run itself writes down. */
export type RunEvent = Extract<JournalEvent, { readonly type: "writing" | "answered" | "ended" }>;

/** How far a step is, from the journal alone. */
export type StepState =
  /** Nothing was sent. */
  | "planned"
  /** A request was announced, and nobody wrote down what became of it: only a read can tell. */
  | "announced"
  /** A request was sent, and what Azure answered does not tell whether it was applied: only a read can, and not at once. */
  | "inDoubt"
  | StepEnd;

/** What the journal says of one step. */
export interface StepRecord {
  readonly step: ChangeStep;
  readonly state: StepState;
  /**
   * What was there before the last write that was announced; absent if none was. Of several, only the last replaced it: the
   * read before it showed that the earlier ones had come to nothing.
   */
  readonly before?: LinkedId;
  readonly beforeName?: Untrusted;
  readonly beforeStamp?: LinkStamp;
  /** Where the read of that stands among all that was learnt of the row. */
  readonly beforeOrder?: number;
  /** What was there at the end. */
  readonly after?: LinkedId;
  readonly afterName?: Untrusted;
  readonly afterStamp?: LinkStamp;
  /** When the last write was announced (milliseconds since 1970); absent if none was. */
  readonly announcedAt?: number;
  /** The last one that Azure gave. */
  readonly correlationId?: Untrusted;
  readonly error?: JournaledError;
  /** Milliseconds since 1970; absent if it never ended. */
  readonly endedAt?: number;
}

/** What the journal says of one run. */
export interface RunRecord {
  readonly runId: RunId;
  readonly plan: ChangePlan;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Where it stands among all runs, unless `startedAt` tells it: see `Stamp`. */
  readonly order?: number;
  readonly steps: readonly StepRecord[];
  /** Absent as long as the run is open. */
  readonly closed?: { readonly at: number; readonly how: "finished" | "leftAsIs" };
}

/** Where a run stands among all runs: the greater, the later. */
export function orderOfRun({ startedAt, order }: Pick<RunRecord, "startedAt" | "order">): number {
  return order ?? startedAt;
}
