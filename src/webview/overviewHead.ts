import { html, nothing, type TemplateResult } from "lit";
import { isCounted } from "../model/countedState.ts";
import type { Figures, PartnerCount } from "./figures.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";
import type { RowFilter } from "./rowFilter.ts";
import { shownStates } from "./stateOrder.ts";
import { statusChart } from "./statusChart.ts";

/** So many partner IDs are named on top; the table has them all. */
const mostPartners = 4;

/** The top of the overview: how many are linked, to which partner IDs, what needs the user; each part filters the table. */
export function overviewHead(
  basics: PageBasics,
  figures: Figures,
  filter: RowFilter,
  setFilter: (filter: RowFilter) => void,
): TemplateResult {
  const { words, looks } = basics;
  const { linked, total, attention, states, partners } = figures;
  const needs = attention === 1 ? words.say("figure.attentionOne") : words.say("figure.attention", attention);
  const attend = html`<button
    type="button"
    class="fact-button tone-attention"
    aria-pressed=${filter.attention}
    @click=${() => setFilter({ ...filter, attention: !filter.attention })}
  >
    ${icon("bell-dot")}<span>${needs}</span>
  </button>`;
  const well = html`<span class="fact-plain tone-good"
    >${icon("pass-filled")}<span>${words.say("figure.allWell")}</span></span
  >`;
  const chosen = filter.states;
  const shown = shownStates(states, looks);
  const counted = shown.filter(({ state }) => isCounted(state));
  const leftOut = [
    ...shown
      .filter(({ state }) => !isCounted(state))
      .map(({ state, count }) => [looks[state].words, count] as const),
    [words.say("mark.notCustomer"), figures.notCustomer] as const,
    [words.say("mark.hidden"), figures.hidden] as const,
  ]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => words.say("chart.part", name, count));
  return html`<header class="head">
    <div class="headline">
      <h2 class="figure">${words.say("figure.linked", linked, total)}</h2>
      ${
        leftOut.length === 0
          ? nothing
          : html`<p class="muted">${words.say("figure.leftOut", leftOut.join(" · "))}</p>`
      }
    </div>
    <div class="head-facts">
      ${attention === 0 && !filter.attention ? well : attend}
      ${
        partners.length === 0 && filter.partnerId === ""
          ? nothing
          : html`<ul class="partners" aria-label=${words.say("ids.label")}>
              ${shownPartners(partners, filter.partnerId).map(
                ({ id, name, count }) =>
                  html`<li>
                    <button
                      type="button"
                      class="fact-button"
                      title=${words.say("ids.show", id)}
                      aria-pressed=${filter.partnerId === id}
                      @click=${() => setFilter({ ...filter, partnerId: filter.partnerId === id ? "" : id })}
                    >
                      <strong>${id}</strong
                      >${name === undefined ? nothing : html`<span class="partner-name">${name}</span>`}<span
                        class="count"
                        >${words.value(count)}</span
                      >
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </div>
    ${
      counted.length === 0
        ? nothing
        : statusChart(basics, counted, chosen, (state) =>
            setFilter({
              ...filter,
              states: chosen.length === 1 && chosen[0] === state ? [] : [state],
              notCustomer: false,
            }),
          )
    }
  </header>`;
}

/** The chosen one is always there, so that it can be let go of: also if it is rare, or linked nowhere any more. */
function shownPartners(partners: readonly PartnerCount[], chosen: string): readonly PartnerCount[] {
  const shown = partners.filter(({ id }, index) => index < mostPartners || id === chosen);
  return chosen === "" || shown.some(({ id }) => id === chosen)
    ? shown
    : [...shown, { id: chosen, count: 0 }];
}
