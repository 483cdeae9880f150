/**
 * When something was learnt. The clock on the wall tells how old it is; what is newer is told by `order`, since the clock may
 * have been set meanwhile.
 */
export interface Stamp {
  /** By the clock on the wall (milliseconds since 1970); 0 if that clock was wrong, so that the age is not known. */
  readonly at: number;
  /** Greater than that of anything that was known when it was learnt. Absent: `at`, as long as the clock only goes forward. */
  readonly order?: number;
}

/** Of what may never have been learnt. */
type PartOfStamp = { readonly [Part in keyof Stamp]?: Stamp[Part] | undefined };

/** A time that is further ahead was told by a wrong clock; less is what the clocks of two machines may differ. Milliseconds. */
const mostAhead = 60_000;

/** Where something stands among what else was learnt of the same; 0 if it was never learnt. */
export function orderOf(stamp: PartOfStamp | undefined): number {
  return stamp?.order ?? stamp?.at ?? 0;
}

/**
 * What stands behind everything that is known: with `order` only where the clock went back.
 *
 * @param last the greatest order that is known.
 */
export function stampAfter(at: number, last: number): Stamp {
  return at >= last ? { at } : { at, order: last + 1 };
}

/** As it was remembered: a time that is still to come is of an unknown age, also when it will have come. */
export function asRead<T extends PartOfStamp>(stamp: T, now: number): T {
  return isAhead(stamp.at, now) ? { ...stamp, at: 0, order: orderOf(stamp) } : stamp;
}

/** Whether a wrong clock told that time. */
export function isAhead(at: number | undefined, now: number): boolean {
  return at !== undefined && at > now + mostAhead;
}

/** The same, so much later in the order. */
export function raised<T extends PartOfStamp>(stamp: T, by: number): T {
  return { ...stamp, order: orderOf(stamp) + by };
}

/** A point in time that can be told; undefined if it is not known, or still to come. */
export function knownTime(at: number | undefined, now: number): number | undefined {
  return at === 0 || isAhead(at, now) ? undefined : at;
}
