import type { PageRow } from "../ui/protocol.ts";
import { type Folding, type HeadLine, type Line, type Lines } from "./tableLines.ts";
import type { TenantSummary } from "./tenantGroups.ts";

/**
 * Rows under a head for each tenant. Tenants stand where the first of their rows stands, so that the order of the rows is
 * also that of the tenants.
 */
export class GroupView implements Lines {
  #lines: readonly Line[] = [];
  #rows: readonly PageRow[] = [];
  #heads: ReadonlyMap<string, HeadLine> = new Map();
  #places: Map<string, number> | undefined;

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** All rows, also those that are folded up. */
  get rows(): readonly PageRow[] {
    return this.#rows;
  }

  indexOf(id: string | undefined): number {
    this.#places ??= new Map(this.#lines.map((line, index) => [line.id, index]));
    return id === undefined ? -1 : (this.#places.get(id) ?? -1);
  }

  headOf({ tenantId }: Pick<PageRow, "tenantId">): HeadLine | undefined {
    return this.#heads.get(tenantId);
  }

  /** @param rows those that are shown, in their order. @param tenants what is known of their tenants. */
  reset(
    rows: readonly PageRow[],
    tenants: ReadonlyMap<string, TenantSummary>,
    { all, others }: Folding,
  ): void {
    const groups = Map.groupBy(rows, ({ tenantId }) => tenantId);
    const unlike = new Set(others);
    const heads = new Map<string, HeadLine>();
    const lines: Line[] = [];
    for (const [tenantId, rows] of groups) {
      const tenant = tenants.get(tenantId);
      if (tenant) {
        const folded = unlike.has(tenantId) !== all;
        const [place, of] = [heads.size + 1, groups.size];
        const head = { id: `tenant/${tenantId}`, tenantId, tenant, rows, folded, place, of };
        heads.set(tenantId, head);
        lines.push(head, ...(folded ? [] : rows));
      }
    }
    this.#lines = lines;
    this.#rows = [...heads.values()].flatMap(({ rows }) => rows);
    this.#heads = heads;
    this.#places = undefined;
  }
}
