import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { PageRow } from "../ui/protocol.ts";
import { action } from "./action.ts";
import { progressNote } from "./notes.ts";
import type { PageBasics, PageModel } from "./pageModel.ts";
import { type Folding, nothingFolded } from "./tableLines.ts";
import type { Words } from "./words.ts";

/** What the bar above the table speaks of. */
export interface Selected {
  readonly rows: readonly PageRow[];
  /** How many rows are shown, and of how many tenants. */
  readonly shown: number;
  readonly tenants: number;
  /** How many tenants could be shown. */
  readonly all: number;
  readonly selectAll: () => void;
  readonly selectNone: () => void;
  /** Which tenants are folded up, if rows are grouped. */
  readonly folding?: Folding;
  readonly fold?: (folding: Folding) => void;
}

/** How many tenants are shown, and what can be done with those that are selected. */
export function selectionBar(model: PageModel, { words }: PageBasics, selected: Selected): TemplateResult {
  const { rows, shown, folding, fold } = selected;
  const ids = rows.map(({ id }) => id);
  const mark = (notCustomer: boolean): void => model.act("", { type: "mark", rows: ids, notCustomer });
  const count = shownWords(words, selected);
  const allFolded = folding?.all === true && folding.others.length === 0;
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
    ${
      fold === undefined
        ? nothing
        : allFolded
          ? action("expand-all", words.say("group.open"), () => fold(nothingFolded))
          : action("collapse-all", words.say("group.fold"), () => fold({ all: true, others: [] }))
    }
    ${rows.length < shown ? action("check-all", words.say("select.all"), selected.selectAll) : nothing}
    ${rows.length > 0 ? action("clear-all", words.say("selection.clear"), selected.selectNone) : nothing}
    ${progressNote(model)}
  </div>`;
}

/** How many tenants are shown, of how many; and in how many rows, where one has several. */
function shownWords(words: Words, { shown, tenants, all }: Selected): string {
  const inRows = tenants !== shown;
  if (tenants === all) {
    if (all === 1) {
      return inRows ? words.say("shown.oneInRows", shown) : words.say("shown.one");
    }
    return inRows ? words.say("shown.allInRows", all, shown) : words.say("shown.all", all);
  }
  if (all === 1) {
    return words.say("shown.noneOfOne");
  }
  return inRows ? words.say("shown.someInRows", tenants, all, shown) : words.say("shown.some", tenants, all);
}
