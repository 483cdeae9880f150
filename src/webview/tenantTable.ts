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
import { isTenantSelected } from "./groupSelection.ts";
import { headRow } from "./headRow.ts";
import type { PageBasics } from "./pageModel.ts";
import { moveFocus, oneTabStop } from "./rovingFocus.ts";
import type { RowSelection } from "./rowSelection.ts";
import type { RowSort } from "./rowSort.ts";
import { isOtherWindow, mostRows, rowWindow, type RowWindow, scrollToShow, usualRoom } from "./rowWindow.ts";
import { actOfClick, actOfKey, readClick, type TableAct, type TableState } from "./tableActs.ts";
import { columnHeader } from "./columnHeader.ts";
import { columnLayout, fittingColumns, groupedColumns } from "./tableColumns.ts";
import { isHead, type Line, type Lines } from "./tableLines.ts";
import { firstRow, type RowLook, tableRow } from "./tableRow.ts";

/** The heights of a row and of the header, in pixels; the style sheet has the same. */
const rowHeight = 28;
const headerHeight = 32;

/**
 * The table of all tenants, with a head for each if its rows are grouped: only lines that are seen are in the page. The
 * keyboard stays on the table itself.
 */
export class TenantTable extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    basics: { attribute: false },
    view: { attribute: false },
    shown: { attribute: false },
    columns: { attribute: false },
    sort: { attribute: false },
    selection: { attribute: false },
    opened: { attribute: false },
    pointed: { state: true },
    width: { state: true },
    window: { state: true, hasChanged: isOtherWindow },
  };

  declare basics: PageBasics;
  declare view: Lines;
  /** The lines of `view`: a new array whenever they changed. */
  declare shown: readonly Line[];
  declare columns: readonly ColumnName[];
  declare sort: RowSort;
  declare selection: RowSelection;
  /** The row whose details are open. */
  declare opened: string | undefined;
  /** The row that the pointer is at. */
  declare pointed: string | undefined;
  declare onSelection: (selection: RowSelection) => void;
  declare onSort: (column: ColumnName) => void;
  declare onOpen: (id: string) => void;
  declare onFold: (tenantId: string, folded: boolean) => void;
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
    const { clientWidth, clientHeight } = document.documentElement;
    this.width = clientWidth;
    this.#seen = usualRoom(clientHeight);
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

  protected override firstUpdated(): void {
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
    const grouped = this.view.headOf !== undefined;
    return html`<p id="table-help" class="unseen">
        ${words.say(grouped ? "table.helpGrouped" : "table.help")}
      </p>
      <div
        class="grid ${grouped ? "grouped" : ""}"
        role=${grouped ? "treegrid" : "grid"}
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
            ${columns.map((column, index) =>
              columnHeader(words, column, index, {
                name: index === 0 && grouped ? "column.grouped" : `column.${column}`,
                sort: this.sort,
                onSort: this.onSort,
              }),
            )}${oneTabStop(".sort")}
          </div>
        </div>
        <div
          role="rowgroup"
          class="grid-body"
          @click=${this.#click}
          @dblclick=${this.#doubleClick}
          @pointerover=${(event: Event) => (this.pointed = this.#lineOf(event)?.id)}
          @pointerleave=${() => (this.pointed = undefined)}
        >
          <div role="presentation" class="grid-window">
            ${repeat(
              this.shown.slice(start, end),
              // Lines that go out of sight come in again at the other end, with another row.
              (_line, index) => (start + index) % lines,
              (line, index) => this.#line(line, start + index, columns),
            )}
          </div>
        </div>
      </div>`;
  }

  #line(line: Line, index: number, columns: readonly ColumnName[]): unknown {
    if (!isHead(line)) {
      return tableRow(line, index, this.basics, this.#lookOf(line, columns));
    }
    const { selected, active } = this.selection;
    return headRow(line, index, this.basics, {
      columns,
      selected: isTenantSelected(selected, line.rows),
      active: active === line.id,
      showDomain: this.#fitting(this.columns).includes("domain"),
    });
  }

  #lookOf(row: PageRow, columns: readonly ColumnName[]): RowLook {
    const { id } = row;
    const { selected, active } = this.selection;
    const below = this.view.headOf?.(row)?.rows;
    return {
      columns,
      selected: selected.has(id),
      active: active === id,
      opened: this.opened === id,
      pointed: this.pointed === id,
      ...(below && { place: below.indexOf(row) + 1, of: below.length }),
    };
  }

  get #columns(): readonly ColumnName[] {
    return this.#fitting(this.view.headOf ? groupedColumns(this.columns) : this.columns);
  }

  #fitting(columns: readonly ColumnName[]): readonly ColumnName[] {
    return fittingColumns(columns, this.width, this.opened !== undefined);
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
    }
    const top = grid?.scrollTop ?? 0;
    this.window = rowWindow(top, this.#seen, rowHeight, this.shown.length, !this.#settled);
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

  /** The line that an event is about. */
  #lineOf({ target }: Event): Line | undefined {
    const line = target instanceof Element ? target.closest('[role="row"]') : null;
    return this.shown[Number(line?.getAttribute("aria-rowindex")) - firstRow];
  }

  readonly #doubleClick = (event: Event): void => {
    const line = this.#lineOf(event);
    if (line && !isHead(line)) {
      this.onOpen(line.id);
    }
  };

  readonly #click = (event: MouseEvent): void => {
    const line = this.#lineOf(event);
    if (line) {
      this.#do(actOfClick(readClick(event, this.opened !== undefined), line, this.#state));
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    const act =
      event.target !== event.currentTarget || event.altKey ? undefined : actOfKey(event, this.#state);
    if (act) {
      event.preventDefault();
      event.stopPropagation(); // VS Code would select the page's text as well, and take the focus away
      this.#do(act);
      this.show(act.selection?.active);
    }
  };

  #do({ selection, open, fold }: TableAct): void {
    if (selection) {
      this.onSelection(selection);
    }
    if (fold) {
      this.onFold(fold.tenantId, fold.folded);
    }
    if (open !== undefined) {
      this.onOpen(open);
    }
  }

  get #state(): TableState {
    const { shown: lines, view: places, selection } = this;
    return { lines, places, selection, page: Math.max(1, Math.floor(this.#seen / rowHeight) - 1) };
  }

  readonly #headerKey = (event: KeyboardEvent): void => {
    if (event.currentTarget instanceof Element && !event.key.endsWith("Up") && !event.key.endsWith("Down")) {
      moveFocus(event, event.currentTarget, ".sort");
    }
  };
}

customElements.define("pal-table", TenantTable);
