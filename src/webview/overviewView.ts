import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type ColumnName, columnNames, type HostMessage } from "../ui/protocol.ts";
import { actResult } from "./actResult.ts";
import { Arrangement } from "./arrangement.ts";
import { countRows, type Figures } from "./figures.ts";
import { filterField, stateChips } from "./filterBar.ts";
import { icon } from "./icon.ts";
import { noteList, noTenants } from "./notes.ts";
import { overviewHead } from "./overviewHead.ts";
import { PageElement } from "./pageElement.ts";
import type { PageBasics } from "./pageModel.ts";
import { noFilter, type RowFilter } from "./rowFilter.ts";
import {
  keepKnown,
  moveTo,
  noSelection,
  type RowSelection,
  selectAll,
  selectNone,
  selectOnly,
} from "./rowSelection.ts";
import { usualSort } from "./rowSort.ts";
import { readSavedView, type SavedView } from "./savedView.ts";
import { selectionBar } from "./selectionBar.ts";
import { fold, type Folding } from "./tableLines.ts";
import { columnPicker, exportMenu, groupToggle } from "./tableMenus.ts";
import { toolbarButton } from "./toolbarButton.ts";
import "./tenantDetails.ts";
import type { TenantTable } from "./tenantTable.ts";
import "./tenantTable.ts";

/** From this width on the details of a tenant stand beside the table; below, in its place. */
const wideFrom = 900;

/** The overview: figures, filters, the table of all tenants, and the details of one. */
export class OverviewView extends PageElement {
  static override readonly properties: PropertyDeclarations = {
    saved: { state: true },
    selection: { state: true },
    wide: { state: true },
  };

  /** Filter, sort, columns and what is open. */
  declare saved: SavedView;
  declare selection: RowSelection;
  declare wide: boolean;
  readonly #shown = new Arrangement();
  #figures: Figures = countRows([]);
  /** The row that is to come into sight as soon as it is known. */
  #wanted: { readonly id: string; readonly byUser: boolean } | undefined;
  readonly #resized = new ResizeObserver(() => {
    this.wide = this.clientWidth >= wideFrom;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.saved = readSavedView(this.model.api.getState());
    this.selection = { ...noSelection, selected: new Set(this.saved.selected) };
    this.wide = true;
    this.#wanted = this.saved.open === undefined ? undefined : { id: this.saved.open, byUser: false };
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override onModel(message: HostMessage | undefined): void {
    const { basics, rows, selected } = this.model;
    if (message?.type === "everything") {
      this.#arrange();
    } else if (message?.type === "rows" && basics) {
      this.#shown.apply(rows.all, message, this.saved, basics);
    } else if (message?.type === "selected" && selected[0] !== undefined) {
      this.#open(selected[0]);
      this.#wanted = { id: selected[0], byUser: true };
      this.selection = selectOnly(selected[0]);
    }
    if (message?.type === "everything" || message?.type === "rows") {
      this.#figures = countRows(rows.all);
      if (!this.model.partial) {
        this.selection = keepKnown(
          this.selection,
          (id) => rows.get(id) !== undefined || this.#shown.places.indexOf(id) >= 0,
        );
      }
    }
    if (this.#wanted && basics && !this.model.partial) {
      this.#bringIntoSight(this.#wanted.id, this.#wanted.byUser);
      this.#wanted = undefined;
    }
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("saved") as SavedView | undefined;
    const { filter, sort, grouped } = this.saved;
    if (before && (before.filter !== filter || before.sort !== sort || before.grouped !== grouped)) {
      this.#arrange();
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (this.model.basics && (changed.has("saved") || changed.has("selection"))) {
      this.model.api.setState({ ...this.saved, selected: [...this.selection.selected] });
    }
  }

  protected override render(): TemplateResult {
    const { basics, rows } = this.model;
    if (!basics) {
      return html`<main class="overview" aria-busy="true"></main>`;
    }
    if (rows.size === 0) {
      const { none } = this.model.notes; // told a moment after the last row has gone
      return html`<main class="overview">${none ? noTenants(this.model, none) : nothing}</main>`;
    }
    const { open } = this.saved;
    const opened = open !== undefined && rows.get(open) ? open : undefined;
    const instead = opened !== undefined && !this.wide;
    const classes = `overview ${instead ? "instead" : ""} ${this.model.partial ? "partial" : ""}`;
    return html`<main class=${classes} aria-busy=${this.model.partial}>
      <h1 class="unseen">${basics.words.say("overview.title")}</h1>
      <div class="table-side" ?hidden=${instead}>${this.#tableSide(basics, opened)}</div>
      ${opened === undefined ? nothing : this.#details(basics, opened)}
    </main>`;
  }

  #tableSide(basics: PageBasics, opened: string | undefined): TemplateResult {
    const { saved, selection, model } = this;
    const { words } = basics;
    const { rows, tenants, lines, places } = this.#shown;
    const ids = rows.map(({ id }) => id);
    const columns = columnNames.filter(
      (name) => saved.columns.includes(name) || (saved.grouped && name === "identity"),
    );
    return html`${overviewHead(basics, this.#figures, saved.filter, this.#setFilter)} ${noteList(model)}
      <div class="tools">
        ${filterField(basics, saved.filter, this.#setFilter)}
        ${groupToggle(words, saved.grouped, this.#toggleGrouped)}
        ${columnPicker(words, saved, (columns) => this.#save({ columns }))}
        ${exportMenu(words, (format) =>
          model.act(wholeTable, { type: "export", format, rows: ids, columns }),
        )}
      </div>
      ${stateChips(basics, this.#figures, saved.filter, this.#setFilter)}
      ${selectionBar(model, basics, {
        rows: rows.filter(({ id }) => selection.selected.has(id)),
        shown: rows.length,
        tenants,
        all: this.#figures.tenants + (saved.filter.hidden ? this.#figures.hiddenTenants : 0),
        selectAll: () => (this.selection = selectAll(selection, ids)),
        selectNone: () => (this.selection = selectNone(selection)),
        ...(saved.grouped && { folding: saved.folding, fold: (folding) => this.#fold(folding) }),
      })}
      ${actResult(model, basics, wholeTable)}
      <pal-table
        ?hidden=${rows.length === 0}
        .basics=${basics}
        .view=${places}
        .shown=${lines}
        .columns=${saved.columns}
        .sort=${saved.sort}
        .selection=${selection}
        .opened=${opened}
        .onSelection=${(next: RowSelection) => (this.selection = next)}
        .onSort=${this.#setSort}
        .onOpen=${(id: string) => this.#open(id, true)}
        .onFold=${(tenantId: string, folded: boolean) =>
          this.#fold(fold(this.saved.folding, tenantId, folded))}
      ></pal-table>
      ${
        rows.length > 0
          ? nothing
          : html`<div class="nothing">
              <p>${words.say("filter.noMatch")}</p>
              <button type="button" class="link" @click=${() => this.#setFilter(noFilter)}>
                ${words.say("filter.clear")}
              </button>
            </div>`
      }`;
  }

  #details({ words }: PageBasics, id: string): TemplateResult {
    const close = words.say(this.wide ? "details.close" : "details.back");
    return html`<section
      class="details"
      aria-label=${words.say("details")}
      @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.#close()}
    >
      <div class="details-bar">
        ${
          this.wide
            ? toolbarButton("close", close, this.#close)
            : html`<button type="button" class="action" @click=${this.#close}>
                ${icon("arrow-left")}<span>${close}</span>
              </button>`
        }
      </div>
      ${keyed(id, html`<pal-tenant .model=${this.model} .rowId=${id} .level=${2}></pal-tenant>`)}
    </section>`;
  }

  #arrange(): void {
    const { basics, rows } = this.model;
    if (basics) {
      this.#shown.reset(rows.all, this.saved, basics);
    }
  }

