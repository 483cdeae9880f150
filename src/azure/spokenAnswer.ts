import type { PipelineResponse } from "@azure/core-rest-pipeline";

/** The answer to a request, as far as it tells who gave it. */
export type SpokenAnswer = Pick<PipelineResponse, "status" | "headers" | "bodyAsText">;

/** Proxies and networks alone ask for a sign-in to themselves. */
const networkStatuses: ReadonlySet<number> = new Set([407, 511]);

/** Whether codes and texts of an answer with this status mean anything: in others they may be anybody's, of any moment. */
export function codesCount(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/**
 * Whether Microsoft's service itself gave an answer, and not a proxy, a firewall or a network that wants a sign-in. A success
 * without a header is the service's only if its body has the form that was asked for: that is for the caller to see.
 *
 * @param names headers of which the service sends at least one, and nothing in between any.
 * @param isBelievable whether the refusal that it would be says why, as the service's own do.
 */
export function isWordOf(
  { status, headers }: Pick<SpokenAnswer, "status" | "headers">,
  names: readonly string[],
  isBelievable: (hasHeader: boolean) => boolean,
): boolean {
  if (networkStatuses.has(status)) {
    return false;
  }
  const hasHeader = names.some((name) => headers.has(name));
  if (status < 300) {
    return hasHeader;
  }
  return codesCount(status) ? isBelievable(hasHeader) : hasHeader;
}
