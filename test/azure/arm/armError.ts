import type { Answer } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";

/** A refusal of ARM or of a resource provider. */
export class ArmError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** ARM's usual error body, the nested one of the two that the specification declares [V SPEC]. */
export function armErrorAnswer(error: ArmError): Answer {
  return jsonAnswer(error.status, { error: { code: error.code, message: error.message } }, error.headers);
}
