import { html, nothing, type TemplateResult } from "lit";
import { type ColumnName, lookOf, type PageRow } from "../ui/protocol.ts";
import { busyWords } from "./busyWords.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";

/** How wide each column is: at least, in pixels, and its share of what is left. */
const widths: Readonly<Record<ColumnName, readonly [number, number]>> = {
  tenant: [190, 2.4],
  domain: [150, 2],
  identity: [160, 1.9],
  kind: [92, 0.4],
  state: [186, 2],
  partnerId: [108, 0.5],
  partnerName: [132, 1.8],
  lastChanged: [126, 0.5],
  checked: [108, 0.5],
};

/** What is left out first where there is little room: the details tell it as well. */
const leftOutFirst: readonly ColumnName[] = [
  "kind",
  "lastChanged",
  "domain",
  "checked",
  "partnerName",
  "identity",
  "partnerId",
];

/** Below this width, in pixels, a row only says who and how. */
const compactBelow = 560;

const compactWidths: Partial<Record<ColumnName, string>> = {
  tenant: "minmax(0, 1fr)",
  state: "minmax(0, 132px)",
};

/** Below this width the columns must fit: nobody would see that how a tenant stands is to the right of all that. */
const narrowBelow = 860;

/** What stands beside the cells of a row, in pixels. */
const margins = 60;

/**
 * The columns to draw. Beside open details, which tell everything, and on a narrow page those are left out that do not fit;
 * else the table scrolls sideways.
 */
export function fittingColumns(
  columns: readonly ColumnName[],
  width: number,
  detailsOpen: boolean,
): readonly ColumnName[] {
  if (width < compactBelow) {
    return columns.filter((name) => !leftOutFirst.includes(name));
  }
  let fitting = columns;
  for (const name of detailsOpen || width < narrowBelow ? leftOutFirst : []) {
    if (widthOf(fitting) + margins > width) {
      fitting = fitting.filter((other) => other !== name);
    }
  }
  return fitting;
}

/** Below the head of a tenant no row repeats what stands there; whose it is stands first. */
export function groupedColumns(columns: readonly ColumnName[]): readonly ColumnName[] {
  return columns.filter((name) => name !== "domain" && name !== "identity");
}

function widthOf(columns: readonly ColumnName[]): number {
  return columns.reduce((sum, name) => sum + widths[name][0], 0);
}

/** The columns as CSS lays them out. */
export function columnLayout(columns: readonly ColumnName[], width: number): string {
  return columns
    .map((name) =>
      width < compactBelow ? compactWidths[name] : `minmax(${widths[name][0]}px, ${widths[name][1]}fr)`,
    )
    .join(" ");
}

/** What a row has in a column. All texts come from strangers and go in as text. */
export function cellContent(
  row: PageRow,
  column: ColumnName,
  { words, looks }: PageBasics,
): TemplateResult | string | typeof nothing {
  switch (column) {
    case "tenant":
      return row.label;
    case "domain":
      return row.domain ?? nothing;
    case "identity":
      return row.identity;
    case "kind":
      return words.say(`kind.${row.kind}`);
    case "state":
      return state(row, { words, looks });
    case "partnerId":
      return row.partnerId ?? nothing;
    case "partnerName":
      return row.partnerName ?? nothing;
    case "lastChanged":
      return row.lastChanged === undefined ? nothing : words.age(row.lastChanged);
    case "checked":
      return row.checkedAt === undefined ? nothing : words.age(row.checkedAt);
    default:
      return column satisfies never;
  }
}

/** What a cell says in full, where it may be cut off. */
export function cellTitle(
  row: PageRow,
  column: ColumnName,
  { words, looks }: PageBasics,
): string | undefined {
  switch (column) {
    case "tenant":
      return row.label;
    case "state":
      return [lookOf(row, looks).words, row.attempt].filter((part) => part !== undefined).join(" · ");
    case "lastChanged":
      return row.lastChanged === undefined ? undefined : words.time(row.lastChanged);
    case "checked":
      return row.checkedAt === undefined ? undefined : words.time(row.checkedAt);
    case "kind":
      return words.say(`kindLong.${row.kind}`);
    case "domain":
    case "identity":
    case "partnerId":
    case "partnerName":
      return row[column];
    default:
      return column satisfies never;
  }
}

function state(row: PageRow, { words, looks }: PageBasics): TemplateResult {
  const look = lookOf(row, looks);
  const glyph = row.busy === undefined ? look.icon : "loading~spin";
  const beside = row.attempt ?? busyWords(row, words);
  return html`<span class="tone-${look.tone}">${icon(glyph)}</span>${look.words}${
      beside === undefined ? nothing : html`<span class="muted"> · ${beside}</span>`
    }`;
}
