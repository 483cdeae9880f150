import { cutText, longestTexts } from "../model/cutText.ts";
import { rawText, type Untrusted } from "../model/untrusted.ts";
import { visibleCharacters } from "../model/visibleCharacters.ts";

/** Longer names are cut: nobody reads further, and a hostile one must not fill the screen. */
const longestName = 120;

/** Sentences of Azure and Entra ID are longer than names, and their end matters. */
export const longestMessage = 600;

/** A name that ends with a full stop, such as "Litware, Inc.", needs no second one at the end of a sentence. */
export function oneFullStop(sentence: string): string {
  return sentence.replaceAll(/(?<!\.)\.\.(?!\.)/g, ".");
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Makes a text from Azure (name of a tenant, partner, account; message) safe to show wherever VS Code renders plain labels.
 * What cannot be seen or turns the text around it goes. What VS Code would turn into more than text is broken up by a
 * zero-width space: `$(icon)` in labels, `[text](command:…)` in notifications, bare addresses in tooltips.
 * Markdown needs more: use `MarkdownString.appendText` as well.
 */
export function plainText(name: Untrusted, longest: number = longestName): string {
  const clean = visible(name)
    .replaceAll(/[$\]](?=\(|$)/g, "$&\u200b") // also at the end, because a sentence may go on with a parenthesis
    .replaceAll("://", ":\u200b//")
    .replaceAll(/www\./gi, "$&\u200b");
  const text = cut(clean, longest);
  // Numbers that follow a name in Arabic or Hebrew would be drawn before it.
  return rightToLeft.test(text) ? `${text}\u200e` : text;
}

/**
 * A text from Azure for where nothing but text can come of it, as in a page or a file: without what cannot be seen or turns
 * the text around it, and not endless. What it says can be looked for and copied.
 */
export function visibleText(name: Untrusted): string {
  return cut(visible(name), longestMessage);
}

function visible(name: Untrusted): string {
  return visibleCharacters(cutText(rawText(name), longestTexts.message));
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${cutText(text, longest - 1)}…` : text;
}
