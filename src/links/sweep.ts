import type { Row, RowId } from "../model/row.ts";
import type { CheckQueue } from "./checkQueue.ts";
import { Emitter } from "./emitter.ts";
import type { LinkStore } from "./linkStore.ts";
import type { TenantLister } from "./tenantLister.ts";

/** Lists tenants and checks them. Asked twice at the same time, it lists once. Never prompts. */
export class Sweep {
  readonly #lister: TenantLister;
  readonly #queue: CheckQueue;
  readonly #store: LinkStore;
  readonly #started = new Emitter<Promise<void>>();
  #listing: Promise<void> | undefined;
  #stop = new AbortController();
  #asked = false;

  /** Some work has begun; the promise settles when it is over, and may reject. */
  readonly onDidStart = this.#started.event;
  readonly onDidProgress: CheckQueue["onDidProgress"];

  constructor(lister: TenantLister, queue: CheckQueue, store: LinkStore) {
    this.#lister = lister;
    this.#queue = queue;
    this.#store = store;
    this.onDidProgress = queue.onDidProgress;
  }

  /** Whether anybody has asked for the list since VS Code started. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Lists the tenants of all identities, then checks every one. Throws if the identities cannot be had. */
  async listAndCheck(): Promise<void> {
    const listing = this.list();
    const { signal } = this.#stop;
    await listing;
    if (!signal.aborted) {
      await this.check();
    }
  }

  /** Lists the tenants of all identities. Throws if the identities cannot be had. */
  list(): Promise<void> {
    if (!this.#listing || this.#stop.signal.aborted) {
      this.#stop = new AbortController();
      this.#listing = this.#list(this.#listing, this.#stop.signal);
    }
    return this.#listing;
  }

  /** Checks the given rows before all others, or every row that can be linked. */
  check(ids: readonly RowId[] = this.#store.rows.filter(canBeLinked).map(({ id }) => id)): Promise<void> {
    const checking = this.#queue.check(ids);
    this.#started.fire(checking);
    return checking;
  }

  /** Stops waiting; rows that were not reached stay as they were. */
  stop(): void {
    this.#stop.abort();
    this.#queue.stop();
  }

  /** @param stopped a listing that was stopped and may not be over yet. */
  async #list(stopped: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
    this.#asked = true;
    await stopped?.catch(() => undefined);
    const listing = this.#lister.list(signal);
    this.#started.fire(listing);
    try {
      await listing;
    } finally {
      if (!signal.aborted) {
        this.#listing = undefined;
      }
    }
  }
}

/** Tenants reached through Lighthouse are covered by the link in the home tenant: they are checked only on demand. */
function canBeLinked({ tenant }: Row): boolean {
  return tenant.kind !== "lighthouse";
}
