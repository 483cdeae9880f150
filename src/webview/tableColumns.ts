import { html, nothing, type TemplateResult } from "lit";
import type { ColumnName, PageRow } from "../ui/protocol.ts";
import { icon } from "./icon.ts";
import type { PageBasics } from "./pageModel.ts";

/** How wide each column is: at least, and its share of what is left. */
const widths: Readonly<Record<ColumnName, string>> = {
  tenant: "minmax(190px, 3fr)",
  domain: "minmax(150px, 2.2fr)",
  identity: "minmax(140px, 1.8fr)",
  kind: "minmax(84px, 0.6fr)",
  state: "minmax(150px, 1.6fr)",
  partnerId: "minmax(92px, 0.8fr)",
  partnerName: "minmax(120px, 1.6fr)",
  lastChanged: "minmax(100px, 0.9fr)",
  checked: "minmax(100px, 0.9fr)",
};

/** On a narrow page a row says who and how; the rest is in its details. */
const compactColumns: ReadonlySet<ColumnName> = new Set(["tenant", "state"]);

/** The columns that there is room for. */
export function fittingColumns(columns: readonly ColumnName[], compact: boolean): readonly ColumnName[] {
  return compact ? columns.filter((name) => compactColumns.has(name)) : columns;
}

/** The columns as CSS lays them out. */
export function columnLayout(columns: readonly ColumnName[], compact: boolean): string {
  return columns.map((name) => (compact ? compactWidth(name) : widths[name])).join(" ");
}

function compactWidth(name: ColumnName): string {
  return name === "tenant" ? "minmax(0, 3fr)" : "minmax(0, 2fr)";
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

function state(row: PageRow, { words, looks }: PageBasics): TemplateResult {
  const look = looks[row.state];
  const beside = row.busy === undefined ? row.attempt : words.say(`busy.${row.busy}`);
  const glyph = row.busy === undefined ? look.icon : "loading~spin";
  return html`<span class="tone-${look.tone}">${icon(glyph)}</span>${look.words}${
      beside === undefined ? nothing : html`<span class="muted"> · ${beside}</span>`
    }`;
}
