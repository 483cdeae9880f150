import { randomUUID } from "node:crypto";
import type { Answer } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";

interface Details {
  readonly status?: number;
  readonly suberror?: string;
  /** JSON text that the client is to send back with an interactive sign-in. */
  readonly claims?: string;
}

/** A refusal of Entra ID: an OAuth error with an AADSTS code. */
export class EntraError extends Error {
  readonly error: string;
  readonly code: number;
  readonly details: Details;

  constructor(error: string, code: number, text: string, details: Details = {}) {
    super(`AADSTS${code}: ${text}`);
    this.error = error;
    this.code = code;
    this.details = details;
  }
}

/** The parameters of an OAuth error as Entra ID writes them, in a token answer or a redirect. */
export function entraErrorBody(error: EntraError, correlationId: string): Record<string, unknown> {
  const traceId = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace("T", " ")}Z`;
  return {
    error: error.error,
    error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
    ...(error.details.suberror && { suberror: error.details.suberror }),
    ...(error.details.claims && { claims: error.details.claims }),
  };
}

export function entraErrorAnswer(error: EntraError, correlationId: string): Answer {
  return jsonAnswer(error.details.status ?? 400, entraErrorBody(error, correlationId));
}

/** Refuses a request in which a parameter is missing. */
export function missingParameter(name: string): EntraError {
  return new EntraError(
    "invalid_request",
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}
