import type { PageRow } from "../ui/protocol.ts";
import type { CompareRows } from "./rowSort.ts";

/** Up to so many changed rows are put in their places one by one; sorting anew costs more only below this. */
const fewRows = 200;

/**
 * The rows that are shown, in their order: kept as it is while rows change, so that one changed row among thousands costs
 * a look at each and no sorting.
 */
export class RowView {
  #rows: readonly PageRow[] = [];
  #test: (row: PageRow) => boolean = () => true;
  #compare: CompareRows = () => 0;
  #places: Map<string, number> | undefined;

  get rows(): readonly PageRow[] {
    return this.#rows;
  }

  /** Where a row stands; -1 if it is not shown. */
  indexOf(id: string | undefined): number {
    this.#places ??= new Map(this.#rows.map((row, index) => [row.id, index]));
    return id === undefined ? -1 : (this.#places.get(id) ?? -1);
  }

  /** Filters and sorts everything. */
  reset(all: readonly PageRow[], test: (row: PageRow) => boolean, compare: CompareRows): void {
    this.#test = test;
    this.#compare = compare;
    this.#show(all.filter(test).toSorted(compare));
  }

  /** Takes over what changed. `all` are all rows as they are now. */
  apply(all: readonly PageRow[], changed: readonly PageRow[], gone: readonly string[]): void {
    if (changed.length > fewRows) {
      this.reset(all, this.#test, this.#compare);
      return;
    }
    const touched = new Set([...gone, ...changed.map(({ id }) => id)]);
    const rows = this.#rows.filter(({ id }) => !touched.has(id));
    for (const row of changed.filter(this.#test)) {
      rows.splice(placeOf(row, rows, this.#compare), 0, row);
    }
    this.#show(rows);
  }

  #show(rows: readonly PageRow[]): void {
    this.#rows = rows;
    this.#places = undefined;
  }
}

function placeOf(row: PageRow, rows: readonly PageRow[], compare: CompareRows): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other && compare(other, row) <= 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
