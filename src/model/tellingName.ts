import { rawText, type Untrusted } from "./untrusted.ts";
import { isDeceptive, isNameless, visibleCharacters } from "./visibleCharacters.ts";
import { cutText, longestTexts } from "./cutText.ts";

/** Nearly all names are of the plain characters of ASCII; names are asked for often. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A name by which people tell something from everything else: undefined if there is nothing to be seen of it, and with the ID if
 * it holds what cannot be seen, because another name may then look the same.
 */
export function tellingName(name: Untrusted | undefined, id: string): Untrusted | undefined {
  const whole = rawText(name);
  if (whole === undefined || plain.test(whole)) {
    return name;
  }
  const text = cutText(whole, longestTexts.name);
  if (isNameless(text)) {
    return undefined;
  }
  return isDeceptive(text) || text !== whole ? `${visibleCharacters(text)} (${id})` : name;
}
