import { isQueued } from "../model/identity.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { asPalError, PalError, wantsOtherToken } from "../model/palError.ts";
import type { LinkAnswer } from "../model/ports.ts";
import type { RowId } from "../model/row.ts";
import { CheckOrder } from "./checkOrder.ts";
import type { CheckProgress } from "./checkProgress.ts";
import type { CheckQueueParts, RowToRead } from "./checkQueueParts.ts";
import { Emitter } from "./emitter.ts";
import { Refusals } from "./refusals.ts";
import { ownerOf } from "./rowOwner.ts";
import { RowWaiters } from "./rowWaiters.ts";
import { throttledWait } from "./throttledWait.ts";
import { untilAborted } from "./untilAborted.ts";

/** So many rows are checked at once; the tokens of VS Code come one at a time anyway. */
const readsAtOnce = 8;

/** So many rows may wait because Azure asked for it. */
const mostSleeping = 2 * readsAtOnce;

/** A silent token of VS Code that takes longer than this pauses what nobody asked for. Milliseconds. */
const slowToken = 1000;

/**
 * The one queue of rows to be checked: rows that the user asked for first, then the others. One silent token of VS Code after
 * another, while those of service principals and the reads of ARM overlap. Never prompts. Each row ends in a state of its own.
 */
export class CheckQueue {
  readonly #parts: CheckQueueParts;
  readonly #progress = new Emitter<CheckProgress>();
  readonly #order = new CheckOrder();
  #running: Promise<void> | undefined;
  #stop = new AbortController();
  #checked = 0;
  readonly #taken = new Set<RowId>();
  readonly #waiters = new RowWaiters();
  /** Rows that hold a place, and rows that wait because Azure asked for it. */
  #underWay = 0;
  #sleeping = 0;
  #moved = Promise.withResolvers<void>();
  #pausedBy: number | undefined;
  #told: CheckProgress | undefined;
  /** Of this run: whoever asks for rows asks Entra ID anew, because it may take the credential by now. */
  #refusals = new Refusals();
  #hasAskedSilently = false;
  #mayBeSlow = false;

  readonly onDidProgress = this.#progress.event;

  constructor(parts: CheckQueueParts) {
    this.#parts = parts;
    parts.gate.onDidAskSilently((took) => {
      // The first call of a window waits for VS Code's provider to start, which says nothing of the calls to come.
      const counts = this.#hasAskedSilently && !this.#mayBeSlow;
      this.#hasAskedSilently = true;
      if (took > slowToken && counts && this.#order.hasUnasked) {
        this.#pausedBy = took;
      }
    });
  }

  /** How far it is, as told last. */
  get progress(): CheckProgress | undefined {
    return this.#told;
  }

  /**
   * Checks rows before all others, in the given order. Settles when they are done, or the queue was stopped, or `signal` aborts:
   * then rows that nobody else wants and that were not reached stay as they were.
   */
  async check(ids: readonly RowId[], signal?: AbortSignal): Promise<void> {
    this.#refusals = new Refusals();
    this.#order.ask(ids, this.#taken);
    const done = this.#waiters.waitFor(ids, signal);
    signal?.addEventListener("abort", () => this.#drop(ids), { once: true });
    void this.#start();
    return done;
  }

  /** Checks rows that nobody asked for after all others, until tokens get slow (`goOn`); not those that need a person. */
  checkUnasked(ids: readonly RowId[]): Promise<void> {
    this.#order.add(
      ids.filter((id) => !this.#order.hasAsked(id) && !this.#taken.has(id) && !this.#isInVain(id)),
    );
    return this.#start();
  }

  /** Goes on although tokens are slow, until the queue is empty. */
  goOn(): Promise<void> {
    this.#mayBeSlow = true;
    this.#pausedBy = undefined;
    this.#tell();
    return this.#start();
  }

  /** Stops waiting; rows that were not reached stay as they were, late answers are ignored. */
  stop(): void {
    const left = this.#order.clear();
    this.#pausedBy = undefined;
    this.#stop.abort();
    this.#stop = new AbortController();
    if (!this.#running) {
      this.#checked = 0;
    }
    this.#waiters.done(left);
    this.#tell(0); // what is under way ends without a word
  }

  #start(): Promise<void> {
    this.#running ??= this.#work();
    this.#move();
    return this.#running;
  }

