import { isRestError } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import { isPalError, PalError, type PalErrorCode, type PalErrorDetails } from "../model/palError.ts";
import { longestTexts } from "../model/cutText.ts";
import { wireCode, wireHeader, wireId, wireMessage } from "../model/wireText.ts";
import { asksForMfa, claimsChallenge } from "./claimsChallenge.ts";
import { rawText } from "../model/untrusted.ts";

/** Both forms of error body are declared [SPEC]: `{error:{code,message}}` and `{code,message}`. */
const text = v.fallback(v.optional(v.string()), undefined);
const flatError = v.object({ code: text, message: text });
const errorBody = v.object({ ...flatError.entries, error: v.fallback(v.optional(flatError), undefined) });

/** Codes of ARM itself: the provider is not there at all, so this cloud does not offer PAL [V]. */
const notOfferedCodes = new Set([
  "invalidresourcenamespace",
  "invalidresourcetype",
  "noregisteredproviderfound",
]);

/** Whether ARM's provider says that there is no link: a 404 by its code, never by its status alone. */
export function isNotFound({ details }: PalError): boolean {
  return details.status === 404 && rawText(details.azureCode)?.toLowerCase() === "notfound";
}

/** Turns whatever an SDK call threw into a `PalError` with everything a person or Microsoft's support needs. */
export function toPalError(error: unknown): PalError {
  if (isPalError(error)) {
    return error;
  }
  if (!isRestError(error) || !error.response) {
    return new PalError("unreadableAnswer");
  }
  const { status, headers, bodyAsText } = error.response;
  const details: PalErrorDetails = {
    status,
    ...parseBody(bodyAsText ?? ""),
    ...given("correlationId", wireId(headers.get("x-ms-correlation-request-id"))),
    ...given("retryAfterSeconds", parseRetryAfter(headers.get("retry-after"))),
    ...given(
      "challenge",
      status === 401 ? claimsChallenge(wireHeader(headers.get("www-authenticate"))) : undefined,
    ),
  };
  // The SDK's error is not kept: it holds the request with the token, and the whole answer.
  return new PalError(codeOf(status, details), details);
}

function codeOf(status: number, { azureCode, azureMessage, challenge }: PalErrorDetails): PalErrorCode {
  if (status >= 200 && status < 300) {
    return "unreadableAnswer";
  }
  if (notOfferedCodes.has(rawText(azureCode)?.toLowerCase() ?? "")) {
    return "notOffered";
  }
  // The one text known word for word: delegated CSP credentials without a user in the customer's tenant [V].
  if (rawText(azureMessage)?.includes("does not have an account in this tenant")) {
    return "noAccount";
  }
  switch (status) {
    case 401:
      return unauthorizedCode(challenge);
    case 403:
      return "forbidden";
    case 409:
      return "conflict";
    case 429:
      return "throttled";
    default:
      return status >= 500 ? "serverError" : "unexpectedAnswer";
  }
}

function unauthorizedCode(challenge: string | undefined): PalErrorCode {
  if (challenge === undefined) {
    return "unauthorized";
  }
  return asksForMfa(challenge) ? "mfaNeeded" : "signInNeeded";
}

function parseBody(body: string): Pick<PalErrorDetails, "azureCode" | "azureMessage"> {
  let json: unknown;
  try {
    json = body.length > longestTexts.errorBody ? undefined : JSON.parse(body);
  } catch {
    return {}; // HTML or a cut answer: the status has to do
  }
  const parsed = v.safeParse(errorBody, json);
  const found = parsed.success ? (parsed.output.error ?? parsed.output) : undefined;
  return {
    ...given("azureCode", wireCode(found?.code)),
    ...given("azureMessage", wireMessage(found?.message)),
  };
}

/** Only the form in seconds is documented for ARM; anything else counts as not given. */
function parseRetryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}

function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}
