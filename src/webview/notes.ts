import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Note, Notes } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import type { PageModel } from "./pageModel.ts";

/** Accounts whose tenants are not all there. */
export function noteList(model: PageModel): TemplateResult | typeof nothing {
  const { list } = model.notes;
  return list.length === 0
    ? nothing
    : html`<ul class="notes">
        ${list.map((note) => html`<li class="note tone-${note.tone}">${content(model, note)}</li>`)}
      </ul>`;
}

/** How far checks are. It stands where there is room anyway: nothing moves when it comes and goes. */
export function progressNote(model: PageModel): TemplateResult | typeof nothing {
  const { progress } = model.notes;
  return progress === undefined
    ? nothing
    : html`<span class="note progress tone-${progress.tone}">${content(model, progress)}</span>`;
}

/** What stands where tenants would be if there were any. */
export function noTenants(
  model: PageModel,
  { title, text, offers }: NonNullable<Notes["none"]>,
): TemplateResult {
  return html`<div class="nothing">
    ${icon("link")}
    <h1>${title}</h1>
    <p class="muted">${text}</p>
    <div class="buttons">
      ${offers.map(
        ({ number, label }, index) =>
          html`<vscode-button ?secondary=${index > 0} @click=${() => model.ask({ type: "offered", number })}
            >${label}</vscode-button
          >`,
      )}
    </div>
    ${noteList(model)}
  </div>`;
}

function content(model: PageModel, { icon: glyph, words, detail, offer }: Note): TemplateResult {
  return html`${icon(glyph)}<span id=${offer === undefined ? nothing : `note-${offer.number}`}
      >${words}${detail === undefined ? nothing : html` <span class="muted">${detail}</span>`}</span
    >
    ${
      offer === undefined
        ? nothing
        : keyed(
            offer.number, // another offer is another button, also in the same place
            html`<button
              type="button"
              class="link offer-button"
              aria-describedby="note-${offer.number}"
              @click=${() => model.ask({ type: "offered", number: offer.number })}
            >
              ${offer.label}
            </button>`,
          )
    }`;
}
