import { html, nothing, type TemplateResult } from "lit";
import type { Figures } from "./figures.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";
import type { RowFilter } from "./rowFilter.ts";
import { shownStates } from "./stateOrder.ts";
import { toolbarButton } from "./toolbarButton.ts";

/** The field that filters by text. */
export function filterField(
  { words }: PageBasics,
  filter: RowFilter,
  setFilter: (filter: RowFilter) => void,
): TemplateResult {
  const clear = (event: Event): void => {
    setFilter({ ...filter, text: "" });
    (event.target as Element).closest(".filter")?.querySelector("input")?.focus();
  };
  return html`<div class="filter">
    ${icon("filter")}
    <input
      type="text"
      spellcheck="false"
      autocomplete="off"
      maxlength="200"
      aria-label=${words.say("filter.label")}
      placeholder=${words.say("filter.placeholder")}
      .value=${filter.text}
      @input=${(event: Event) => setFilter({ ...filter, text: (event.target as HTMLInputElement).value })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Escape" && filter.text !== "") {
          setFilter({ ...filter, text: "" });
        }
      }}
    />
    ${filter.text === "" ? nothing : toolbarButton("close", words.say("filter.clear"), clear)}
  </div>`;
}

/** One button for each state that occurs, pressed if only such tenants are shown. */
export function stateChips(
  { words, looks }: PageBasics,
  { hidden, notCustomer, states }: Figures,
  filter: RowFilter,
  setFilter: (filter: RowFilter) => void,
): TemplateResult {
  const chip = (
    look: string,
    text: string,
    count: number,
    pressed: boolean,
    next: RowFilter,
  ): TemplateResult =>
    html`<button type="button" class="chip" aria-pressed=${pressed} @click=${() => setFilter(next)}>
      ${icon(look)}<span>${text}</span><span class="count">${words.value(count)}</span>
    </button>`;
  const occurring = new Map(states);
  for (const state of filter.states) {
    occurring.set(state, states.get(state) ?? 0);
  }
  const toggled = (state: RowFilter["states"][number]): RowFilter => ({
    ...filter,
    states: filter.states.includes(state)
      ? filter.states.filter((other) => other !== state)
      : [...filter.states, state],
  });
  const marked = (mark: "notCustomer" | "hidden", look: string, count: number): unknown =>
    count > 0 || filter[mark]
      ? html`<span class="tone-quiet"
          >${chip(look, words.say(`mark.${mark}`), count, filter[mark], { ...filter, [mark]: !filter[mark] })}</span
        >`
      : nothing;
  return html`<div class="chips" role="group" aria-label=${words.say("filter.states")}>
    ${shownStates(occurring, looks).map(
      ({ state, count }) =>
        html`<span class="tone-${looks[state].tone}"
          >${chip(looks[state].icon, looks[state].words, count, filter.states.includes(state), toggled(state))}</span
        >`,
    )}
    ${marked("notCustomer", "tag", notCustomer)} ${marked("hidden", "eye-closed", hidden)}
  </div>`;
}
