import { LitElement, type PropertyDeclarations } from "lit";
import type { HostMessage } from "../ui/protocol.ts";
import { keepFocus } from "./keptFocus.ts";
import type { PageModel } from "./pageModel.ts";

/**
 * A part of a page. Parts draw into the page itself, not into a shadow of their own: so labels, descriptions and the one
 * style sheet reach everything.
 */
export class PageElement extends LitElement {
  static override readonly properties: PropertyDeclarations = { model: { attribute: false } };

  declare model: PageModel;
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.model.onChange((message) => this.onModel(message));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override performUpdate(): void {
    keepFocus(this, () => super.performUpdate());
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The model has changed; usually the part is drawn anew. */
  protected onModel(_message: HostMessage | undefined): void {
    this.requestUpdate();
  }
}
