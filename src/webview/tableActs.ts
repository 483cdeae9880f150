import { rowsForHeads, toggleTenant } from "./groupSelection.ts";
import { moveTo, type RowSelection, selectOnly, selectRange, toggle } from "./rowSelection.ts";
import { type Key, selectionAfter } from "./tableKeys.ts";
import { type HeadLine, isHead, type Line, type Lines } from "./tableLines.ts";

/** How the table stands when a key or a click comes. */
export interface TableState {
  readonly lines: readonly Line[];
  readonly places: Lines;
  readonly selection: RowSelection;
  /** How many lines a page key leads on. */
  readonly page: number;
}

/** What a key or a click does. */
export interface TableAct {
  readonly selection?: RowSelection;
  /** The row whose details are to be opened. */
  readonly open?: string;
  /** The tenant that is to be folded up, or opened. */
  readonly fold?: { readonly tenantId: string; readonly folded: boolean };
}

/** What a key does; undefined if it is none of the table's. */
export function actOfKey(key: Key, state: TableState): TableAct | undefined {
  const { selection } = state;
  const line = lineOf(selection.active, state);
  if (line && isHead(line) && key.key === " ") {
    return { selection: toggleTenant(selection, line) };
  }
  const isPlain = !key.shiftKey && !key.ctrlKey && !key.metaKey;
  const own = line && isPlain ? actAtLine(key.key, line, state) : undefined;
  if (own) {
    return own;
  }
  const order = state.lines.map(({ id }) => id);
  const next = selectionAfter(key, selection, order, state.page);
  return next && { selection: rowsForHeads(next, (id) => lineOf(id, state)) };
}

/**
 * Enter opens. Among tenants it is as in every tree: Right opens one, then leads to its first row; Left leads to the tenant,
 * then folds it up; Enter does the one or the other.
 */
function actAtLine(key: string, line: Line, { places, selection }: TableState): TableAct | undefined {
  if (!isHead(line)) {
    const head = key === "ArrowLeft" ? places.headOf?.(line) : undefined;
    return key === "Enter" ? { open: line.id } : head && { selection: moveTo(selection, head.id) };
  }
  const { folded, rows } = line;
  switch (key) {
    case "Enter":
      return foldOf(line, !folded);
    case "ArrowLeft":
      return folded ? {} : foldOf(line, true);
    case "ArrowRight":
      return folded || !rows[0] ? foldOf(line, false) : { selection: moveTo(selection, rows[0].id) };
    default:
      return undefined;
  }
}

/** A click, and what in the line it hit. */
export interface Click {
  readonly shift: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl: boolean;
  readonly tick: boolean;
  readonly name: boolean;
  /** Details stand beside the table, and follow. */
  readonly detailsOpen: boolean;
}

export function readClick({ target, shiftKey, ctrlKey, metaKey }: MouseEvent, detailsOpen: boolean): Click {
  const hits = (selector: string): boolean => target instanceof Element && target.closest(selector) !== null;
  return {
    shift: shiftKey,
    ctrl: ctrlKey || metaKey,
    tick: hits(".tick"),
    name: hits(".cell-name"),
    detailsOpen,
  };
}

/** What a click on a line does. */
export function actOfClick(click: Click, line: Line, state: TableState): TableAct {
  const { selection } = state;
  if (click.shift) {
    const range = selectRange(
      selection,
      line.id,
      state.lines.map(({ id }) => id),
    );
    return { selection: rowsForHeads(range, (id) => lineOf(id, state)) };
  }
  if (click.ctrl || click.tick) {
    return { selection: isHead(line) ? toggleTenant(selection, line) : toggle(selection, line.id) };
  }
  if (isHead(line)) {
    return { ...foldOf(line, !line.folded), selection: moveTo(selection, line.id) };
  }
  return { selection: selectOnly(line.id), ...((click.detailsOpen || click.name) && { open: line.id }) };
}

function lineOf(id: string | undefined, { lines, places }: TableState): Line | undefined {
  return lines[places.indexOf(id)];
}

function foldOf({ tenantId }: HeadLine, folded: boolean): TableAct {
  return { fold: { tenantId, folded } };
}
