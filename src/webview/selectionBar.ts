import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { PageRow } from "../ui/protocol.ts";
import { action } from "./action.ts";
import type { PageBasics, PageModel } from "./pageModel.ts";

/** What the bar above the table speaks of. */
export interface Selected {
  readonly rows: readonly PageRow[];
  readonly shown: number;
  readonly all: number;
  readonly selectAll: () => void;
  readonly selectNone: () => void;
}

/** How many tenants are shown, and what can be done with those that are selected. */
export function selectionBar(model: PageModel, { words }: PageBasics, selected: Selected): TemplateResult {
  const { rows, shown, all } = selected;
  const ids = rows.map(({ id }) => id);
  const mark = (notCustomer: boolean): void => model.act("", { type: "mark", rows: ids, notCustomer });
  const few = all === 1 ? words.say("shown.one") : words.say("shown.all", all);
  const count = shown === all ? few : words.say("shown.some", shown, all);
  return html`<div class="selection">
    <span role="status" class="selection-count">
      ${
        rows.length === 0
          ? count
          : html`<strong
                >${rows.length === 1 ? words.say("selected.one") : words.say("selected.many", rows.length)}</strong
              >
              <span class="muted">· ${count}</span>`
      }
    </span>
    ${
      rows.length === 0
        ? nothing
        : html`${action("refresh", words.say("check"), () => model.act("", { type: "check", rows: ids }))}
          ${
            rows.some(({ notCustomer }) => !notCustomer)
              ? action("tag", words.say("markNotCustomer"), () => mark(true))
              : nothing
          }
          ${
            rows.some(({ notCustomer }) => notCustomer)
              ? action("tag", words.say("markCustomer"), () => mark(false))
              : nothing
          }`
    }
    ${rows.length < shown ? action("check-all", words.say("select.all"), selected.selectAll) : nothing}
    ${rows.length > 0 ? action("clear-all", words.say("selection.clear"), selected.selectNone) : nothing}
  </div>`;
}
