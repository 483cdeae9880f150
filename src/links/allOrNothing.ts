import type { Closable } from "./emitter.ts";

/** Keeps a part until all are there, and gives it back. */
export type Keep = <Part extends Closable>(part: Part) => Part;

/**
 * Builds something of parts that work from the moment they are there: watchers, listeners, timers. If that fails, those that
 * were kept so far are closed, the newest first, so that another try does not find two of each. Throws what `build` throws.
 */
export async function allOrNothing<Whole>(build: (keep: Keep) => Promise<Whole>): Promise<Whole> {
  const parts: Closable[] = [];
  try {
    return await build((part) => {
      parts.push(part);
      return part;
    });
  } catch (error) {
    parts.toReversed().forEach((part) => part.dispose());
    throw error;
  }
}
