import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/** A button that opens a small panel below itself. Escape, a click elsewhere or leaving it closes the panel. */
export class Popup extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    icon: { attribute: false },
    label: { attribute: false },
    content: { attribute: false },
    open: { state: true },
  };

  declare icon: string;
  declare label: string;
  /** What is in the panel; `close` closes it and gives the focus back to the button. */
  declare content: (close: () => void) => TemplateResult;
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
    this.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (!(to instanceof Node && this.contains(to))) {
        this.open = false;
      }
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.open) {
        event.stopPropagation();
        this.#close();
      }
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<button
        type="button"
        class="popup-button"
        aria-expanded=${this.open}
        aria-haspopup="true"
        @click=${this.#toggle}
      >
        ${icon(this.icon)}<span>${this.label}</span>${icon("chevron-down")}
      </button>
      ${
        this.open
          ? html`<div class="popup-panel" tabindex="-1">${this.content(() => this.#close())}</div>`
          : nothing
      }`;
  }

  readonly #toggle = (): void => {
    this.open = !this.open;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(".popup-panel button, .popup-panel vscode-checkbox")?.focus(),
    );
  };

  #close(): void {
    this.open = false;
    this.querySelector("button")?.focus();
  }
}

customElements.define("pal-popup", Popup);
