import type { RowId } from "../model/row.ts";

/** Which rows are still to be checked, and in which order: those that the user asked for before all others. */
export class CheckOrder {
  #asked = new Set<RowId>();
  readonly #unasked = new Set<RowId>();
  /** Of the asked ones, those that were to be checked before anybody asked. */
  readonly #dueAnyway = new Set<RowId>();

  /** How many are left. */
  get size(): number {
    return this.#asked.size + this.#unasked.size;
  }

  /** Whether any is left that nobody asked for. */
  get hasUnasked(): boolean {
    return this.#unasked.size > 0;
  }

  hasAsked(id: RowId): boolean {
    return this.#asked.has(id);
  }

  /**
   * The user asks for rows: they come before all others, in the given order.
   *
   * @param underWay rows that are being checked already: once is enough.
   */
  ask(ids: readonly RowId[], underWay: ReadonlySet<RowId>): void {
    for (const id of ids) {
      if (this.#unasked.delete(id)) {
        this.#dueAnyway.add(id);
      }
    }
    this.#asked = new Set([...ids.filter((id) => !underWay.has(id)), ...this.#asked]);
  }

  /** Rows that nobody asked for, after all others. */
  add(ids: readonly RowId[]): void {
    ids.forEach((id) => this.#unasked.add(id));
  }

  /** The user no longer asks for a row. What was to be checked anyway still is. */
  drop(id: RowId): void {
    if (this.#asked.delete(id) && this.#dueAnyway.delete(id)) {
      this.#unasked.add(id);
    }
  }

  /** Takes the next row; of those that nobody asked for only one that `mayTake`. Undefined if there is none. */
  next(mayTake: (id: RowId) => boolean): RowId | undefined {
    const isAsked = this.#asked.size > 0;
    const from = isAsked ? this.#asked : this.#unasked;
    for (const id of from) {
      if (isAsked || mayTake(id)) {
        from.delete(id);
        this.#dueAnyway.delete(id);
        return id;
      }
    }
    return undefined;
  }

  /** Forgets everything. Gives the rows that the user had asked for. */
  clear(): readonly RowId[] {
    const left = [...this.#asked];
    this.#asked.clear();
    this.#unasked.clear();
    this.#dueAnyway.clear();
    return left;
  }
}
