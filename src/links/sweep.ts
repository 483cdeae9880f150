import type { Clock } from "../model/ports.ts";
import type { IdentityId } from "../model/identity.ts";
import { isBusiness, type Row, type RowId } from "../model/row.ts";
import { learntAt } from "../model/snapshot.ts";
import type { CheckProgress } from "./checkProgress.ts";
import type { CheckQueue } from "./checkQueue.ts";
import { Emitter } from "./emitter.ts";
import type { IdentityEntry } from "./identityEntry.ts";
import type { LinkStore } from "./linkStore.ts";
import type { TenantLister } from "./tenantLister.ts";

/** What is younger is not asked for again unless the user does. Milliseconds. */
const fresh = 24 * 60 * 60_000;

/** What the sweep works with. */
export interface SweepParts {
  readonly lister: TenantLister;
  readonly queue: CheckQueue;
  readonly store: LinkStore;
  readonly clock: Clock;
  /** The user opened a view of their tenants. */
  readonly onOpened?: () => void;
}

/** Lists tenants and checks them. Asked twice at the same time, it lists once. Never prompts. */
export class Sweep {
  readonly #parts: SweepParts;
  readonly #started = new Emitter<Promise<void>>();
  #listing: Promise<void> | undefined;
  #stop = new AbortController();
  #asked = false;

  /** Some work has begun; the promise settles when it is over, and may reject. */
  readonly onDidStart = this.#started.event;
  readonly onDidProgress: CheckQueue["onDidProgress"];

  constructor(parts: SweepParts) {
    this.#parts = parts;
    this.onDidProgress = parts.queue.onDidProgress;
  }

  /** How far checks are, as told last. */
  get progress(): CheckProgress | undefined {
    return this.#parts.queue.progress;
  }

  /** Whether anybody has asked for the list since VS Code started. */
  get asked(): boolean {
    return this.#asked;
  }

  /** The user opened the view: lists and checks what is a day old, the oldest first. Throws if accounts cannot be had. */
  freshen(): Promise<void> {
    return this.#freshen((row) => !this.#isFresh(learntAt(row)));
  }

  /** The user signed in: as `freshen`, and what waited for a sign-in is tried again. Throws if accounts cannot be had. */
  freshenAfterSignIn(): Promise<void> {
    return this.#freshen((row) => row.attempt.kind === "signInNeeded" || !this.#isFresh(learntAt(row)));
  }

  async #freshen(isStale: (row: Row) => boolean): Promise<void> {
    const { queue, store, onOpened } = this.#parts;
    onOpened?.();
    const isFresh = ({ listing, listedAt }: IdentityEntry): boolean =>
      listing.kind === "listed" && this.#isFresh(listedAt ?? 0);
    const signal = await this.list(isFresh);
    const stale = store.rows.filter((row) => canBeLinked(row) && (isDoubtful(row) || isStale(row)));
    if (!signal.aborted && stale.length > 0) {
      const now = this.#parts.clock.now();
      const oldestFirst = stale.toSorted((a, b) => learntAt(a, now) - learntAt(b, now));
      await this.#start(queue.checkUnasked(oldestFirst.map(({ id }) => id)));
    }
  }

  /**
   * The user asks: lists the tenants of all identities, or of one, then checks every one of them. Throws if accounts cannot be
   * had.
   */
  async listAndCheck(only?: IdentityId): Promise<void> {
    const { store } = this.#parts;
    const signal = await this.list(({ identity }) => only !== undefined && identity.id !== only);
    if (!signal.aborted) {
      const rows = only === undefined ? store.rows : store.rowsOf(only);
      await this.check(rows.filter(canBeLinked).map(({ id }) => id));
    }
  }

  /**
   * Lists the tenants of all identities but those that are fresh; while another list is under way, what that one gives is
   * not asked for again. Throws if the identities cannot be had. Gives the signal that tells whether it was stopped.
   */
  async list(isFresh: (entry: IdentityEntry) => boolean = () => false): Promise<AbortSignal> {
    this.#asked = true;
    if (this.#stop.signal.aborted) {
      this.#stop = new AbortController();
    }
    const { signal } = this.#stop;
    const before = this.#listing;
    const listed = new Map(
      this.#parts.store.identities.map(({ identity, listing }) => [identity.id, listing]),
    );
    const isListed = (entry: IdentityEntry): boolean =>
      isFresh(entry) ||
      (before !== undefined &&
        entry.listing.kind === "listed" &&
        entry.listing !== listed.get(entry.identity.id));
    const listing = this.#listAfter(before, isListed, signal);
    this.#listing = listing;
    try {
      await listing;
    } finally {
      if (this.#listing === listing) {
        this.#listing = undefined;
      }
    }
    return signal;
  }

  /** Checks the given rows before all others, or every row that can be linked; until `signal` aborts, if nobody else wants them. */
  check(
    ids: readonly RowId[] = this.#parts.store.rows.filter(canBeLinked).map(({ id }) => id),
    signal?: AbortSignal,
  ): Promise<void> {
    return this.#start(this.#parts.queue.check(ids, signal));
  }

  /** Goes on although tokens are slow. */
  goOn(): Promise<void> {
    return this.#start(this.#parts.queue.goOn());
  }

  /** Stops waiting; rows that were not reached stay as they were. */
  stop(): void {
    this.#stop.abort();
    this.#parts.queue.stop();
  }

  async #listAfter(
    before: Promise<void> | undefined,
    isFresh: (entry: IdentityEntry) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    await before?.catch(() => undefined);
    if (!signal.aborted) {
      await this.#start(this.#parts.lister.list(isFresh, signal));
    }
  }

  #start(work: Promise<void>): Promise<void> {
    this.#started.fire(work);
    return work;
  }

  /** @param at 0 means never. */
  #isFresh(at: number): boolean {
    const age = this.#parts.clock.now() - at;
    return at > 0 && age >= 0 && age < fresh; // what was learnt in the future is not known at all
  }
}

/**
 * Tenants reached through Lighthouse are covered by the link in the home tenant, and tenants of nobody's business were taken
 * out by the user: they are checked only when asked for one by one.
 */
function canBeLinked(row: Row): boolean {
  return row.tenant.kind !== "lighthouse" && isBusiness(row);
}

/** What a change came to is not known: that is no fresh knowledge, unless a check since needs a person. */
function isDoubtful({ knowledge, triedAt = 0 }: Row): boolean {
  return knowledge.kind === "nothing" && knowledge.at !== undefined && knowledge.at >= triedAt;
}
