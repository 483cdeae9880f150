import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { ColumnName, PageRow } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";
import { cellContent, cellTitle } from "./tableColumns.ts";

/** What a screen reader calls the first row: the header is row 1. */
export const firstRow = 2;

/** How a row stands in the table. */
export interface RowLook {
  readonly columns: readonly ColumnName[];
  readonly selected: boolean;
  /** The keyboard is at it. */
  readonly active: boolean;
  /** Its details are open. */
  readonly opened: boolean;
  /** The pointer is at it: only then its cells have tooltips, which take their time for hundreds of cells. */
  readonly pointed: boolean;
  /** Which of how many rows of its tenant it is, the first being 1; only if rows are grouped. */
  readonly place?: number;
  readonly of?: number;
}

/** One row of the table; it is drawn anew only if something about it has changed. */
export function tableRow(row: PageRow, index: number, basics: PageBasics, look: RowLook): unknown {
  const { columns, selected, active, opened, pointed, place, of } = look;
  return guard([row, index, basics, columns.join(), selected, active, opened, pointed, place, of], () =>
    draw(row, index, basics, look),
  );
}

function draw(
  row: PageRow,
  index: number,
  basics: PageBasics,
  { columns, selected, active, opened, pointed, place, of }: RowLook,
): TemplateResult {
  const classes = [
    "row",
    ...(active ? ["active"] : []),
    ...(opened ? ["opened"] : []),
    ...(row.notCustomer || row.hidden ? ["aside"] : []),
  ];
  return html`<div
    role="row"
    id="row-${index}"
    class=${classes.join(" ")}
    aria-rowindex=${index + firstRow}
    aria-level=${place === undefined ? nothing : 2}
    aria-posinset=${place ?? nothing}
    aria-setsize=${of ?? nothing}
    aria-selected=${selected}
  >
    ${columns.map((column, at) =>
      cell(row, at === 0 && place !== undefined ? "identity" : column, at, basics, pointed),
    )}
  </div>`;
}

function cell(
  row: PageRow,
  column: ColumnName,
  index: number,
  basics: PageBasics,
  pointed: boolean,
): TemplateResult {
  const content = cellContent(row, column, basics);
  // Below the head of its tenant a row is told by who is linked there.
  const who = column === "identity" && index === 0;
  const name = html`<span class="tick">${icon("check")}</span
    >${who ? icon(row.kind === "application" ? "key" : "account") : nothing}<span class="cell-name" dir="auto"
      >${content}</span
    >`;
  return html`<div
    role="gridcell"
    class="cell cell-${column}"
    aria-colindex=${index + 1}
    title=${(pointed ? cellTitle(row, column, basics) : undefined) ?? nothing}
  >
    ${index === 0 ? name : content}
  </div>`;
}
