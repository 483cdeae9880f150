import { html, nothing, type TemplateResult } from "lit";
import type { ColumnName } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import type { RowSort } from "./rowSort.ts";
import type { Words } from "./words.ts";

/** The head of a column, which sorts by it. */
export function columnHeader(
  words: Words,
  column: ColumnName,
  index: number,
  {
    name,
    sort,
    onSort,
  }: {
    readonly name: Parameters<Words["say"]>[0];
    readonly sort: RowSort;
    readonly onSort: (column: ColumnName) => void;
  },
): TemplateResult {
  const sorted = sort.column === column;
  const { descending } = sort;
  return html`<div
    role="columnheader"
    class="cell"
    aria-colindex=${index + 1}
    aria-sort=${sorted ? (descending ? "descending" : "ascending") : "none"}
  >
    <button type="button" class="sort" @click=${() => onSort(column)}>
      <span>${words.say(name)}</span>${sorted ? icon(descending ? "arrow-down" : "arrow-up") : nothing}
    </button>
  </div>`;
}
