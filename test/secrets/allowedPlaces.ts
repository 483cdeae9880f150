/** A place where secrets may be, and why. */
interface AllowedPlace {
  readonly place: RegExp;
  /** The kinds that may be there; all others are findings there, too. */
  readonly kinds: RegExp;
  readonly reason: string;
}

const allowed: readonly AllowedPlace[] = [];

/** Whether a secret of this kind may be there. */
export function isAllowed(place: string, kind: string): boolean {
  return allowed.some((one) => one.place.test(place) && one.kinds.test(kind));
}
