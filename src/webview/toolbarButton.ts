import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { html, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/**
 * A button that is only an icon. The icon lies in the page, where its font is known; the component's own would fetch it from
 * a file.
 *
 * @param label what it does: its name for screen readers, and its tooltip.
 */
export function toolbarButton(glyph: string, label: string, onClick: (event: Event) => void): TemplateResult {
  return html`<vscode-toolbar-button label=${label} title=${label} @click=${onClick}
    >${icon(glyph)}</vscode-toolbar-button
  >`;
}
