import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { icon } from "./icon.ts";
import type { Offer } from "./partnerIdOffers.ts";
import type { Words } from "./words.ts";

/**
 * The field for a partner ID, with those that are offered below it: a combobox. It knows nothing of what is typed but
 * tells it; Enter is left to the form around it.
 */
export class PartnerIdField extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    words: { attribute: false },
    label: { attribute: false },
    value: { attribute: false },
    problem: { attribute: false },
    offers: { attribute: false },
    locked: { attribute: false },
    open: { state: true },
    active: { state: true },
  };

  declare words: Words;
  declare label: string;
  declare value: string;
  /** What is wrong with the value, in words. */
  declare problem: string | undefined;
  declare offers: readonly Offer[];
  /** It can be read and focused, but not changed. */
  declare locked: boolean;
  declare onValue: (value: string) => void;
  /** Escape, when no list is open. */
  declare onEscape: () => boolean;
  declare open: boolean;
  declare active: number;

  constructor() {
    super();
    this.open = false;
    this.active = -1;
  }

  override focus(): void {
    this.querySelector("input")?.focus();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { words, offers, problem } = this;
    const open = this.#isListOpen;
    const active = open && offers[this.active] ? `offer-${this.active}` : undefined;
    return html`<label for="partner-id">${this.label}</label>
      <div class="combo" @focusout=${this.#leave}>
        <input
          id="partner-id"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          spellcheck="false"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded=${open}
          aria-controls="partner-id-offers"
          aria-activedescendant=${active ?? nothing}
          aria-invalid=${problem !== undefined}
          aria-describedby="partner-id-problem partner-id-hint"
          placeholder=${words.say("form.placeholder")}
          .value=${this.value}
          ?readonly=${this.locked}
          @input=${this.#typed}
          @keydown=${this.#key}
          @click=${this.#toggle}
        />
        ${offers.length > 0 ? html`<span class="combo-arrow">${icon("chevron-down")}</span>` : nothing}
        <div
          id="partner-id-offers"
          role="listbox"
          class="offers"
          aria-label=${words.say("form.offered")}
          ?hidden=${!open}
        >
          ${open ? offers.map((offer, index) => this.#offer(offer, index)) : nothing}
        </div>
      </div>
      <p id="partner-id-problem" class="problem" aria-live="polite">
        ${problem === undefined ? nothing : html`${icon("error")} <span>${problem}</span>`}
      </p>`;
  }

  #offer({ id, name, kind }: Offer, index: number): TemplateResult {
    return html`<div
      id="offer-${index}"
      role="option"
      class="offer"
      aria-selected=${index === this.active}
      @mousedown=${(event: Event) => {
        event.preventDefault();
        this.#choose(id);
      }}
    >
      <span class="offer-id">${id}</span>
      <span class="offer-name">${name ?? this.words.say(kind === "ours" ? "form.ours" : "form.recent")}</span>
    </div>`;
  }

  get #isListOpen(): boolean {
    return this.open && !this.locked && this.offers.length > 0;
  }

  readonly #typed = (event: Event): void => {
    this.open = true;
    this.active = -1;
    this.onValue((event.target as HTMLInputElement).value);
  };

  readonly #toggle = (): void => {
    this.open = !this.open;
  };

  readonly #leave = (): void => {
    this.open = false;
    this.active = -1;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const count = this.offers.length;
    const open = this.#isListOpen;
    const offer = open ? this.offers[this.active] : undefined;
    if (event.key === "Escape") {
      this.#leave();
      if (open || this.onEscape()) {
        event.preventDefault();
        event.stopPropagation(); // else it is for whatever is around the field
      }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0 && !this.locked) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = open ? (this.active + step + count) % count : step > 0 ? 0 : count - 1;
      this.open = true;
    } else if (event.key === "Enter" && offer) {
      event.preventDefault();
      this.#choose(offer.id);
    }
  };

  #choose(id: string): void {
    this.#leave();
    this.onValue(id);
    this.focus();
  }
}

customElements.define("pal-partner-id", PartnerIdField);
