import type { LinkedId, StepResult } from "../model/change.ts";
import type { JournaledError, StepEnd, StepRecord } from "../model/journal.ts";
import { masked } from "../model/masked.ts";
import { PalError, type PalErrorCode } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** So much of Microsoft's own words is kept. */
const longestMessage = 600;

/**
 * Only after these it is sure that a write was not applied: Azure said no, or it was never sent. After any other error the answer counts as lost,
 * and only a read can tell.
 */
const refusals: ReadonlySet<PalErrorCode> = new Set<PalErrorCode>([
  "signInNeeded",
  "mfaNeeded",
  "unauthorized",
  "forbidden",
  "noAccount",
  "notOffered",
  "refused",
  "conflict",
  "notLinked",
  "throttled",
  "notSent",
]);

/** What a read meets where only a person helps. */
const asksForPerson: ReadonlySet<PalErrorCode> = new Set<PalErrorCode>([
  "signInNeeded",
  "signInCancelled",
  "signInFailed",
  "mfaNeeded",
  "unauthorized",
  "wrongAccount",
  "cancelled",
]);

/**
 * Whether reading again by itself may tell more, after a read that met this error. What a run has just sent is read again
 * whatever that says, because it may still come: it must not be told before it cannot.
 */
export function isWorthReadingAgain({ code }: PalError): boolean {
  return !asksForPerson.has(code);
}

/** Whether an error that a write met says for sure that it was not applied. */
export function isRefusal({ code }: Pick<PalError, "code">): boolean {
  return refusals.has(code);
}

/** After these an announced write was not sent. */
const notSent: ReadonlySet<PalErrorCode> = new Set<PalErrorCode>(["cancelled", "noJournal"]);

/** What is kept of an error: no token, and no address of a person. */
export function journaledError({ code, details }: PalError): JournaledError {
  const { correlationId } = details;
  const azureMessage =
    details.azureMessage === undefined ? undefined : masked(details.azureMessage, longestMessage);
  return {
    code,
    ...(azureMessage !== undefined && { azureMessage }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

/** How a step with this result ended, in the journal's words. */
export function stepEnd(result: StepResult): StepEnd {
  if (result.kind !== "failed") {
    return result.kind;
  }
  const { code } = result.error;
  return code === "notVerified" || code === "unclear" ? code : "failed";
}

/** Whether a write that the journal tells of may have been applied without anybody having seen what became of it. */
export function mayBeApplied({ state, announcedAt, error }: StepRecord): boolean {
  switch (state) {
    case "announced":
    case "inDoubt":
    case "notVerified":
    case "failed":
      return announcedAt !== undefined && !(error && (isRefusal(error) || notSent.has(error.code)));
    case "unclear":
      return announcedAt !== undefined; // its error is that of the read
    default:
      return false;
  }
}

/** The result of a step that ended before; undefined if it did not end, or ended without what was wanted. */
export function earlierResult({ state, after, afterName }: StepRecord): StepResult | undefined {
  switch (state) {
    case "changed":
    case "nothingToDo":
    case "foundOther":
      return { kind: state, ...linkOf(after, afterName) };
    default:
      return undefined;
  }
}

function linkOf(found: LinkedId | undefined, partnerName: Untrusted | undefined): { link?: PartnerLink } {
  if (found === undefined || found === null) {
    return {};
  }
  return { link: { partnerId: found, ...(partnerName !== undefined && { partnerName }) } };
}

/** A write was sent, and the tenant shows neither what was wanted nor what was there before. */
export function notVerified(link: PartnerLink | undefined): PalError {
  return new PalError("notVerified", link ? { foundPartnerId: link.partnerId } : {});
}
