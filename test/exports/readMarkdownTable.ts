import { marked, type Token, type Tokens } from "marked";

/**
 * Reads the only table of a Markdown text as GitHub does: every cell of every line, the headings first. Throws if there is
 * anything else, or if a cell would be shown as more than text.
 */
export function readMarkdownTable(text: string): string[][] {
  const [table, ...more] = marked.lexer(text, { gfm: true }).filter(({ type }) => type !== "space");
  if (table?.type !== "table" || more.length > 0) {
    throw new Error(`Not one table: ${text.slice(0, 200)}`);
  }
  const { header, rows } = table as Tokens.Table;
  return [header, ...rows].map((cells) => cells.map(({ tokens }) => tokens.map(plain).join("")));
}

function plain(token: Token): string {
  if (token.type !== "text" && token.type !== "escape") {
    throw new Error(`More than text in a cell (${token.type}): ${token.raw}`);
  }
  return (token as Tokens.Text | Tokens.Escape).text;
}
