import { html, type TemplateResult } from "lit";

/** A codicon by its name ("sync~spin" turns), for the eye only: the words stand beside it. */
export function icon(name: string): TemplateResult {
  const [glyph = "", motion] = name.split("~");
  const known = /^[a-z0-9-]+$/.test(glyph) ? glyph : "blank";
  const spin = motion === "spin" ? " codicon-modifier-spin" : "";
  return html`<span class="codicon codicon-${known}${spin}" aria-hidden="true"></span>`;
}
