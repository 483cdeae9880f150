import { PalError } from "../model/palError.ts";

/** Waits for `promise`, but not after `signal` was aborted: then throws `cancelled`. What was begun goes on unheard. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) {
    return promise;
  }
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new PalError("cancelled"));
  signal.addEventListener("abort", stop);
  if (signal.aborted) {
    stop();
  }
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
