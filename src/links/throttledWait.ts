import type { PalError } from "../model/palError.ts";

/** An answer without `Retry-After`: ARM's buckets fill by 10 to 25 requests a second [V]. Seconds. */
const assumedWait = 5;
/** Nobody waits longer for a row that may be checked again later. Seconds. */
const longestWait = 60;

/** How long to wait before a throttled request is sent again (milliseconds); obeys Azure up to a minute. */
export function throttledWait({ details }: PalError): number {
  return Math.min(details.retryAfterSeconds ?? assumedWait, longestWait) * 1000;
}
