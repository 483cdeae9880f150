import type { RowId } from "../model/row.ts";
import type { CheckQueue } from "./checkQueue.ts";
import { Emitter } from "./emitter.ts";
import type { LinkStore } from "./linkStore.ts";
import type { TenantLister } from "./tenantLister.ts";

/** How far a sweep is: rows checked of those it set out to check. */
export interface SweepProgress {
  readonly checked: number;
  readonly total: number;
}

/** Lists tenants and checks them, one sweep at a time: a new one stops the one before. Never prompts. */
export class Sweep {
  readonly #lister: TenantLister;
  readonly #queue: CheckQueue;
  readonly #store: LinkStore;
  readonly #started = new Emitter<Promise<void>>();
  readonly #progress = new Emitter<SweepProgress>();
  #stop: AbortController | undefined;

  /** A sweep has begun; the promise settles when it is over. */
  readonly onDidStart = this.#started.event;
  readonly onDidProgress = this.#progress.event;

  constructor(lister: TenantLister, queue: CheckQueue, store: LinkStore) {
    this.#lister = lister;
    this.#queue = queue;
    this.#store = store;
  }

  /** Lists the tenants of all identities, then checks every one. */
  listAndCheck(): Promise<void> {
    return this.#run(async (signal) => {
      await this.#lister.list(signal);
      await this.#check(this.#allRows(), signal);
    });
  }

  /** Checks the given rows, or all. */
  check(ids: readonly RowId[] = this.#allRows()): Promise<void> {
    return this.#run((signal) => this.#check(ids, signal));
  }

  /** Stops waiting; rows that were not reached stay as they were. */
  stop(): void {
    this.#stop?.abort();
  }

  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const running = work(stop.signal).finally(() => {
      if (this.#stop === stop) {
        this.#stop = undefined;
      }
    });
    this.#started.fire(running);
    return running;
  }

  #check(ids: readonly RowId[], signal: AbortSignal): Promise<void> {
    let checked = 0;
    return this.#queue.check(ids, signal, () => {
      checked += 1;
      this.#progress.fire({ checked, total: ids.length });
    });
  }

  #allRows(): RowId[] {
    return this.#store.rows.map(({ id }) => id);
  }
}
