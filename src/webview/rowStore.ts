import type { PageRow } from "../ui/protocol.ts";

/** All rows that the extension told of, by id. */
export class RowStore {
  readonly #rows = new Map<string, PageRow>();

  /** In no order that means anything. */
  get all(): PageRow[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): PageRow | undefined {
    return this.#rows.get(id);
  }

  replaceAll(rows: readonly PageRow[]): void {
    this.#rows.clear();
    for (const row of rows) {
      this.#rows.set(row.id, row);
    }
  }

  apply(changed: readonly PageRow[], gone: readonly string[]): void {
    for (const id of gone) {
      this.#rows.delete(id);
    }
    for (const row of changed) {
      this.#rows.set(row.id, row);
    }
  }
}