  async #work(): Promise<void> {
    await Promise.resolve(); // so that `#running` is set before an empty queue is over
    try {
      for (;;) {
        const id = this.#hasPlace() ? this.#next() : undefined;
        if (id !== undefined) {
          this.#taken.add(id);
          this.#underWay += 1;
          const { signal } = this.#stop;
          const begun = this.#begin(id, signal);
          if (this.#isQueued(id)) {
            await begun;
          }
          void this.#readAndTell(id, begun, signal);
        } else if (this.#underWay + this.#sleeping > 0) {
          await this.#moved.promise;
        } else {
          break;
        }
      }
    } finally {
      this.#running = undefined;
      this.#refusals = new Refusals();
    }
    if (this.#pausedBy === undefined) {
      this.#checked = 0;
      this.#mayBeSlow = false;
    } else {
      this.#tell();
    }
  }

  /** While many rows wait because Azure asked for it, no more are sent after them. */
  #hasPlace(): boolean {
    return this.#underWay < readsAtOnce && this.#sleeping < mostSleeping;
  }

  async #readAndTell(id: RowId, begun: Promise<RowToRead | undefined>, signal: AbortSignal): Promise<void> {
    const row = await begun;
    if (row) {
      await this.#read(row, signal);
    }
    this.#taken.delete(id);
    this.#underWay -= 1;
    this.#checked += 1;
    if (!this.#order.hasUnasked) {
      this.#pausedBy = undefined;
    }
    if (!signal.aborted) {
      this.#tell();
    }
    this.#waiters.done([id]);
    this.#move();
  }

  /** Something ended or gave its place free: the queue looks what to do next. */
  #move(): void {
    this.#moved.resolve();
    this.#moved = Promise.withResolvers();
  }

  /** What somebody else asked for is still checked. */
  #drop(ids: readonly RowId[]): void {
    ids.filter((id) => !this.#waiters.isWaitedFor(id)).forEach((id) => this.#order.drop(id));
    this.#tell();
    this.#move();
  }

  #next(): RowId | undefined {
    return this.#order.next((id) => this.#pausedBy === undefined || !this.#isQueued(id));
  }

  #isQueued(id: RowId): boolean {
    const owner = ownerOf(this.#parts.store, id);
    return !owner || isQueued(owner.identity);
  }

  #isInVain(id: RowId): boolean {
    const owner = ownerOf(this.#parts.store, id);
    return owner !== undefined && this.#parts.gate.needsPerson(owner.identity, owner.tenantId);
  }

  #tell(left = this.#order.size + this.#underWay + this.#sleeping): void {
    this.#told = {
      checked: this.#checked,
      total: this.#checked + left,
      ...(this.#pausedBy !== undefined && { pausedBy: this.#pausedBy }),
    };
    this.#progress.fire(this.#told);
  }

  /** Takes the row over and gets its token; undefined if there is nothing to read with. */
  async #begin(id: RowId, signal: AbortSignal): Promise<RowToRead | undefined> {
    const { gate, store } = this.#parts;
    const owner = ownerOf(store, id);
    const work = owner && store.begin(id, "check");
    if (!work) {
      return undefined; // the tenant or the account is gone meanwhile, or is being changed
    }
    const { identity, tenantId } = owner;
    try {
      return {
        work,
        identityId: identity.id,
        tenantId,
        token: await gate.silent(identity, tenantId, signal, this.#refusals),
      };
    } catch (error) {
      work.fail(asPalError(error));
      return undefined;
    }
  }

  /** Reads the row's link; whatever happens becomes the row's state. */
  async #read(row: RowToRead, signal: AbortSignal): Promise<void> {
    const { clock, gate, log } = this.#parts;
    try {
      const { link } = await this.#readPatiently(row, signal);
      if (this.#parts.isInDoubt?.(row.identityId, row.tenantId, link?.partnerId ?? null)) {
        throw new PalError("inDoubt");
      }
      row.work.learn(knowledgeOf(link, clock.now()));
      row.work.end();
    } catch (error) {
      const palError = asPalError(error);
      if (wantsOtherToken(palError)) {
        gate.forget(row.token);
      }
      if (palError.code !== "cancelled") {
        log.error("check failed", palError, row.tenantId);
      }
      row.work.fail(palError);
    }
  }

  /** Reads; if Azure asks to wait, waits and reads once more. */
  async #readPatiently({ work, token }: RowToRead, signal: AbortSignal): Promise<LinkAnswer> {
    const { arm, clock } = this.#parts;
    try {
      return await arm.readLink({ token, signal });
    } catch (error) {
      const palError = asPalError(error);
      if (palError.code !== "throttled") {
        throw palError;
      }
      const wait = throttledWait(palError);
      work.wait(clock.now() + wait);
      await this.#sleep(wait, signal);
      if (!work.counts) {
        throw new PalError("cancelled"); // the account is gone, or the row is being changed
      }
      work.run();
      return arm.readLink({ token, signal });
    }
  }

  /** Whoever waits leaves its place to others, and takes one again afterwards. */
  async #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#underWay -= 1;
    this.#sleeping += 1;
    this.#move();
    try {
      await this.#parts.clock.sleep(milliseconds, signal);
      while (this.#underWay >= readsAtOnce) {
        await untilAborted(this.#moved.promise, signal);
      }
    } finally {
      this.#sleeping -= 1;
      this.#underWay += 1;
    }
  }
}
