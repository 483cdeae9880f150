import type { IdentityId } from "./identity.ts";
import { isSameStamp, type LinkStamp, stampOf } from "./linkStamp.ts";
import type { PalError } from "./palError.ts";
import type { PartnerLink } from "./partnerLink.ts";
import type { Untrusted } from "./untrusted.ts";

/** Which partner ID is linked; `null`: none. */
export type LinkedId = string | null;

/** What a change is for. */
export type Purpose = "link" | "update" | "remove" | "undo";

/** The change of one link, as the user agreed to it. */
export interface ChangeStep {
  readonly identityId: IdentityId;
  /** What the account was called when the change was planned: history outlives accounts. */
  readonly accountLabel: Untrusted;
  readonly tenantId: string;
  /** What the tenant was called when the change was planned. */
  readonly tenantName: Untrusted;
  /** What the user agreed to give up; nothing else is ever overwritten. */
  readonly from: LinkedId;
  /** Which link to that ID it is, if only one is meant: an undo gives up only the very link that the change left. */
  readonly fromStamp?: LinkStamp;
  readonly wanted: LinkedId;
}

/** What is to be done, before any of it is. */
export interface ChangePlan {
  readonly purpose: Purpose;
  readonly steps: readonly ChangeStep[];
  /** The run, and which of its steps (their index), that this plan takes back. */
  readonly undoes?: { readonly runId: RunId; readonly steps: readonly number[] };
}

/** Names a run, for ever. */
export type RunId = string & { readonly __runId: never };

/** How a request that changes a link is made [SPEC]. */
export type Verb = "PUT" | "PATCH" | "DELETE";

/** What has to be done about a link that was just read. */
export type Decision =
  /** It is as wanted. */
  | { readonly act: "nothing" }
  /** `partnerId` is what the path of the request carries: the new ID, or the present one for DELETE [V]. */
  | { readonly act: "write"; readonly verb: Verb; readonly partnerId: string }
  /** It is neither what the user agreed to give up nor what they want: they have to be asked again. */
  | { readonly act: "stop" };

/**
 * Decides what to do about a link that was just read: the one place that knows which request changes what. Another ID is
 * replaced in one request, never by DELETE and PUT: a failed PUT would lose the link [V].
 */
export function decide(purpose: Purpose, { from, wanted }: ChangeStep, found: LinkedId): Decision {
  if (found === wanted) {
    return { act: "nothing" };
  }
  // Whoever agreed to replace an ID agrees all the more where there is none to lose; an undo, though, is of one state only.
  const agreed = found === from || (found === null && purpose === "update");
  if (!agreed) {
    return { act: "stop" };
  }
  if (wanted === null) {
    return found === null ? { act: "nothing" } : { act: "write", verb: "DELETE", partnerId: found };
  }
  return { act: "write", verb: found === null ? "PUT" : "PATCH", partnerId: wanted };
}

/**
 * `decide` about a link as it was read: a step that says which link it gives up leaves any other alone, also one to the same
 * ID that was removed and made again, or changed there and back.
 */
export function decideOnLink(purpose: Purpose, step: ChangeStep, link: PartnerLink | undefined): Decision {
  const found = link?.partnerId ?? null;
  const isAnother = found === step.from && !isSameStamp(step.fromStamp, stampOf(link));
  const decision = decide(purpose, step, found);
  return isAnother && decision.act === "write" ? { act: "stop" } : decision;
}

/** What came of one step; `link` is what Azure says at the end, absent if there is none. */
export type StepResult =
  /** Written, and read afterwards: it is as wanted. */
  | { readonly kind: "changed"; readonly link?: PartnerLink }
  /** It was as wanted before; nothing was written. */
  | { readonly kind: "nothingToDo"; readonly link?: PartnerLink }
  /** The link is not what the user agreed to give up; nothing was written. */
  | { readonly kind: "foundOther"; readonly link?: PartnerLink }
  /**
   * `notVerified`: written, but the tenant shows another state; `unclear`: a write was sent and could not be followed up;
   * with any other code, what was wanted was not done.
   */
  | { readonly kind: "failed"; readonly error: PalError };

/** What came of a run: one result for each step, in the order of the plan. */
export interface RunResult {
  readonly runId: RunId;
  readonly results: readonly StepResult[];
}
