import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ColumnName, PageRow } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";
import { moveFocus } from "./rovingFocus.ts";
import { type RowSelection, selectOnly, selectRange, toggle } from "./rowSelection.ts";
import type { RowSort } from "./rowSort.ts";
import type { RowView } from "./rowView.ts";
import { mostRows, rowWindow, type RowWindow, scrollToShow, seenRows } from "./rowWindow.ts";
import { columnLayout, fittingColumns } from "./tableColumns.ts";
import { firstRow, type RowLook, tableRow } from "./tableRow.ts";
import { selectionAfter } from "./tableKeys.ts";

/** The heights of a row and of the header, in pixels; the style sheet has the same. */
const rowHeight = 28;
const headerHeight = 32;

/** The table of all tenants: only rows that are seen are in the page. The keyboard stays on the table itself. */
export class TenantTable extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    basics: { attribute: false },
    view: { attribute: false },
    shown: { attribute: false },
    columns: { attribute: false },
    sort: { attribute: false },
    selection: { attribute: false },
    opened: { attribute: false },
    width: { state: true },
    window: { state: true, hasChanged: differs },
  };

  declare basics: PageBasics;
  declare view: RowView;
  /** `view.rows`: a new array whenever they changed. */
  declare shown: readonly PageRow[];
  declare columns: readonly ColumnName[];
  declare sort: RowSort;
  declare selection: RowSelection;
  /** The row whose details are open. */
  declare opened: string | undefined;
  declare onSelection: (selection: RowSelection) => void;
  declare onSort: (column: ColumnName) => void;
  declare onOpen: (id: string) => void;
  /** In pixels. */
  declare width: number;
  declare window: RowWindow;
  #seen = 0;
  #layout = "";
  /** The first rows have been painted, and there is time for those around them. */
  #settled = false;
  readonly #resized = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.width = document.documentElement.clientWidth;
    this.window = { start: 0, end: 0 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override focus(): void {
    this.#grid?.focus();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("shown")) {
      this.#place();
    }
  }

  /** No row is drawn before it is known which are seen, and in which columns. */
  protected override firstUpdated(): void {
    this.#measure();
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#settled = true;
        this.#place();
      }),
    );
  }

  // By script and not in the template: the page's policy allows no inline style. Each where it is needed and nowhere above,
  // where it would make the browser look at the styles of all rows.
  protected override updated(): void {
    const layout = columnLayout(this.#columns, this.width);
    if (layout !== this.#layout) {
      this.#layout = layout;
      this.#grid?.style.setProperty("--columns", layout);
    }
    const body = this.querySelector<HTMLElement>(".grid-body");
    const lines = this.querySelector<HTMLElement>(".grid-window");
    body?.style.setProperty("height", `${this.shown.length * rowHeight}px`);
    lines?.style.setProperty("transform", `translateY(${this.window.start * rowHeight}px)`);
  }

  protected override render(): TemplateResult {
    const { words } = this.basics;
    const columns = this.#columns;
    const { start, end } = this.window;
    const lines = mostRows(this.#seen, rowHeight);
    const active = this.view.indexOf(this.selection.active);
    const drawn = active >= start && active < end;
    return html`<p id="table-help" class="unseen">${words.say("table.help")}</p>
      <div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label=${words.say("table.label")}
        aria-describedby="table-help"
        aria-multiselectable="true"
        aria-rowcount=${this.shown.length + 1}
        aria-colcount=${columns.length}
        aria-activedescendant=${drawn ? `row-${active}` : nothing}
        @scroll=${this.#place}
        @keydown=${this.#key}
      >
        <div role="rowgroup" class="grid-head">
          <div role="row" class="row header" aria-rowindex="1" @keydown=${this.#headerKey}>
            ${columns.map((column, index) => this.#header(column, index))}
          </div>
        </div>
        <div role="rowgroup" class="grid-body" @click=${this.#click} @dblclick=${this.#doubleClick}>
          <div role="presentation" class="grid-window">
            ${repeat(
              this.shown.slice(start, end),
              // Lines that go out of sight come in again at the other end, with another row.
              (_row, index) => (start + index) % lines,
              (row, index) => tableRow(row, start + index, this.basics, this.#lookOf(row, columns)),
            )}
          </div>
        </div>
      </div>`;
  }

  #header(column: ColumnName, index: number): TemplateResult {
    const sorted = this.sort.column === column;
    const { descending } = this.sort;
    return html`<div
      role="columnheader"
      class="cell"
      aria-colindex=${index + 1}
      aria-sort=${sorted ? (descending ? "descending" : "ascending") : "none"}
    >
      <button type="button" class="sort" tabindex=${index === 0 ? 0 : -1} @click=${() => this.onSort(column)}>
        <span>${this.basics.words.say(`column.${column}`)}</span>${
          sorted ? icon(descending ? "arrow-down" : "arrow-up") : nothing
        }
      </button>
    </div>`;
  }

  #lookOf({ id }: PageRow, columns: readonly ColumnName[]): RowLook {
    const { selected, active } = this.selection;
    return { columns, selected: selected.has(id), active: active === id, opened: this.opened === id };
  }

  get #columns(): readonly ColumnName[] {
    return fittingColumns(this.columns, this.width, this.opened !== undefined);
  }

  get #grid(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".grid");
  }

  #measure(): void {
    this.width = this.clientWidth;
    this.#place();
  }

  /** Which rows have to be there. */
  readonly #place = (): void => {
    const grid = this.#grid;
    if (grid) {
      this.#seen = Math.max(0, grid.clientHeight - headerHeight);
      const { scrollTop } = grid;
      const window = rowWindow(scrollTop, this.#seen, rowHeight, this.shown.length);
      this.window = this.#settled ? window : seenRows(window, scrollTop, this.#seen, rowHeight);
    }
  };

  /** Scrolls a row into sight. */
  show(id: string | undefined): void {
    const index = this.view.indexOf(id);
    const grid = this.#grid;
    if (grid && index >= 0) {
      grid.scrollTop = scrollToShow(index, grid.scrollTop, this.#seen, rowHeight);
      this.#place();
    }
  }

  /** The row that an event is about. */
  #rowOf({ target }: Event): PageRow | undefined {
    const line = target instanceof Element ? target.closest('[role="row"]') : null;
    return this.shown[Number(line?.getAttribute("aria-rowindex")) - firstRow];
  }

  readonly #doubleClick = (event: Event): void => {
    const row = this.#rowOf(event);
    if (row) {
      this.onOpen(row.id);
    }
  };

  readonly #click = (event: MouseEvent): void => {
    const { target } = event;
    const id = this.#rowOf(event)?.id;
    if (id === undefined) {
      return;
    }
    const ticked = target instanceof Element && target.closest(".tick") !== null;
    if (event.shiftKey) {
      this.onSelection(selectRange(this.selection, id, this.#order()));
    } else if (event.ctrlKey || event.metaKey || ticked) {
      this.onSelection(toggle(this.selection, id));
    } else {
      this.onSelection(selectOnly(id));
      if (this.opened !== undefined || (target instanceof Element && target.closest(".cell-name"))) {
        this.onOpen(id);
      }
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { active } = this.selection;
    if (event.target !== event.currentTarget || event.altKey) {
      return;
    }
    if (event.key === "Enter" && active !== undefined && this.view.indexOf(active) >= 0) {
      event.preventDefault();
      this.onOpen(active);
      return;
    }
    const page = Math.max(1, Math.floor(this.#seen / rowHeight) - 1);
    const next = selectionAfter(event, this.selection, this.#order(), page);
    if (next) {
      event.preventDefault();
      event.stopPropagation(); // VS Code would select the page's text as well, and take the focus away
      this.onSelection(next);
      this.show(next.active);
    }
  };

  readonly #headerKey = (event: KeyboardEvent): void => {
    if (event.currentTarget instanceof Element && !event.key.endsWith("Up") && !event.key.endsWith("Down")) {
      moveFocus(event, event.currentTarget, ".sort");
    }
  };

  #order(): string[] {
    return this.shown.map(({ id }) => id);
  }
}

function differs(a: RowWindow, b: RowWindow | undefined): boolean {
  return a.start !== b?.start || a.end !== b.end;
}

customElements.define("pal-table", TenantTable);
