/** What we write has some six levels, and so have the files of others. `JSON.stringify` gives up at some thousands. */
const mostLevels = 100;

const [quote, backslash] = [0x22, 0x5c];
/** `[` and `{`, `]` and `}` differ in this bit only. */
const braceBit = 0x20;
const [opens, closes] = [0x7b, 0x7d];

/** Whether lists and objects of a JSON text stand deeper in each other than anybody writes them; looks at each character once. */
export function isNestedTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (character === quote) {
      at = endOfText(json, at + 1);
      continue;
    }
    const brace = character | braceBit;
    depth += Number(brace === opens) - Number(brace === closes);
    if (depth > mostLevels) {
      return true;
    }
  }
  return false;
}

/** Where the quote is that ends a text. */
function endOfText(json: string, from: number): number {
  let at = from;
  while (at < json.length && json.charCodeAt(at) !== quote) {
    at += json.charCodeAt(at) === backslash ? 2 : 1;
  }
  return at;
}
