import type { Answer } from "./call.ts";
import type { Fault, FaultBody } from "./fault.ts";

const hugeBytes = 16 * 1024 * 1024;

/**
 * The answer that a fault gives instead of the real one, or undefined when the real one is to be made.
 *
 * @param headers those that every answer of this part of Azure has.
 */
export function faultAnswer(fault: Fault, headers: Readonly<Record<string, string>>): Answer | undefined {
  const answer = bareAnswer(fault);
  const isAzures = !fault.gateway && !answer?.headers?.["content-type"]?.startsWith("text/html");
  return answer && isAzures ? { ...answer, headers: { ...headers, ...answer.headers } } : answer;
}

function bareAnswer(fault: Fault): Answer | undefined {
  if (fault.redirect !== undefined) {
    return { status: 307, headers: { location: fault.redirect } };
  }
  if (fault.status === undefined) {
    return undefined;
  }
  if (fault.json !== undefined) {
    return json(fault.status, JSON.stringify(fault.json));
  }
  const error = {
    code: fault.code ?? "InternalServerError",
    message: fault.message ?? "Encountered internal server error.",
  };
  return bodies[fault.body ?? (fault.gateway ? "html" : "nested")](fault.status, error);
}

const bodies: Readonly<Record<FaultBody, (status: number, error: object) => Answer>> = {
  nested: (status, error) => json(status, JSON.stringify({ error })),
  flat: (status, error) => json(status, JSON.stringify(error)),
  html: (status) => ({
    status,
    headers: { "content-type": "text/html" },
    body: `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Our services aren't available right now</h1></body></html>`,
  }),
  truncated: (status, error) => json(status, JSON.stringify({ error }).slice(0, -10)),
  empty: (status) => ({ status }),
  huge: (status, error) => json(status, JSON.stringify({ error, filler: "x".repeat(hugeBytes) })),
};

function json(status: number, body: string): Answer {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
