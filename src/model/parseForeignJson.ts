/** Nothing that is read here is nested half as deep. */
const deepest = 64;

/**
 * Reads JSON of another program; undefined if it is none, or nested too deep: V8 needs a second for each few megabytes of
 * brackets within brackets.
 */
export function parseForeignJson(text: unknown, deepestHere: number = deepest): unknown {
  if (typeof text !== "string" || isTooDeep(text, deepestHere)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether JSON is nested deeper than anything honest. Looks at each character once; of other texts it tells nothing. */
export function isTooDeep(text: string, deepestHere: number = deepest): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        isInString = !isInString;
        break;
      case 0x5c: // \
        at += isInString ? 1 : 0;
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += isInString ? 0 : 1;
        if (depth > deepestHere) {
          return true;
        }
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= isInString ? 0 : 1;
        break;
      default:
    }
  }
  return false;
}
