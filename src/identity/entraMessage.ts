import { cutText, longestTexts } from "../model/cutText.ts";
import { type PalErrorCode, PalError } from "../model/palError.ts";
import { isCancelledSignIn } from "./cancelledSignIn.ts";

/** What Entra's error codes mean for us [learn.microsoft.com: Microsoft Entra authentication error codes]. */
const meanings = new Map<string, PalErrorCode>([
  ["50020", "noAccount"], // the account is of another directory and no guest here
  ["50034", "noAccount"],
  ["51004", "noAccount"],
  ["90072", "noAccount"],
  ["50076", "mfaNeeded"],
  ["50079", "mfaNeeded"],
  ["50158", "mfaNeeded"],
  ["90002", "unknownTenant"],
]);

/**
 * Reads what Entra said when a person signed in; VS Code hands it on as the message of a plain error. Without a code that
 * is known it is `signInFailed`; `signInCancelled` if it only says that they did not go on. Trace ID and time are cut off, the correlation ID is kept by itself.
 */
export function readEntraMessage(message: string, cause?: unknown): PalError {
  if (isCancelledSignIn(message, cause instanceof Error ? cause.name : undefined)) {
    return new PalError("signInCancelled", {}, cause);
  }
  const said = cutText(message, longestTexts.message);
  const number = /\bAADSTS(\d{4,9})(?!\d)/.exec(said)?.[1];
  const correlationId = /\bCorrelation ID:\s{0,3}([0-9a-f-]{36})/i.exec(said)?.[1];
  const code = meanings.get(number ?? "") ?? "signInFailed";
  const end = said.search(/\b(Trace ID|Correlation ID|Timestamp):/i);
  const azureMessage = end < 0 ? said : said.slice(0, end).trimEnd();
  const details = {
    ...(code === "signInFailed" && { azureMessage }), // for the others we have better words
    ...(number !== undefined && { azureCode: `AADSTS${number}` }),
    ...(correlationId !== undefined && { correlationId }),
  };
  return new PalError(code, details, cause);
}
