import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { ColumnName } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";
import type { HeadLine } from "./tableLines.ts";
import { firstRow } from "./tableRow.ts";

/** How the head of a tenant stands in the table. */
export interface HeadLook {
  readonly columns: readonly ColumnName[];
  /** All of its rows are selected. */
  readonly selected: boolean;
  /** The keyboard is at it. */
  readonly active: boolean;
  readonly showDomain: boolean;
}

/** The head of a tenant's rows; it is drawn anew only if something about it has changed. */
export function headRow(line: HeadLine, index: number, basics: PageBasics, look: HeadLook): unknown {
  const { tenant, folded, place, of } = line;
  const { columns, selected, active, showDomain } = look;
  const { label, domain, linked, total, attention, aside, state } = tenant;
  const known = [label, domain, linked, total, attention, aside, state, folded, place, of];
  return guard([...known, index, basics, columns.join(), selected, active, showDomain], () =>
    draw(line, index, basics, look),
  );
}

function draw(
  { tenant, folded, place, of }: HeadLine,
  index: number,
  basics: PageBasics,
  { columns, selected, active, showDomain }: HeadLook,
): TemplateResult {
  const { label, domain, aside } = tenant;
  const shownDomain = showDomain && domain !== label ? domain : undefined;
  const state = columns.indexOf("state");
  const before = state > 0 ? state : Math.min(1, columns.length - 1);
  const count = html`<span class="head-count">${counted(tenant, basics)}</span>`;
  return html`<div
    role="row"
    id="row-${index}"
    class="row tenant-head ${active ? "active" : ""} ${aside ? "aside" : ""}"
    aria-rowindex=${index + firstRow}
    aria-level="1"
    aria-posinset=${place}
    aria-setsize=${of}
    aria-expanded=${!folded}
    aria-selected=${selected}
  >
    <div
      role="gridcell"
      class="cell span-${before}"
      aria-colindex="1"
      aria-colspan=${Math.max(1, before)}
      title=${shownDomain === undefined ? label : `${label} · ${shownDomain}`}
    >
      <span class="tick">${icon("check")}</span>${icon(folded ? "chevron-right" : "chevron-down")}<span
        class="head-name"
        dir="auto"
        >${label}</span
      >${
        shownDomain === undefined
          ? nothing
          : html`<span class="head-domain muted" dir="auto">${shownDomain}</span>`
      }${before === 0 ? count : nothing}
    </div>
    ${
      before === 0
        ? nothing
        : html`<div
            role="gridcell"
            class="cell from-${before + 1}"
            aria-colindex=${before + 1}
            aria-colspan=${columns.length - before}
          >
            ${count}
          </div>`
    }
  </div>`;
}

/** How many identities are linked, in words and as an icon: all of them, some, or none. */
function counted(
  { linked, total, attention, state }: HeadLine["tenant"],
  { words, looks }: PageBasics,
): unknown {
  if (total === 0) {
    return html`<span class="tone-quiet">${icon(looks.linkAtHome.icon)}</span>${state}`;
  }
  const whole = linked === total;
  const glyph = whole
    ? looks.linked.icon
    : linked > 0
      ? "color-mode"
      : attention
        ? looks.notLinked.icon
        : looks.unknown.icon;
  const tone = whole ? "good" : attention ? "attention" : "quiet";
  return html`<span class="tone-${tone}">${icon(glyph)}</span
    ><span class="count-long"
      >${total === 1 ? words.say("group.one", linked) : words.say("group.linked", linked, total)}</span
    ><span class="count-short" aria-hidden="true">${words.say("figure.linked", linked, total)}</span>`;
}
