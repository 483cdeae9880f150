import { moveTo, type RowSelection, selectAll, selectNone, selectRange, toggle } from "./rowSelection.ts";

/** A key as the browser tells it. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * What a key does to the selection; undefined if it is none of the table's. Arrows, Home, End and the page keys move; with
 * Shift they select up to where they lead; Space selects; Ctrl+A selects all, and Escape nothing.
 *
 * @param order The ids of the rows that are shown.
 * @param page How many rows a page key leads on.
 */
export function selectionAfter(
  { key, shiftKey, ctrlKey, metaKey }: Key,
  selection: RowSelection,
  order: readonly string[],
  page: number,
): RowSelection | undefined {
  const at = selection.active === undefined ? -1 : order.indexOf(selection.active);
  const active = order[at];
  if ((ctrlKey || metaKey) && key.toLowerCase() === "a") {
    return selectAll(selection, order);
  }
  if (key === "Escape") {
    return selection.selected.size > 0 ? selectNone(selection) : undefined;
  }
  if (key === " ") {
    return active === undefined ? undefined : toggle(selection, active);
  }
  const target = order[targetOf(key, at, order.length, page)];
  if (target === undefined) {
    return undefined;
  }
  return shiftKey ? selectRange(selection, target, order) : moveTo(selection, target);
}

/** The index that a key leads to; -1 if it leads nowhere. */
function targetOf(key: string, at: number, count: number, page: number): number {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, last);
    case "ArrowUp":
      return at < 0 ? last : Math.max(at - 1, 0);
    case "PageDown":
      return Math.min(Math.max(at, 0) + page, last);
    case "PageUp":
      return Math.max(at - page, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return -1;
  }
}
