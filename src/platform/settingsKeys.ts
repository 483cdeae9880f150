/** Names of settings are not longer. */
const longestKey = 256;

const quote = 0x22;
const slash = 0x2f;
const star = 0x2a;
const backslash = 0x5c;
const lineEnd = 0x0a;

/**
 * The keys in the text of a settings file (JSON with comments), at any depth, in the order in which they stand. They are shown:
 * what holds more than the characters of a name is left out. Each character is looked at once, because the file may be anybody's.
 */
export function settingsKeys(text: string): string[] {
  const keys: string[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === slash) {
      at = Math.max(afterGap(text, at), at + 1);
    } else if (code === quote) {
      const end = endOfString(text, at);
      const next = end === undefined ? endOfLine(text, at) : afterGap(text, end);
      const name = end !== undefined && text[next] === ":" ? decoded(text.slice(at, end)) : undefined;
      if (name !== undefined && isSettingName(name)) {
        keys.push(name);
      }
      at = next;
    } else {
      at += 1;
    }
  }
  return keys;
}

/** Whether it holds no more than the characters of a name, so that it can be shown. */
export function isSettingName(name: string): boolean {
  return name.length <= longestKey && /^[\w.-]+$/.test(name);
}

/** Where the string that begins here is over; undefined if its line ends first. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      return at + 1;
    }
    if (code === lineEnd) {
      return undefined;
    }
    at += Number(code === backslash);
  }
  return undefined;
}

/** The next place that is neither white space nor comment. */
function afterGap(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === slash && next === star) {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (code === slash && next === slash) {
      at = endOfLine(text, at);
    } else if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) {
      at += 1;
    } else {
      return at;
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
  if (!key.includes("\\")) {
    return key.slice(1, -1);
  }
  try {
    return String(JSON.parse(key));
  } catch {
    return undefined;
  }
}
