import * as v from "valibot";

/** The latest time that there is for JavaScript [ECMA-262, time values]: a later one cannot be shown. */
const latestTime = 8.64e15;

/** A time in a file: milliseconds since 1970. */
export const storedTime = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(latestTime));

/** A time of Azure's that was stored as it was told, be it before 1970. */
export const storedForeignTime = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-latestTime),
  v.maxValue(latestTime),
);

/** See `Stamp`: it may be later than all times, since what comes next is greater by one. */
export const storedOrder = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
