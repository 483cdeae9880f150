import type { Attempt, Knowledge } from "./knowledge.ts";

/** The one named state that a row is in. */
export type RowState =
  | "unknown"
  | "checking"
  | "linked"
  | "linkedToOther"
  | "notLinked"
  | "signInNeeded"
  | "mfaNeeded"
  | "noAccount"
  | "notOffered"
  | "throttled"
  | "failed";

/**
 * Derives the state people see. Knowledge wins over an attempt, so that a failed check of a linked tenant still says
 * "linked" (the failure is shown beside it); without knowledge the attempt is all there is to say.
 *
 * @param ourPartnerIds the company's own partner IDs; empty means that any linked ID counts as ours.
 */
export function deriveState(
  knowledge: Knowledge,
  attempt: Attempt,
  ourPartnerIds: ReadonlySet<string>,
): RowState {
  switch (knowledge.kind) {
    case "linked":
      return ourPartnerIds.size === 0 || ourPartnerIds.has(knowledge.link.partnerId)
        ? "linked"
        : "linkedToOther";
    case "notLinked":
      return "notLinked";
    case "cannotLink":
      return knowledge.reason;
    case "nothing":
      return attempt.kind === "none" ? "unknown" : attempt.kind;
    default:
      return knowledge satisfies never;
  }
}
