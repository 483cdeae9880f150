import type { Call } from "../wire/call.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";
import type { BucketSize } from "./throttleBuckets.ts";

const sizes: Readonly<Record<"reads" | "writes" | "deletes", BucketSize>> = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
};

/**
 * Draws a request from its tenant's bucket; gives the header that tells what is left. Throws 429 with `Retry-After`
 * in seconds [V Learn]; the error code is [U].
 */
export function throttle(state: ArmState, call: Call, caller: Caller): Record<string, string> {
  const kind = kindOf(call);
  const draw = state.throttle.draw(`${caller.tenantId}/${kind}`, sizes[kind]);
  const told = kind === "deletes" ? "writes" : kind; // a bucket of their own, the header of the others [V REC]
  const remaining = { [`x-ms-ratelimit-remaining-tenant-${told}`]: String(draw.remaining) };
  if (draw.waitSeconds > 0) {
    throw new ArmError(
      429,
      "TenantRequestsThrottled",
      `Number of requests for tenant '${caller.tenantId}' and operation '${kind}' exceeded the limit. Please try again after '${draw.waitSeconds}' seconds.`,
      { ...remaining, "retry-after": String(draw.waitSeconds) },
    );
  }
  return remaining;
}

/** A Resource Graph query is a POST that only reads. */
function kindOf(call: Call): keyof typeof sizes {
  if (call.method === "DELETE") {
    return "deletes";
  }
  return call.method === "PUT" || call.method === "PATCH" ? "writes" : "reads";
}
