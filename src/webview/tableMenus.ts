import { html, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import { type ColumnName, columnNames, type PageMessage } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import "./popup.ts";
import { moveFocus, oneTabStop } from "./rovingFocus.ts";
import type { Words } from "./words.ts";

/** Which columns the table has. The first one stays: a row without its tenant says nothing. */
export function columnPicker(
  words: Words,
  { columns, grouped }: { readonly columns: readonly ColumnName[]; readonly grouped: boolean },
  setColumns: (columns: readonly ColumnName[]) => void,
): TemplateResult {
  const set = (name: ColumnName, shown: boolean): void =>
    setColumns(columnNames.filter((other) => (other === name ? shown : columns.includes(other))));
  const content = (): TemplateResult =>
    html`<div class="menu" role="group" aria-label=${words.say("columns")}>
      ${columnNames
        .filter((name) => name !== "tenant" && !(grouped && name === "identity"))
        .map(
          (name) =>
            html`<vscode-checkbox
              label=${words.say(`column.${name}`)}
              .checked=${columns.includes(name)}
              @change=${(event: Event) => set(name, (event.target as HTMLInputElement).checked)}
            ></vscode-checkbox>`,
        )}
    </div>`;
  return html`<pal-popup
    .icon=${"split-horizontal"}
    .label=${words.say("columns")}
    .content=${content}
  ></pal-popup>`;
}

/** Whether rows stand below their tenants. */
export function groupToggle(words: Words, grouped: boolean, toggle: () => void): TemplateResult {
  return html`<button
    type="button"
    class="popup-button group-toggle"
    aria-pressed=${grouped}
    title=${words.say("group.title")}
    @click=${toggle}
  >
    ${icon("list-tree")}<span class="toggle-label">${words.say("group")}</span>
  </button>`;
}

type Format = Extract<PageMessage, { type: "export" }>["format"];

const formats: readonly Format[] = ["csv", "json", "markdown"];

/** Saves what is shown as a file. */
export function exportMenu(words: Words, run: (format: Format) => void): TemplateResult {
  const content = (close: () => void): TemplateResult =>
    html`<div
      class="menu"
      role="menu"
      aria-label=${words.say("export")}
      @keydown=${(event: KeyboardEvent) =>
        event.currentTarget instanceof Element && moveFocus(event, event.currentTarget, ".menu-item")}
    >
      ${formats.map(
        (format) =>
          html`<button
            type="button"
            role="menuitem"
            class="menu-item"
            @click=${() => {
              close();
              run(format);
            }}
          >
            ${words.say(`export.${format}`)}
          </button>`,
      )}${oneTabStop(".menu-item")}
    </div>`;
  return html`<pal-popup .icon=${"save-as"} .label=${words.say("export")} .content=${content}></pal-popup>`;
}
