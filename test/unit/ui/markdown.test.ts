import * as fc from "fast-check";
import { marked, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { inertMarkdown } from "../../../src/ui/markdown.ts";
import { longestMessage, plainText } from "../../../src/ui/plainText.ts";

/** The kinds of everything that a Markdown renderer (VS Code's own is marked, too) makes of a text. */
function kinds(markdown: string): Set<string> {
  const found = new Set<string>();
  const collect = ({ type }: Token): void => void found.add(type);
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), collect);
  return found;
}

const harmless = new Set(["paragraph", "text", "escape"]);

/** What people read of it. */
function shown(markdown: string): string {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const entities: Record<string, string> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&amp;": "&",
  };
  return html
    .replaceAll(/^<p>|<\/p>\n$/g, "")
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}

describe("Hostile text in Markdown", () => {
  it.each([
    "[Click me](command:workbench.action.quit)",
    "![pixel](https://evil.example/p.png)",
    "https://evil.example",
    "www.evil.example",
    "mailto:mallory@evil.example",
    "mallory@evil.example",
    "<a href='https://evil.example'>Fabrikam</a>",
    "<https://evil.example>",
    "**bold** _thin_ ~~gone~~ `code`",
    "# Title",
    "- item",
    "1. item",
    "1) item",
    "> quote",
    "a | b",
    "---",
    "&lt;b&gt; &copy;",
    "[x]: https://evil.example",
  ])("is only text: %s", (text) => {
    expect([...kinds(inertMarkdown(text))].filter((kind) => !harmless.has(kind))).toEqual([]);
    expect(shown(inertMarkdown(text)).replaceAll("\u200b", "")).toBe(text);
  });

  it("draws no icon", () => {
    expect(inertMarkdown("$(alert) Fabrikam")).not.toMatch(/\$\\?\(/);
  });

  it("keeps ordinary spaces, so that sentences wrap", () => {
    expect(inertMarkdown("a b c")).toBe("a b c");
  });

  it("is only text in a table's cell and in bold, too", () => {
    const table = `| a | b |\n|---|---|\n| x | ${inertMarkdown("p | q `r` **s**")} |`;
    expect(marked.parse(table, { async: false })).toContain("<td>p | q `r` **s**</td>");
    expect(shown(`**${inertMarkdown("a** b")}**`)).toBe("<strong>a** b</strong>");
  });

  it("shows the same text and nothing else, whatever it was", () => {
    const marks = fc.constantFrom(...Array.from("[]()<>*_`~#|!&;:/.@$\\-+=^{}\"' \n\t1ahtpsw"));
    const text = fc.oneof(fc.string({ unit: marks, maxLength: 60 }), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, (name) => {
        const markdown = inertMarkdown(name);
        expect([...kinds(markdown)].filter((kind) => !harmless.has(kind))).toEqual([]);
        expect(shown(markdown)).toBe(plainText(name, longestMessage));
      }),
      { numRuns: 500 },
    );
  });
});
