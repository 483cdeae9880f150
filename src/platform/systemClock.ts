import type { Clock } from "../model/ports.ts";

/** The clock on the wall. */
export const systemClock: Clock = { now: () => Date.now() };
