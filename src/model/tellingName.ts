import { rawText, type Untrusted } from "./untrusted.ts";
import { isDeceptive, isNameless, visibleCharacters } from "./visibleCharacters.ts";

/** Nearly all names are of the plain characters of ASCII; names are asked for often. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A name by which people tell something from everything else: undefined if there is nothing to be seen of it, and with the ID if
 * it holds what cannot be seen, because another name may then look the same.
 */
export function tellingName(name: Untrusted | undefined, id: string): Untrusted | undefined {
  const text = rawText(name);
  if (text === undefined || plain.test(text)) {
    return name;
  }
  if (isNameless(text)) {
    return undefined;
  }
  return isDeceptive(text) ? `${visibleCharacters(text)} (${id})` : name;
}
