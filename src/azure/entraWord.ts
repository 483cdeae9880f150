import * as v from "valibot";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { isWordOf, type SpokenAnswer } from "./spokenAnswer.ts";

/** Entra ID sends at least one of them with every answer: the first two in all recordings of the SDKs [REC]. */
const entraHeaders = ["x-ms-request-id", "x-ms-ests-server", "x-ms-srs", "client-request-id"] as const;

const oauthError = v.looseObject({ error: v.string() });

/** What Entra ID tells when it refuses nothing: a token, a code to sign in with, or its configuration. */
const success = v.union([
  v.object({ access_token: v.string() }),
  v.object({ device_code: v.string(), user_code: v.string() }),
  v.object({ issuer: v.string(), token_endpoint: v.string() }),
]);

/** What Entra ID adds to its errors, whatever becomes of their headers on the way [V]. */
const traces = ["trace_id", "correlation_id", "error_codes"] as const;

/**
 * Whether Entra ID itself gave this answer. A refusal must be an OAuth error, too, because it is believed; a success without a
 * header must be one of Entra's.
 */
export function isEntrasWord(answer: SpokenAnswer): boolean {
  const isEntras = isWordOf(answer, entraHeaders, (hasHeader) => {
    const parsed = v.safeParse(oauthError, parseForeignJson(answer.bodyAsText));
    return parsed.success && (hasHeader || traces.some((name) => parsed.output[name] !== undefined));
  });
  return isEntras || (answer.status < 300 && v.is(success, parseForeignJson(answer.bodyAsText)));
}
