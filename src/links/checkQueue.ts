import { knowledgeOf } from "../model/knowledge.ts";
import { asPalError } from "../model/palError.ts";
import type { AccessToken, ArmPort, Clock, LogPort } from "../model/ports.ts";
import type { RowId } from "../model/row.ts";
import { Emitter } from "./emitter.ts";
import type { LinkStore, RowWork } from "./linkStore.ts";
import type { TokenGate } from "./tokenGate.ts";

/** So many reads of ARM overlap; tokens come one at a time anyway. */
const readsAtOnce = 8;

/** What the queue works with. */
export interface CheckQueueParts {
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** How far the queue is: rows checked of those that were asked for since it was last empty. */
export interface CheckProgress {
  readonly checked: number;
  readonly total: number;
}

/**
 * The one queue of rows to be checked: one silent token after another, while the reads of ARM overlap. Never prompts.
 * Each row ends in a state of its own.
 */
export class CheckQueue {
  readonly #parts: CheckQueueParts;
  readonly #progress = new Emitter<CheckProgress>();
  readonly #waiting = new Set<RowId>();
  #running: Promise<void> | undefined;
  #stop = new AbortController();

  readonly onDidProgress = this.#progress.event;

  constructor(parts: CheckQueueParts) {
    this.#parts = parts;
  }

  /**
   * Checks rows before all others that wait, in the given order. Settles when the queue is empty or was stopped.
   */
  check(ids: readonly RowId[]): Promise<void> {
    const later = [...this.#waiting].filter((id) => !ids.includes(id));
    this.#waiting.clear();
    for (const id of [...ids, ...later]) {
      this.#waiting.add(id);
    }
    this.#running ??= this.#work();
    return this.#running;
  }

  /** Stops waiting; rows that were not reached stay as they were, late answers are ignored. */
  stop(): void {
    this.#waiting.clear();
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #work(): Promise<void> {
    const reads = new Set<Promise<void>>();
    let checked = 0;
    while (this.#waiting.size > 0 || reads.size > 0) {
      const id = reads.size < readsAtOnce ? this.#next() : undefined;
      if (id === undefined) {
        await Promise.race(reads);
        continue;
      }
      const { signal } = this.#stop;
      const token = await this.#begin(id, signal);
      const read = (token ? this.#read(token, signal) : Promise.resolve()).finally(() => {
        reads.delete(read);
        checked += 1;
        if (!signal.aborted) {
          this.#progress.fire({ checked, total: checked + reads.size + this.#waiting.size });
        }
      });
      reads.add(read);
    }
    this.#running = undefined;
  }

  #next(): RowId | undefined {
    const [id] = this.#waiting;
    if (id !== undefined) {
      this.#waiting.delete(id);
    }
    return id;
  }

  /** Takes the row over and gets its token; undefined if there is nothing to read with. */
  async #begin(id: RowId, signal: AbortSignal): Promise<RowToRead | undefined> {
    const { gate, store } = this.#parts;
    const row = store.row(id);
    const identity = row && store.identity(row.identityId);
    const work = identity && store.begin(id, "check");
    if (!work) {
      return undefined; // the tenant or the account is gone meanwhile, or is being changed
    }
    const { tenantId } = row.tenant;
    try {
      return { work, tenantId, token: await gate.silent(identity, tenantId, signal) };
    } catch (error) {
      work.fail(asPalError(error));
      return undefined;
    }
  }

  async #read({ work, tenantId, token }: RowToRead, signal: AbortSignal): Promise<void> {
    const { arm, clock, gate, log } = this.#parts;
    try {
      const { link } = await arm.readLink({ token, signal });
      work.learn(knowledgeOf(link, clock.now()));
      work.end();
    } catch (error) {
      const palError = asPalError(error);
      if (palError.code === "unauthorized") {
        gate.forget(token);
      }
      if (palError.code !== "cancelled") {
        log.error("check failed", palError, tenantId);
      }
      work.fail(palError);
    }
  }
}

interface RowToRead {
  readonly work: RowWork;
  readonly tenantId: string;
  readonly token: AccessToken;
}
