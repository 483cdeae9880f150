import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { PageMessage } from "../ui/protocol.ts";
import { PageElement } from "./pageElement.ts";
import { toolbarButton } from "./toolbarButton.ts";

const copiedFor = 2000;

/** Copies something of a tenant, and says so for a moment. */
export class CopyButton extends PageElement {
  static override readonly properties: PropertyDeclarations = {
    rowId: { attribute: false },
    what: { attribute: false },
    name: { attribute: false },
    copied: { state: true },
  };

  declare rowId: string;
  declare what: Extract<PageMessage, { type: "copy" }>["what"];
  /** What is copied, in words. */
  declare name: string;
  declare copied: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("rowId") || changed.has("what")) {
      this.copied = false;
    }
  }

  protected override render(): TemplateResult {
    const words = this.model.basics?.words;
    const label = words?.say("copy", this.name) ?? "";
    return html`${toolbarButton(this.copied ? "check" : "copy", label, this.#copy)}
      <span role="status" class="unseen">${this.copied ? words?.say("copied", this.name) : nothing}</span>`;
  }

  readonly #copy = (): void => {
    this.model.ask({ type: "copy", row: this.rowId, what: this.what });
    this.copied = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.copied = false;
    }, copiedFor);
  };
}

customElements.define("pal-copy", CopyButton);
