import { longestOnTheWay } from "../model/deadline.ts";
import type { Clock } from "../model/ports.ts";
import { Limiter } from "./limiter.ts";

/** A step in doubt is read again so long after its request may have left, and at last when no request is on its way any more. */
const readAgainAfter: readonly [number, number] = [10_000, longestOnTheWay];

/** So many are read at once. */
const readsAtOnce = 8;

/** When a step in doubt is to be read again. */
export class DoubtTimes {
  readonly #clock: Clock;
  readonly #since: number;
  #isReadOnce = false;

  /** @param since when its request may have left, on the monotonic clock. */
  constructor(clock: Clock, since: number) {
    this.#clock = clock;
    this.#since = since;
  }

  /** On the monotonic clock. */
  get due(): number {
    const [first, last] = readAgainAfter;
    return this.#since + (this.#isReadOnce ? last : first);
  }

  /** Notes that it is read just now; gives whether nothing is on its way any more, so that what is read is the end. */
  read(): boolean {
    const now = this.#clock.elapsed() - this.#since;
    this.#isReadOnce ||= now >= readAgainAfter[0];
    return now >= longestOnTheWay;
  }
}

/** A step of which nobody knows yet what became of it. */
export interface DoubtfulStep {
  /** When to read it again, on the monotonic clock. */
  readonly due: number;
  /** What it reads may lead it to a write, for which a person may be asked: so one such step follows the other. */
  readonly mayWrite?: boolean;
  /** Reads it again; gives whether it is still in doubt. Never throws. */
  readAgain(): Promise<boolean>;
}

/**
 * Reads steps in doubt again until none is left, all of them together. Ends early when `signal` aborts; gives those that are
 * left then.
 *
 * @param onLeft told what is left before each wait.
 */
export async function readDoubts<T extends DoubtfulStep>(
  steps: readonly T[],
  clock: Clock,
  signal: AbortSignal,
  onLeft: (left: readonly T[]) => void,
): Promise<readonly T[]> {
  const [reads, writes] = [new Limiter(readsAtOnce), new Limiter(1)];
  let left = steps;
  while (left.length > 0 && !signal.aborted) {
    const due = left.reduce((latest, step) => Math.max(latest, step.due), 0);
    if (due > clock.elapsed()) {
      onLeft(left);
    }
    try {
      await sleepUntil(due, clock, signal);
    } catch {
      break; // called off
    }
    const isLeft = await Promise.all(
      left.map((step) => (step.mayWrite ? writes : reads).run(() => step.readAgain())),
    );
    left = left.filter((_step, i) => isLeft[i]);
  }
  return left;
}

/** Timers may come a little early. Throws `cancelled`. */
async function sleepUntil(due: number, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let wait = due - clock.elapsed(); wait > 0; wait = due - clock.elapsed()) {
    await clock.sleep(wait, signal);
  }
}
