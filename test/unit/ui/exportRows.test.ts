import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { type Export, exportRows } from "../../../src/ui/exportRows.ts";
import { columnNames, type PageRow } from "../../../src/ui/protocol.ts";
import { readCsv } from "../../exports/readCsv.ts";
import { tenant } from "../testing/fixtures.ts";

const linked: PageRow = {
  id: "a/1",
  tenantId: tenant(1).tenantId,
  label: "Contoso",
  domain: "contoso.example",
  identity: "alice@contoso.example",
  kind: "home",
  state: "linked",
  attention: false,
  partnerId: "4567890",
  partnerName: "Contoso Consulting",
  lastChanged: Date.UTC(2026, 0, 2, 3, 4, 5),
  checkedAt: Date.UTC(2026, 5, 6, 7, 8, 9, 10),
};
const {
  domain: _domain,
  partnerId: _id,
  partnerName: _name,
  lastChanged: _changed,
  checkedAt: _at,
  ...bare
} = linked;
const named = (label: string): PageRow => ({ ...bare, label });

const hostile = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "＝1+1",
  " =1+1",
  "\u00a0=1",
  '=HYPERLINK("https://evil.example","x")',
  '=cmd|"/c calc"!A1',
  'a","=1+1',
  "a\r\n=1+1",
  "'=1",
  '"',
  "a,b",
  "<img src=x onerror=alert(1)>",
  "| a | b |\n| --- |",
  "[x](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "https://evil.example www.evil.example",
  "`code` **bold** _em_ ~~no~~ # - 1. &lt;",
  "بِسْم الله",
  "x".repeat(300),
  "\\",
  "$(alert)",
];

function made(
  format: "csv" | "json" | "markdown",
  rows: PageRow[],
  columns: Export["columns"] = columnNames,
): string {
  return exportRows(format, {
    rows,
    columns,
    heading: (column) => `# ${column}`,
    kind: (kind) => `kind ${kind}`,
    state: ({ state }) => `state ${state}`,
  });
}

describe("Tenants as CSV", () => {
  it("have a line each under a line of headings, in the columns and the order that are shown", () => {
    expect(readCsv(made("csv", [linked, named("Fabrikam")], ["state", "tenant", "checked"]))).toEqual([
      ["# state", "# tenant", "# checked", "# tenantId"],
      ["state linked", "Contoso", "2026-06-06T07:08:09.010Z", tenant(1).tenantId],
      ["state linked", "Fabrikam", "", tenant(1).tenantId],
    ]);
  });

  it("hold all that there is, and say nothing of what is not known", () => {
    const [, full, empty] = readCsv(made("csv", [linked, bare]));
    expect(full).toEqual([
      "Contoso",
      "contoso.example",
      "alice@contoso.example",
      "kind home",
      "state linked",
      "4567890",
      "Contoso Consulting",
      "2026-01-02T03:04:05.000Z",
      "2026-06-06T07:08:09.010Z",
      tenant(1).tenantId,
    ]);
    expect(empty?.filter((cell) => cell === "")).toHaveLength(5);
  });

  it("begin with the mark by which Excel knows UTF-8, and end each line as RFC 4180 wants", () => {
    const text = made("csv", [linked], ["tenant"]);
    expect(text).toBe(`\ufeff# tenant,# tenantId\r\nContoso,${tenant(1).tenantId}\r\n`);
  });

  it.each(hostile)("read back %s as it was, and no cell is a formula", (label) => {
    const lines = readCsv(made("csv", [named(label), linked], ["tenant", "partnerName"]));
    expect(lines).toHaveLength(3);
    const [cell = ""] = lines[1] ?? [];
    expect([label, `'${label}`]).toContain(cell);
    for (const text of lines.flat()) {
      expect(text).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    }
  });
});

describe("Tenants as JSON", () => {
  it("are as code has them, whatever the language", () => {
    expect(JSON.parse(made("json", [linked, named("Fabrikam")], ["tenant", "state", "lastChanged"]))).toEqual(
      [
        {
          tenant: "Contoso",
          state: "linked",
          lastChanged: "2026-01-02T03:04:05.000Z",
          tenantId: tenant(1).tenantId,
        },
        { tenant: "Fabrikam", state: "linked", lastChanged: null, tenantId: tenant(1).tenantId },
      ],
    );
  });

  it.each(hostile)("hold %s as it is", (label) => {
    const [row] = JSON.parse(made("json", [named(label)], ["tenant"])) as { tenant: string }[];
    expect(row?.tenant).toBe(label);
  });
});

describe("Tenants as Markdown", () => {
  it("are a table in which times and names read well", () => {
    expect(made("markdown", [linked], ["tenant", "partnerId"])).toBe(
      "| \\# tenant | \\# partnerId |\n| --- | --- |\n| Contoso | 4567890 |\n",
    );
  });

  it.each(hostile.filter((name) => !/[\r\n]/.test(name)))(
    "show %s as text: no link, no picture, no HTML",
    async (label) => {
      const html = await marked.parse(made("markdown", [named(label)], ["tenant", "partnerName"]), {
        gfm: true,
      });
      expect(html).not.toMatch(/<(a|img|code|strong|em|del|h\d)\b/);
      expect(html.match(/<tr>/g)).toHaveLength(2);
      const [, cell = ""] = /<td>(.*?)<\/td>/s.exec(html) ?? [];
      const text = cell
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&");
      expect(text).toBe(label.trim());
    },
  );
});
