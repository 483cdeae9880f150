import type { Row } from "./row.ts";

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
  | "failed"
  /** Something between us and Azure answers in its place. */
  | "gatewayAnswered"
  /** Reached through Azure Lighthouse: one link in the home tenant covers it [V]. */
  | "linkAtHome";

/**
 * Derives the state people see. Knowledge wins over an attempt, so that a failed check of a linked tenant still says
 * "linked" (the failure is shown beside it); without knowledge the attempt is all there is to say.
 *
 * @param ours the company's own partner IDs; empty means that any linked ID counts as ours.
 */
export function deriveState({ tenant, knowledge, attempt }: Row, ours: ReadonlySet<string>): RowState {
  switch (knowledge.kind) {
    case "linked":
      return ours.size === 0 || ours.has(knowledge.link.partnerId) ? "linked" : "linkedToOther";
    case "notLinked":
      return tenant.kind === "lighthouse" ? "linkAtHome" : "notLinked";
    case "cannotLink":
      return knowledge.reason;
    case "nothing":
      return stateOfAttempt({ tenant, attempt });
    default:
      return knowledge satisfies never;
  }
}

function stateOfAttempt({ tenant, attempt }: Pick<Row, "tenant" | "attempt">): RowState {
  switch (attempt.kind) {
    case "none":
      return tenant.kind === "lighthouse" ? "linkAtHome" : "unknown";
    case "running":
      return "checking";
    case "waiting":
      return "throttled";
    case "failed":
      return attempt.error.code === "gatewayAnswered" ? "gatewayAnswered" : "failed";
    default:
      return attempt.kind;
  }
}
