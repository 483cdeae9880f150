import * as v from "valibot";
import { isWordOf, type SpokenAnswer } from "./spokenAnswer.ts";

/** Entra ID sends at least one of them with every answer: the first two in all recordings of the SDKs [REC]. */
const entraHeaders = ["x-ms-request-id", "x-ms-ests-server", "x-ms-srs", "client-request-id"] as const;

const oauthError = v.pipe(v.string(), v.parseJson(), v.looseObject({ error: v.string() }));

/** What Entra ID adds to its errors, whatever becomes of their headers on the way [V]. */
const traces = ["trace_id", "correlation_id", "error_codes"] as const;

/** Whether Entra ID itself gave this answer. A refusal must be an OAuth error, too, because it is believed. */
export function isEntrasWord(answer: SpokenAnswer): boolean {
  return isWordOf(answer, entraHeaders, (hasHeader) => {
    const parsed = v.safeParse(oauthError, answer.bodyAsText);
    return parsed.success && (hasHeader || traces.some((name) => parsed.output[name] !== undefined));
  });
}
