import type { RowId } from "../model/row.ts";

/** Who waits until certain rows are done. */
export class RowWaiters {
  readonly #waiters = new Set<{ readonly left: Set<RowId>; readonly resolve: () => void }>();

  /** Settles when all of the rows are done, at once if there are none; or when `signal` aborts. */
  waitFor(ids: Iterable<RowId>, signal?: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter = { left: new Set(ids), resolve };
    this.#waiters.add(waiter);
    const leave = (): void => {
      this.#waiters.delete(waiter);
      resolve();
    };
    signal?.addEventListener("abort", leave, { once: true });
    this.done([]);
    return promise;
  }

  /** Whether anybody waits for the row. */
  isWaitedFor(id: RowId): boolean {
    return [...this.#waiters].some(({ left }) => left.has(id));
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
