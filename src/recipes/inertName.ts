import { cutText, longestTexts } from "../model/cutText.ts";
import { rawText, type Untrusted } from "../model/untrusted.ts";

/** Longer names are cut: they are there to be recognised. */
const longestName = 80;

/**
 * A name from Azure or a person as a part of a comment or of a quoted text: only letters, digits, spaces and `.,_@-` are
 * left, and it begins with a letter or digit. That is stricter than any one language asks for, because a text is also pasted
 * where it is not at home: zsh, as a terminal has it, knows no comments and would run `$( )` in one [zsh,
 * INTERACTIVE_COMMENTS], the Azure CLI reads `@name` from a file, and pipelines fill in `$(name)` and `${{ name }}`
 * everywhere.
 */
export function inertName(name: Untrusted): string {
  const clean = cutText(rawText(name), longestTexts.name)
    .replaceAll(/[^\p{L}\p{M}\p{N}.,_@-]+/gu, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .trim();
  // By code points, so that no half of a pair is left.
  return Array.from(clean).slice(0, longestName).join("").trim();
}
