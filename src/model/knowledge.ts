import type { PalError } from "./palError.ts";
import type { PartnerLink } from "./partnerLink.ts";

/** Why an identity cannot be linked in a tenant at all. */
export type CannotLinkReason = "noAccount" | "notOffered";

/** What is known of one identity in one tenant; `at` is when it was learnt (milliseconds since 1970). */
export type Knowledge =
  | { readonly kind: "nothing" }
  | { readonly kind: "linked"; readonly link: PartnerLink; readonly at: number }
  | { readonly kind: "notLinked"; readonly at: number }
  | { readonly kind: "cannotLink"; readonly reason: CannotLinkReason; readonly at: number };

/** What is being tried now, or how the last try ended. It never erases knowledge. */
export type Attempt =
  | { readonly kind: "none" }
  | { readonly kind: "checking" }
  | { readonly kind: "signInNeeded" }
  | { readonly kind: "mfaNeeded"; readonly challenge: string }
  | { readonly kind: "throttled"; readonly error: PalError }
  | { readonly kind: "failed"; readonly error: PalError };

/** What an error of a check or change means for the row: new knowledge, or only the end of an attempt. */
export function readError(error: PalError, at: number): { knowledge?: Knowledge; attempt: Attempt } {
  switch (error.code) {
    case "noAccount":
    case "notOffered":
      return { knowledge: { kind: "cannotLink", reason: error.code, at }, attempt: { kind: "none" } };
    case "signInNeeded":
    case "signInCancelled":
    case "signInFailed":
    case "unauthorized":
      return { attempt: { kind: "signInNeeded" } };
    case "mfaNeeded":
      return { attempt: { kind: "mfaNeeded", challenge: error.details.challenge ?? "" } };
    case "throttled":
      return { attempt: { kind: "throttled", error } };
    case "cancelled":
      return { attempt: { kind: "none" } };
    default:
      return { attempt: { kind: "failed", error } };
  }
}
