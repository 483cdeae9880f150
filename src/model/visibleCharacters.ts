/** What separates words or lines, or looks like nothing and takes room (an empty Braille cell). */
const gaps = /[\s\p{Cc}\p{Z}\u2800]+/gu;

/**
 * What is not drawn at all: zero-width characters, marks of direction, soft hyphens, fillers of Hangul, tags and the like
 * [Unicode, Default_Ignorable_Code_Point], and marks of annotations.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/**
 * Where a joiner or selector changes what is drawn, as in emoji and in the scripts that join letters, it belongs to the text.
 * Everywhere else two names with and without it look alike.
 */
const joining =
  /(?<=[\p{Script=Arabic}\p{M}])[\u200c\u200d](?=[\p{Script=Arabic}\p{L}])|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f/gu;

/** Most names have nothing of all that, and are asked for often: one look tells it. */
const suspicious = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\ufff9-\ufffb\u2800]|[^\S ]| {2}|^ | $/u;

/** What is seen of a text from outside: in one line, without characters that cannot be seen or turn the text around them. */
export function visibleCharacters(text: string): string {
  if (!suspicious.test(text)) {
    return text;
  }
  const kept = new Set(Array.from(text.matchAll(joining), ({ index }) => index));
  return text
    .toWellFormed()
    .replaceAll(invisible, (found, index: number) => (kept.has(index) ? found : ""))
    .replaceAll(gaps, " ")
    .trim();
}

/** Whether a text is not as it looks: another may look the same. White space around it is forgiven. */
export function isDeceptive(text: string): boolean {
  return visibleCharacters(text) !== text.trim();
}

/** Whether there is nothing to be seen: no letter, digit, sign or picture. */
export function isNameless(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(visibleCharacters(text));
}
