import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { PageRow } from "../ui/protocol.ts";
import { countRows } from "./figures.ts";
import { icon } from "./icon.ts";
import { noTenants } from "./notes.ts";
import { PageElement } from "./pageElement.ts";
import type { PageBasics } from "./pageModel.ts";
import { shownStates } from "./stateOrder.ts";
import "./tenantDetails.ts";

/** The link view: what is selected in the tree, one tenant or several. */
export class LinkView extends PageElement {
  protected override render(): TemplateResult {
    const { basics, rows, selected } = this.model;
    if (!basics) {
      return html`<main class="link-view" aria-busy="true"></main>`;
    }
    const known = selected.map((id) => rows.get(id)).filter((row) => row !== undefined);
    return html`<main class="link-view">${this.#content(known, basics)}</main>`;
  }

  #content(rows: readonly PageRow[], basics: PageBasics): TemplateResult {
    const [only, second] = rows;
    const { none } = this.model.notes;
    if (!only && none) {
      return noTenants(this.model, none);
    }
    if (!only) {
      const { words } = basics;
      return html`<div class="nothing">
        ${icon("link")}
        <h1>${words.say("nothing.title")}</h1>
        <p class="muted">${words.say("nothing.text")}</p>
      </div>`;
    }
    return second
      ? several(rows, basics)
      : html`${keyed(
          only.id,
          html`<pal-tenant .model=${this.model} .rowId=${only.id} .level=${1}></pal-tenant>`,
        )}`;
  }
}

/** How several rows stand: how many are in each state. */
function several(rows: readonly PageRow[], { looks, words }: PageBasics): TemplateResult {
  // Whatever they are marked as: all of them are selected.
  const { states, tenants } = countRows(rows.map(({ hidden: _hidden, notCustomer: _mark, ...row }) => row));
  const inRows = tenants !== rows.length;
  const title = !inRows
    ? words.say("many.title", tenants)
    : tenants === 1
      ? words.say("many.titleOneInRows", rows.length)
      : words.say("many.titleInRows", tenants, rows.length);
  return html`<div class="several">
    <h1 class="name">${title}</h1>
    <ul class="counts">
      ${shownStates(states, looks).map(
        ({ state, count }) =>
          html`<li class="tone-${looks[state].tone}">
            ${icon(looks[state].icon)}<span>${looks[state].words}</span
            ><span class="count">${words.value(count)}</span>
          </li>`,
      )}
    </ul>
    <p class="muted">${words.say(inRows ? "many.textInRows" : "many.text")}</p>
  </div>`;
}

customElements.define("pal-link-view", LinkView);
