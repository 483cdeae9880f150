import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";

const seconds = 5;
const size = { capacity: 15, perSecond: 15 / seconds };

/** Draws a query from the caller's quota, about 15 in 5 seconds [V]; throws 429. */
export function drawGraphQuota(state: ArmState, caller: Caller): Record<string, string> {
  const draw = state.graphQuota.draw(caller.objectId, size);
  const headers = {
    "x-ms-user-quota-remaining": String(draw.remaining),
    "x-ms-user-quota-resets-after": `00:00:0${seconds}`,
  };
  if (draw.waitSeconds > 0) {
    throw new ArmError(
      429,
      "RateLimiting",
      "Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.",
      { ...headers, "retry-after": String(draw.waitSeconds) },
    );
  }
  return headers;
}
