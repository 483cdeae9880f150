import { html, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/** A quiet button: an icon and words, without a frame. */
export function action(glyph: string, words: string, run: () => void): TemplateResult {
  return html`<button type="button" class="action" @click=${run}>
    ${icon(glyph)}<span>${words}</span>
  </button>`;
}
