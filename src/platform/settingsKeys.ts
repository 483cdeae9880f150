/** Names of settings are not longer. */
const longestKey = 256;

/**
 * The keys in the text of a settings file (JSON with comments), at any depth, in the order in which they stand. They are shown:
 * what holds more than the characters of a name is left out. Each character is looked at once, because the file may be anybody's.
 */
export function settingsKeys(text: string): string[] {
  const keys: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfString(text, at);
    if (end === undefined) {
      at = text[at] === '"' ? endOfLine(text, at) : afterGap(text, at + (isGap(text, at) ? 0 : 1));
      continue;
    }
    const next = afterGap(text, end);
    const name = text[next] === ":" ? decoded(text.slice(at, end)) : undefined;
    if (name !== undefined && /^[\w.-]+$/.test(name)) {
      keys.push(name);
    }
    at = next;
  }
  return keys;
}

/** Where the string that begins here is over; undefined if none does, or if its line ends first. */
function endOfString(text: string, start: number): number | undefined {
  if (text[start] !== '"') {
    return undefined;
  }
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at += text[at] === "\\" ? 2 : 1) {
    if (text[at] === '"') {
      return at + 1;
    }
  }
  return undefined;
}

function isGap(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at)) || text.startsWith("//", at) || text.startsWith("/*", at);
}

/** The next place that is neither white space nor comment. */
function afterGap(text: string, start: number): number {
  let at = start;
  while (at < text.length && isGap(text, at)) {
    if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else {
      at = text[at] === "/" ? endOfLine(text, at) : at + 1;
    }
  }
  return at;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

function decoded(key: string): string | undefined {
  if (key.length > longestKey) {
    return undefined;
  }
  try {
    return String(JSON.parse(key));
  } catch {
    return undefined;
  }
}
