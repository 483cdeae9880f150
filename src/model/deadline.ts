import type { Clock } from "./ports.ts";

/** A request that gets no answer for so long is given up; it may still be on its way to Azure. Milliseconds. */
export const requestTimeLimit = 30_000;

/**
 * A request that was announced is somewhere between us and Azure for no longer: it leaves within one time limit or never, and
 * then has another one to arrive. Milliseconds.
 */
export const longestOnTheWay = 2 * requestTimeLimit;

/** Tells whether it is too late for something. */
export type Deadline = () => boolean;

/**
 * A deadline so many milliseconds from now, by the wall clock and by the monotonic one, whichever says that more time has
 * passed: the first jumps when it is set, the second stands still while some machines sleep.
 */
export function deadlineIn(milliseconds: number, clock: Pick<Clock, "now" | "elapsed">): Deadline {
  const wall = clock.now() + milliseconds;
  const elapsed = clock.elapsed() + milliseconds;
  return () => clock.now() > wall || clock.elapsed() > elapsed;
}