  /** The keyboard stays on something that is seen: on the tenant, when the row is folded up. */
  #fold(folding: Folding): void {
    this.#shown.fold(folding);
    const { active } = this.selection;
    const row = active === undefined ? undefined : this.model.rows.get(active);
    const head = row && this.#shown.headOf(row);
    if (head?.folded) {
      this.selection = moveTo(this.selection, head.id);
    }
    this.#save({ folding });
  }

  readonly #toggleGrouped = (): void => {
    const { sort, grouped } = this.saved;
    const isLeftOut = sort.column === "domain" || sort.column === "identity";
    this.#save({ grouped: !grouped, ...(isLeftOut && { sort: usualSort }) });
  };

  /** What the user asks for is shown whatever keeps it out of sight; else only other rows above it are scrolled away. */
  #bringIntoSight(id: string, byUser: boolean): void {
    const row = this.model.rows.get(id);
    if (row && byUser && !this.#shown.rows.includes(row)) {
      this.#save({ filter: { ...noFilter, hidden: row.hidden === true } });
    }
    if (row && byUser && this.saved.grouped) {
      this.#fold(fold(this.saved.folding, row.tenantId, false));
    }
    void this.#scrollTo(id);
  }

  async #scrollTo(id: string): Promise<void> {
    await this.updateComplete;
    const table = this.querySelector<TenantTable>("pal-table");
    await table?.updateComplete;
    table?.show(id);
  }

  #save(change: Partial<SavedView>): void {
    this.saved = { ...this.saved, ...change };
  }

  readonly #setFilter = (filter: RowFilter): void => this.#save({ filter });

  readonly #setSort = (column: ColumnName): void => {
    const { sort } = this.saved;
    this.#save({ sort: { column, descending: sort.column === column && !sort.descending } });
  };

  #open(id: string, byUser = false): void {
    this.#save({ open: id });
    if (byUser) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>("pal-tenant")?.focus());
    }
  }

  readonly #close = (): void => {
    const { open: _open, ...rest } = this.saved;
    this.saved = rest;
    void this.updateComplete.then(() => this.querySelector<TenantTable>("pal-table")?.focus());
  };
}

/** Acts on several rows are told in one place. */
const wholeTable = "";

customElements.define("pal-overview", OverviewView);
