import type { PalError } from "./palError.ts";
import type { PartnerLink } from "./partnerLink.ts";
import type { Stamp } from "./stamp.ts";
import { type Untrusted, rawText } from "./untrusted.ts";

/** Why an identity cannot be linked in a tenant at all. */
export type CannotLinkReason = "noAccount" | "notOffered";

/** What is known of one identity in one tenant, and when it was learnt. */
export type Knowledge =
  /** `at`: when what was known before stopped to be true for sure. */
  | ({ readonly kind: "nothing" } & Partial<Stamp>)
  | ({ readonly kind: "linked"; readonly link: PartnerLink } & Stamp)
  | ({ readonly kind: "notLinked" } & Stamp)
  | ({ readonly kind: "cannotLink"; readonly reason: CannotLinkReason } & Stamp);

/** What can be tried with a row. */
export type Work = "check" | "link" | "update" | "remove";

/** What is being tried now, or how the last try ended. It never erases knowledge. */
export type Attempt =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly work: Work }
  /** Azure asked to wait; it goes on by itself at `until` (milliseconds since 1970). */
  | { readonly kind: "waiting"; readonly work: Work; readonly until: number }
  /** `challenge`: the `WWW-Authenticate` header to be answered, if Azure sent one. */
  | { readonly kind: "signInNeeded"; readonly challenge?: string }
  | { readonly kind: "mfaNeeded"; readonly challenge?: string }
  | { readonly kind: "throttled"; readonly error: PalError }
  | { readonly kind: "failed"; readonly work: Work; readonly error: PalError };

/** Errors whose reason is told by Azure or Entra ID itself, and so worth keeping for the next time. */
export const learntReasonCodes = [
  "mfaNeeded",
  "signInFailed",
  "wrongAccount",
  "forbidden",
  "refused",
] as const;

/** Why the last attempt that a person was part of ended as it did: silent calls give no reason, so it is kept. */
export interface LearntReason extends Stamp {
  readonly code: (typeof learntReasonCodes)[number];
  /** In Microsoft's words. Hostile text. */
  readonly azureMessage?: Untrusted;
}

/** What a read of the link at time `at` (milliseconds since 1970) tells. */
export function knowledgeOf(link: PartnerLink | undefined, at: number): Knowledge {
  return link ? { kind: "linked", link, at } : { kind: "notLinked", at };
}

/**
 * What an error of some work means for the row: new knowledge, or only the end of an attempt.
 *
 * @param row the attempt before this one: work that was called off leaves the row as it found it; and what is known: a mere code
 *   of Entra ID, which may be gone a minute later, does not replace what was read.
 */
export function readError(
  error: PalError,
  work: Work,
  row: { readonly attempt: Attempt; readonly knowledge: Knowledge },
  at: number,
): { knowledge?: Knowledge; attempt: Attempt } {
  const { code, details } = error;
  switch (code) {
    case "noAccount":
    case "notOffered":
      if (isKnownBetter(row.knowledge, work, rawText(details.azureCode))) {
        return { attempt: { kind: "failed", work, error } };
      }
      return { knowledge: { kind: "cannotLink", reason: code, at }, attempt: { kind: "none" } };
    case "signInNeeded":
    case "unauthorized":
      return { attempt: { kind: "signInNeeded", ...challenge(details.challenge) } };
    case "mfaNeeded":
      return { attempt: { kind: "mfaNeeded", ...challenge(details.challenge) } };
    case "throttled":
      return { attempt: { kind: "throttled", error } };
    case "cancelled":
    case "signInCancelled":
    case "deviceCodeExpired": // nobody entered it in time: told, but nothing that was learnt
      return { attempt: row.attempt };
    case "unclear":
    case "inDoubt":
      return { knowledge: { kind: "nothing", at }, attempt: { kind: "failed", work, error } };
    default:
      return { attempt: { kind: "failed", work, error } };
  }
}

/** A link that was read just before stays whatever refuses to change it, and anything that was read whatever Entra's codes say. */
function isKnownBetter({ kind }: Knowledge, work: Work, azureCode: string | undefined): boolean {
  return kind === "linked"
    ? work !== "check" || azureCode?.startsWith("AADSTS") === true
    : kind === "notLinked" && azureCode?.startsWith("AADSTS") === true;
}

function challenge(header: string | undefined): { challenge?: string } {
  return header === undefined ? {} : { challenge: header };
}
