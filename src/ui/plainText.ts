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
 * Control characters and text-direction overrides go. What VS Code would turn into more than text is broken up by a
 * zero-width space: `$(icon)` in labels, `[text](command:…)` in notifications, bare addresses in tooltips.
 * Markdown needs more: use `MarkdownString.appendText` as well.
 */
export function plainText(name: string, longest: number = longestName): string {
  const clean = visible(name)
    .replaceAll("$(", "$\u200b(")
    .replaceAll("](", "]\u200b(")
    .replaceAll("://", ":\u200b//")
    .replaceAll(/www\./gi, "$&\u200b")
    .trim();
  const text = cut(clean, longest);
  // Numbers that follow a name in Arabic or Hebrew would be drawn before it.
  return rightToLeft.test(text) ? `${text}\u200e` : text;
}

/**
 * A text from Azure for where nothing but text can come of it, as in a page or a file: without control characters and
 * text-direction overrides, and not endless. What it says can be looked for and copied.
 */
export function visibleText(name: string): string {
  return cut(visible(name).trim(), longestMessage);
}

function visible(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
