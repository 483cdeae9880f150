import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { type Deadline, requestTimeLimit } from "../model/deadline.ts";
import { PalError } from "../model/palError.ts";
import { isTooDeep } from "../model/parseForeignJson.ts";
import { wireCode } from "../model/wireText.ts";

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Lists: ten thousand tenants have 4 MB, and nothing else is as long. Bytes. */
const maxAnswerBytes = 8 * 1024 * 1024;
/** Causes may lead in a circle. */
const deepestCause = 16;

/**
 * The SDK's HTTP client over `fetch`. Sends each request exactly once and follows no redirect.
 *
 * Throws `PalError`: `cancelled`, `notSent`, `timedOut`, `unreachable` (with the system's code), `redirected`,
 * `answerTooLarge`.
 *
 * @param isTooLate asked directly before `fetch`.
 */
export function createFetchHttpClient(fetch: Fetch, isTooLate: Deadline = () => false): HttpClient {
  return {
    async sendRequest(request) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(new PalError("timedOut")), requestTimeLimit);
      const onAbort = (): void => stop.abort(new PalError("cancelled"));
      request.abortSignal?.addEventListener("abort", onAbort);
      try {
        if (request.abortSignal?.aborted) {
          throw new PalError("cancelled");
        }
        return await exchange(fetch, isTooLate, request, stop.signal);
      } catch (error) {
        throw stop.signal.aborted ? stop.signal.reason : error;
      } finally {
        clearTimeout(timer);
        request.abortSignal?.removeEventListener("abort", onAbort);
      }
    },
  };
}

async function exchange(
  fetch: Fetch,
  isTooLate: Deadline,
  request: PipelineRequest,
  signal: AbortSignal,
): Promise<PipelineResponse> {
  const init: RequestInit = {
    method: request.method,
    headers: request.headers.toJSON({ preserveCase: true }),
    body: typeof request.body === "string" ? request.body : null,
    redirect: "manual",
    signal,
  };
  if (isTooLate()) {
    throw new PalError("notSent");
  }
  let response: Response;
  try {
    response = await fetch(request.url, init);
  } catch (error) {
    throw networkError(error);
  }
  const headers = createHttpHeaders(Object.fromEntries(response.headers));
  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    throw new PalError("redirected", { status: response.status });
  }
  const text = await readText(response);
  // The SDKs read it, too; and nothing that means something is nested so.
  return { request, status: response.status, headers, bodyAsText: isTooDeep(text) ? "" : text };
}

/** Reads the body as text, but not more of it than any honest answer has. */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxAnswerBytes) {
        throw new PalError("answerTooLarge", { status: response.status });
      }
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw error instanceof PalError ? error : networkError(error);
  }
  return text + decoder.decode();
}

/** `fetch` hides the reason in `cause`: dig out the system's code (`ENOTFOUND`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`, …). */
function networkError(error: unknown): PalError {
  let networkCode: string | undefined;
  let cause: unknown = error;
  for (
    let depth = 0;
    depth < deepestCause && cause instanceof Error && networkCode === undefined;
    depth += 1
  ) {
    networkCode = "code" in cause ? wireCode(cause.code) : undefined;
    cause = cause.cause;
  }
  return new PalError("unreachable", networkCode === undefined ? {} : { networkCode }, error);
}
