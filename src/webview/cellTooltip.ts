import { type ColumnName, columnNames, lookOf, type PageRow } from "../ui/protocol.ts";
import type { PageBasics } from "./pageModel.ts";
import { isHead, type Line } from "./tableLines.ts";

/**
 * Gives the cell that the pointer comes to its tooltip, and takes it away when the pointer leaves. Not drawn with the row:
 * of hundreds of texts and dates hardly one is ever looked at, and the first rows would wait for them.
 *
 * @param line what the event is about; the head of a tenant has a tooltip of its own.
 */
export function explainCell({ type, target }: Event, line: Line | undefined, basics: PageBasics): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  const column = columnNames.find((name) => cell?.classList.contains(`cell-${name}`));
  if (!cell || !column || !line || isHead(line)) {
    return;
  }
  const title = type === "pointerover" ? cellTitle(line, column, basics) : undefined;
  if (title === undefined) {
    cell.removeAttribute("title");
  } else {
    cell.title = title;
  }
}

/** What a cell says in full, where it may be cut off. */
function cellTitle(row: PageRow, column: ColumnName, { words, looks }: PageBasics): string | undefined {
  switch (column) {
    case "tenant":
      return row.label;
    case "state":
      return [lookOf(row, looks).words, row.attempt].filter((part) => part !== undefined).join(" · ");
    case "lastChanged":
      return row.lastChanged === undefined ? undefined : words.time(row.lastChanged);
    case "checked":
      return row.checkedAt === undefined ? undefined : words.time(row.checkedAt);
    case "kind":
      return words.say(`kindLong.${row.kind}`);
    case "domain":
    case "identity":
    case "partnerId":
    case "partnerName":
      return row[column];
    default:
      return column satisfies never;
  }
}
