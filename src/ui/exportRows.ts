import type { ColumnName, PageRow } from "./protocol.ts";

/** The forms that tenants are exported in. */
export type ExportFormat = "csv" | "json" | "markdown";

/** What is exported, and what it is called. */
export interface Export {
  /** In the order in which they are shown. */
  readonly rows: readonly PageRow[];
  readonly columns: readonly ColumnName[];
  /** What the columns are called, in the user's language. */
  readonly heading: (column: ColumnName | "tenantId") => string;
  readonly kind: (kind: PageRow["kind"]) => string;
  readonly state: (row: PageRow) => string;
}

/**
 * Tenants as the text of a file. CSV and JSON also name each tenant by its ID, because names are not unique; times are those
 * of ISO 8601 in UTC.
 */
export function exportRows(format: ExportFormat, what: Export): string {
  switch (format) {
    case "csv":
      return csv(what);
    case "json":
      return json(what);
    case "markdown":
      return markdown(what);
    default:
      return format satisfies never;
  }
}

/** As in RFC 4180, with the mark by which Excel knows UTF-8. */
function csv({ rows, columns, ...words }: Export): string {
  const all = [...columns, "tenantId"] as const;
  const lines = [
    all.map((column) => words.heading(column)),
    ...rows.map((row) => all.map((column) => cell(row, column, words))),
  ];
  return `\ufeff${lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")}`;
}

/** Spreadsheets take a text that begins so for a formula, which a tenant's name must never be [OWASP, CSV injection]. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/;

function csvCell(text: string): string {
  const inert = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** For programs: names of columns and states as they are in code, whatever the language. */
function json({ rows, columns }: Export): string {
  const objects = rows.map((row) => ({
    ...Object.fromEntries(columns.map((column) => [column, value(row, column) ?? null])),
    tenantId: row.tenantId,
  }));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** For people: a table that may be pasted, in which every text stays text. */
function markdown({ rows, columns, ...words }: Export): string {
  const lines = [
    columns.map((column) => words.heading(column)),
    ...rows.map((row) => columns.map((column) => cell(row, column, words))),
  ].map((cells) => `| ${cells.map(markdownCell).join(" | ")} |\n`);
  const rule = `|${" --- |".repeat(columns.length)}\n`;
  return [lines[0], rule, ...lines.slice(1)].join("");
}

/** Every mark of ASCII may be escaped so [CommonMark 2.4]; a hyphen says nothing within a text. */
function markdownCell(text: string): string {
  return text.replaceAll(/^-|[!-,./:-@[-`{-~]/g, String.raw`\$&`);
}

/** What a row holds in a column, as code has it. */
function value(row: PageRow, column: ColumnName | "tenantId"): string | undefined {
  switch (column) {
    case "tenant":
      return row.label;
    case "lastChanged":
      return row.lastChanged === undefined ? undefined : new Date(row.lastChanged).toISOString();
    case "checked":
      return row.checkedAt === undefined ? undefined : new Date(row.checkedAt).toISOString();
    default:
      return row[column];
  }
}

/** The same in words. */
function cell(row: PageRow, column: ColumnName | "tenantId", words: Pick<Export, "kind" | "state">): string {
  switch (column) {
    case "kind":
      return words.kind(row.kind);
    case "state":
      return words.state(row);
    default:
      return value(row, column) ?? "";
  }
}
