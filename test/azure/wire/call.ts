import type { IncomingHttpHeaders } from "node:http";
import type { Fault } from "./fault.ts";

/** One request as the parts of the local Azure see it. */
export interface Call {
  readonly method: string;
  /** Host name without port, lower case. */
  readonly host: string;
  /** `https://` + host + port as the client wrote it: the start of every link in an answer. */
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The id under which client and server log this request: the client's own if it sent one. */
  readonly correlationId: string;
  /** The fault that hits this request, if any. */
  readonly fault: Fault | undefined;
}

/** A request as it came, before anything is known about it. */
export type RawCall = Omit<Call, "fault" | "correlationId">;

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** The fields of a form that was posted (`application/x-www-form-urlencoded`). */
export function formOf(call: Call): URLSearchParams {
  return new URLSearchParams(call.body);
}
