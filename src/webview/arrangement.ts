import type { HostMessage, PageRow } from "../ui/protocol.ts";
import { GroupView } from "./groupView.ts";
import type { PageBasics } from "./pageModel.ts";
import { rowTest } from "./rowFilter.ts";
import { rowOrder } from "./rowSort.ts";
import { RowView } from "./rowView.ts";
import type { SavedView } from "./savedView.ts";
import type { Folding, HeadLine, Line, Lines } from "./tableLines.ts";
import { summarize, type TenantSummary } from "./tenantGroups.ts";

type Wanted = Pick<SavedView, "filter" | "sort" | "grouped" | "folding">;

/** Which rows are shown, in which order, and below which tenants. */
export class Arrangement {
  readonly #rows = new RowView();
  readonly #groups = new GroupView();
  #grouped = false;
  /** Of all rows, if they are grouped. */
  #tenants: ReadonlyMap<string, TenantSummary> = new Map();
  #shownTenants: number | undefined;

  /** All rows that the filter leaves, as they stand one below the other, also those that are folded up. */
  get rows(): readonly PageRow[] {
    return this.#grouped ? this.#groups.rows : this.#rows.rows;
  }

  /** What is in the table: a new array whenever it has changed. */
  get lines(): readonly Line[] {
    return this.#grouped ? this.#groups.lines : this.#rows.rows;
  }

  get places(): Lines {
    return this.#grouped ? this.#groups : this.#rows;
  }

  /** How many tenants are shown: the same one under two identities is one. */
  get tenants(): number {
    this.#shownTenants ??= new Set(this.#rows.rows.map(({ tenantId }) => tenantId)).size;
    return this.#shownTenants;
  }

  /** The head that a row stands below; undefined if rows are not grouped. */
  headOf(row: PageRow): HeadLine | undefined {
    return this.#grouped ? this.#groups.headOf(row) : undefined;
  }

  /** Filters, sorts and groups everything. */
  reset(all: readonly PageRow[], wanted: Wanted, { looks, words }: PageBasics): void {
    const { filter, sort, grouped, folding } = wanted;
    this.#grouped = grouped;
    this.#tenants = grouped ? summarize(all, looks) : new Map();
    const nameOf = ({ tenantId }: PageRow): string | undefined => this.#tenants.get(tenantId)?.label;
    const order = rowOrder(sort, looks, words.language, grouped ? nameOf : undefined);
    this.#rows.reset(all, rowTest(filter, looks), order);
    this.fold(folding);
  }

  /** Takes over what changed; only if a tenant is called otherwise now, its other rows move as well. */
  apply(
    all: readonly PageRow[],
    { changed, gone }: HostMessage & { type: "rows" },
    wanted: Wanted,
    basics: PageBasics,
  ): void {
    const before = this.#tenants;
    const now = this.#grouped ? summarize(all, basics.looks) : before;
    if ([...before].some(([id, { label }]) => (now.get(id)?.label ?? label) !== label)) {
      this.reset(all, wanted, basics);
      return;
    }
    this.#tenants = now;
    this.#rows.apply(all, changed, gone);
    this.fold(wanted.folding);
  }

  /** Folds tenants up and opens them. */
  fold(folding: Folding): void {
    this.#shownTenants = undefined;
    if (this.#grouped) {
      this.#groups.reset(this.#rows.rows, this.#tenants, folding);
    }
  }
}
