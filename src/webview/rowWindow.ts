/** So many rows are kept ready above and below what is seen. */
const spare = 8;

/** About so much of the page stands above the first row, in pixels. */
const usuallyAbove = 240;

/** At least so much is for rows, in pixels: the style sheet's least height without the header. */
const leastRoom = 208;

/**
 * How high the part with the rows will be in a page of that height, in pixels: to measure it before there are rows would
 * make the browser lay out the page once more. What is true is known before anything is painted.
 */
export function usualRoom(page: number): number {
  return Math.max(leastRoom, page - usuallyAbove);
}

/** Which rows are in the page: from `start`, up to and without `end`. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/**
 * The rows that are in the page when it is scrolled to `top`. The window moves in steps of the spare rows, so that most
 * scrolling draws nothing anew.
 *
 * @param seenOnly without spare rows, to be there sooner.
 */
export function rowWindow(
  top: number,
  height: number,
  rowHeight: number,
  count: number,
  seenOnly: boolean = false,
): RowWindow {
  if (seenOnly) {
    const start = Math.min(count, Math.floor(Math.max(0, top) / rowHeight));
    return { start, end: Math.min(count, start + Math.ceil(height / rowHeight) + 1) };
  }
  const first = Math.floor(Math.max(0, top) / rowHeight / spare) * spare;
  const seen = Math.ceil(height / rowHeight) + 1;
  const start = Math.max(0, Math.min(first - spare, count - seen - spare));
  return { start, end: Math.min(count, first + seen + 2 * spare) };
}

/** The most rows that a window has. */
export function mostRows(height: number, rowHeight: number): number {
  return Math.ceil(height / rowHeight) + 1 + 3 * spare;
}

/** Where to scroll to so that a row is seen; the same place if it is. */
export function scrollToShow(index: number, top: number, height: number, rowHeight: number): number {
  const above = index * rowHeight;
  const below = above + rowHeight - height;
  return above < top ? above : below > top ? below : top;
}

/** Whether other rows are in the page than before. */
export function isOtherWindow(now: RowWindow, before: RowWindow | undefined): boolean {
  return now.start !== before?.start || now.end !== before.end;
}
