import type { RowId } from "../model/row.ts";

/** Who waits until certain rows are done. */
export class RowWaiters {
  readonly #waiters = new Set<{ readonly left: Set<RowId>; readonly resolve: () => void }>();

  /** Settles when all of the rows are done; at once, if there are none. */
  waitFor(ids: Iterable<RowId>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiters.add({ left: new Set(ids), resolve });
    this.done([]);
    return promise;
  }

  /** Lets those go whose rows are all done. */
  done(ids: readonly RowId[]): void {
    for (const waiter of this.#waiters) {
      for (const id of ids) {
        waiter.left.delete(id);
      }
      if (waiter.left.size === 0) {
        this.#waiters.delete(waiter);
        waiter.resolve();
      }
    }
  }
}
