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
}

/** One row of the table; it is drawn anew only if something about it has changed. */
export function tableRow(row: PageRow, index: number, basics: PageBasics, look: RowLook): unknown {
  const { columns, selected, active, opened } = look;
  return guard([row, index, basics, columns.join(), selected, active, opened], () =>
    draw(row, index, basics, look),
  );
}

function draw(
  row: PageRow,
  index: number,
  basics: PageBasics,
  { columns, selected, active, opened }: RowLook,
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
    aria-selected=${selected}
  >
    ${columns.map((column, at) => cell(row, column, at, basics))}
  </div>`;
}

function cell(row: PageRow, column: ColumnName, index: number, basics: PageBasics): TemplateResult {
  const content = cellContent(row, column, basics);
  const name = html`<span class="tick">${icon("check")}</span
    ><span class="cell-name" dir="auto">${content}</span>`;
  return html`<div
    role="gridcell"
    class="cell cell-${column}"
    aria-colindex=${index + 1}
    title=${cellTitle(row, column, basics) ?? nothing}
  >
    ${index === 0 ? name : content}
  </div>`;
}
