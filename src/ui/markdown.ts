import { longestMessage, plainText } from "./plainText.ts";
import type { Untrusted } from "../model/untrusted.ts";

/**
 * Any text as Markdown that shows just this text: no link, no mail address to click, no HTML, no icon, no new paragraph.
 * `MarkdownString.appendText` does not fit: it turns spaces into ones that never wrap, and leaves addresses alive.
 */
export function inertMarkdown(text: Untrusted): string {
  // Every mark of ASCII may be escaped so [CommonMark 2.4]; what is left are letters, digits, spaces and other scripts.
  return plainText(text, longestMessage).replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
