import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/**
 * A quiet button: an icon and words, without a frame.
 *
 * @param off There is nothing to do just now. The button stays, because the keyboard may be at it.
 */
export function action(glyph: string, words: string, run: () => void, off = false): TemplateResult {
  return html`<button
    type="button"
    class="action"
    aria-disabled=${off ? "true" : nothing}
    @click=${() => off || run()}
  >
    ${icon(glyph)}<span>${words}</span>
  </button>`;
}
