import type { RowSelection } from "./rowSelection.ts";
import { type HeadLine, isHead, type Line } from "./tableLines.ts";

/** All rows of a tenant come in; or they go out, if all of them are in. */
export function toggleTenant({ selected }: RowSelection, { id, rows }: HeadLine): RowSelection {
  const next = new Set(selected);
  const out = isTenantSelected(selected, rows);
  for (const row of rows) {
    if (out) {
      next.delete(row.id);
    } else {
      next.add(row.id);
    }
  }
  return { selected: next, active: id, anchor: id };
}

/** Only rows are selected: for a head that is folded up, those below it. */
export function rowsForHeads(
  selection: RowSelection,
  lineOf: (id: string) => Line | undefined,
): RowSelection {
  const selected = [...selection.selected].flatMap((id) => {
    const line = lineOf(id);
    return !isHead(line) ? [id] : line.folded ? line.rows.map((row) => row.id) : [];
  });
  return { ...selection, selected: new Set(selected) };
}

export function isTenantSelected(selected: ReadonlySet<string>, rows: HeadLine["rows"]): boolean {
  return rows.every(({ id }) => selected.has(id));
}
