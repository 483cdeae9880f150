/** What is selected in the table. Rows are told by id, so that sorting and filtering change nothing. */
export interface RowSelection {
  readonly selected: ReadonlySet<string>;
  /** The row that the keyboard is at. */
  readonly active?: string;
  /** Where a range starts. */
  readonly anchor?: string;
}

export const noSelection: RowSelection = { selected: new Set() };

/** A click, or Space: this row alone. */
export function selectOnly(id: string): RowSelection {
  return { selected: new Set([id]), active: id, anchor: id };
}

/** The row comes in, or goes out. */
export function toggle({ selected }: RowSelection, id: string): RowSelection {
  const next = new Set(selected);
  if (!next.delete(id)) {
    next.add(id);
  }
  return { selected: next, active: id, anchor: id };
}

/** Everything from the anchor to this row, and nothing else. */
export function selectRange(selection: RowSelection, id: string, order: readonly string[]): RowSelection {
  const to = order.indexOf(id);
  const anchored = order.indexOf(selection.anchor ?? selection.active ?? id);
  const from = anchored < 0 ? to : anchored;
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set(range), active: id, anchor: order[from] ?? id };
}

/** Moves the keyboard; what is selected stays. */
export function moveTo(selection: RowSelection, id: string): RowSelection {
  return { ...selection, active: id, anchor: id };
}

/** All that are shown. */
export function selectAll(selection: RowSelection, order: readonly string[]): RowSelection {
  return { ...selection, selected: new Set(order) };
}

/** Nothing is selected; the keyboard stays where it is. */
export function selectNone({ active }: RowSelection): RowSelection {
  return { selected: new Set(), ...(active !== undefined && { active, anchor: active }) };
}

/** Forgets rows that are no more; the same object if there are none such. */
export function keepKnown(selection: RowSelection, isKnown: (id: string) => boolean): RowSelection {
  const { selected, active, anchor } = selection;
  const stay = [...selected].filter(isKnown);
  const known = (id: string | undefined): id is string => id !== undefined && isKnown(id);
  if (stay.length === selected.size && known(active) === (active !== undefined)) {
    return selection;
  }
  return {
    selected: new Set(stay),
    ...(known(active) && { active }),
    ...(known(anchor) && { anchor }),
  };
}
