import { isRestError } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import { isPalError, PalError, type PalErrorCode, type PalErrorDetails } from "../model/palError.ts";
import { longestTexts } from "../model/cutText.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { rawText } from "../model/untrusted.ts";
import { wireCode, wireHeader, wireId, wireMessage } from "../model/wireText.ts";
import { isArmsWord } from "./armWord.ts";
import { asksForMfa, claimsChallenge, mfaChallenge } from "./claimsChallenge.ts";
import { codesCount, type SpokenAnswer } from "./spokenAnswer.ts";

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

/** Codes of policies of every kind; only the text tells that it is about MFA [V shape]. */
const policyCodes = new Set(["requestdisallowedbypolicy", "requestdisallowedbyazure"]);
const mfaWords = /multi[\s\p{Pd}\u00ad\u2212_]{0,3}factor|(?<![a-z])MFA(?![a-z])/iu;

/** Whether ARM's provider says that there is no link: a 404 by its code, never by its status alone. */
export function isNotFound({ code, details }: PalError): boolean {
  return (
    code === "unexpectedAnswer" &&
    details.status === 404 &&
    rawText(details.azureCode)?.toLowerCase() === "notfound"
  );
}

/** What an answer is whose body is not what it should be: Azure's, or of something that stands in between. */
export function unreadable(answer: SpokenAnswer): PalError {
  return isArmsWord(answer)
    ? new PalError("unreadableAnswer")
    : new PalError("gatewayAnswered", { status: answer.status });
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
  const said = parseBody(bodyAsText ?? "");
  if (!isArmsWord(error.response, rawText(said.azureCode))) {
    return new PalError("gatewayAnswered", { status }); // nothing else of it is Azure's
  }
  const details: PalErrorDetails = {
    status,
    ...said,
    ...given("correlationId", wireId(headers.get("x-ms-correlation-request-id"))),
    ...given("retryAfterSeconds", parseRetryAfter(headers.get("retry-after"))),
    ...given("challenge", challengeOf(status, said, wireHeader(headers.get("www-authenticate")))),
  };
  // The SDK's error is not kept: it holds the request with the token, and the whole answer.
  return new PalError(codeOf(status, details), details);
}

/** What the person has to answer; where only the text asks for MFA, our own challenge. */
function challengeOf(status: number, said: Said, header: string | undefined): string | undefined {
  if (status !== 401 && status !== 403) {
    return undefined;
  }
  return claimsChallenge(header) ?? (asksForMfaInWords(said) ? mfaChallenge : undefined);
}

function codeOf(status: number, details: PalErrorDetails): PalErrorCode {
  if (status >= 200 && status < 300) {
    return "unreadableAnswer";
  }
  if (codesCount(status)) {
    return spokenCode(details) ?? refusalCode(status, details);
  }
  if (status === 429) {
    return "throttled";
  }
  return status >= 500 ? "serverError" : "unexpectedAnswer";
}

/** What the code or the text of a refusal says, whatever its status. */
function spokenCode({ azureCode, azureMessage }: Said): PalErrorCode | undefined {
  if (notOfferedCodes.has(rawText(azureCode)?.toLowerCase() ?? "")) {
    return "notOffered";
  }
  // The one text known word for word: delegated CSP credentials without a user in the customer's tenant [V].
  return rawText(azureMessage)?.includes("does not have an account in this tenant") ? "noAccount" : undefined;
}

function refusalCode(status: number, details: PalErrorDetails): PalErrorCode {
  switch (status) {
    case 401:
      return challengedCode(details) ?? "unauthorized";
    case 403:
      return challengedCode(details) ?? "forbidden";
    case 409:
      return "conflict";
    default:
      return "unexpectedAnswer";
  }
}

function challengedCode({ challenge, ...said }: PalErrorDetails): PalErrorCode | undefined {
  if (challenge === undefined) {
    return undefined;
  }
  return asksForMfa(challenge) || asksForMfaInWords(said) ? "mfaNeeded" : "signInNeeded";
}

/** Mandatory MFA is also told by a policy's code, with or without a challenge; the same codes mean other policies, too [V shape]. */
function asksForMfaInWords({ azureCode, azureMessage }: Said): boolean {
  return (
    policyCodes.has(rawText(azureCode)?.toLowerCase() ?? "") && mfaWords.test(rawText(azureMessage) ?? "")
  );
}

type Said = Pick<PalErrorDetails, "azureCode" | "azureMessage">;

function parseBody(body: string): Said {
  // Of HTML or a cut answer the status has to do.
  const json = body.length > longestTexts.errorBody ? undefined : parseForeignJson(body);
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
