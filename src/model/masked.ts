import { cutText } from "./cutText.ts";
import { rawText, type Untrusted } from "./untrusted.ts";

/** More of a text is never read: it is kept or shared cut anyway. */
const longestRead = 16_384;

/** What an address has in place of its sign, however it is written, and the mark of guests (`alice_contoso.com#EXT#`). */
const addressSigns = /@|＠|﹫|%(?:25)*40|\\u0040|&#(?:64|x40);|#EXT#|%23EXT%23/gi;

/** Where an address ends; an apostrophe may stand in one (`o'hara@contoso.com`). */
const addressEnds = /[\s<>"'`(),;:=/?&[\]{}|\\“”‘’«»]/;

/** A token that is looked at as one. */
const words = /[^\s"'<>]+/g;

/** The Base64 of `{"`, with which every JWT begins. */
const jwts = /(?<![\w.-])eyJ[\w.-]{8,}/g;

const bearers = /\b(Bearer) [^\s"',;]{20,}/gi;

/** The folders of people, on all systems and also as they stand in URIs and JSON. A name with spaces ends at the next slash. */
const homes =
  /((?:[/\\]|%2f|%5c)(?:home|users)(?:[/\\]{1,4}|%2f|%5c))(?:[^/\\"'<>:;|?*%\r\n]{1,64}(?=[/\\])|[^\s/\\"'<>:;,|?*%()]+)/gi;

/**
 * A text without what tells who somebody is or lets others in: mail addresses and names of guests, tokens, home folders, and the
 * queries of addresses. The one place where that is decided; names of tenants are replaced by `redact`. Masked first and cut
 * then, because half an address is one, too; linear in the length of the text.
 */
export function masked(text: Untrusted, longest: number = longestRead): string {
  const raw = rawText(text);
  const whole = raw.length > longestRead ? withoutLastWord(cutText(raw, longestRead)) : raw;
  const bare = whole
    .replaceAll(jwts, "<token>")
    .replaceAll(bearers, "$1 <token>")
    .replaceAll(words, withoutQuery)
    .replaceAll(homes, "$1***");
  return cutText(maskAddresses(bare), longest);
}

/** What is cut off in the middle cannot be known again. */
function withoutLastWord(text: string): string {
  const end = text.slice(-1024).search(/\s\S*$/);
  return end < 0 ? text : text.slice(0, text.length - Math.min(text.length, 1024) + end);
}

function withoutQuery(word: string): string {
  const scheme = word.indexOf("://");
  const mark = scheme < 0 ? word.search(/\?[\w.$%-]+=/) : word.slice(scheme).search(/[?#]/) + scheme;
  const hasQuery = mark >= Math.max(scheme, 0);
  const address = hasQuery ? `${word.slice(0, mark)}?***` : word;
  if (scheme < 0) {
    return address;
  }
  const from = scheme + 3;
  const server = address.slice(from).split(/[/?#]/, 1)[0] ?? "";
  const name = server.lastIndexOf("@");
  return name <= 0 ? address : `${address.slice(0, from)}***${address.slice(from + name)}`;
}

function maskAddresses(text: string): string {
  let done = 0;
  let bare = "";
  addressSigns.lastIndex = 0;
  for (const sign of text.matchAll(addressSigns)) {
    if (sign.index < done) {
      continue; // in the address before
    }
    const start = startOf(text, sign.index, done);
    const end = endOf(text, sign.index + sign[0].length);
    const isAddress = start < sign.index || /\w\.\w/.test(text.slice(sign.index + sign[0].length, end));
    if (isAddress && text.slice(start, sign.index) !== "***") {
      bare += `${text.slice(done, start)}***@***`;
      done = end;
    }
  }
  return bare + text.slice(done);
}

function startOf(text: string, sign: number, least: number): number {
  let start = sign;
  while (start > least && isOfAddress(text, start - 1)) {
    start -= 1;
  }
  return start;
}

function endOf(text: string, from: number): number {
  let end = from;
  while (end < text.length && isOfAddress(text, end)) {
    end += 1;
  }
  return end;
}

function isOfAddress(text: string, at: number): boolean {
  const unit = text.charAt(at);
  return (
    !addressEnds.test(unit) ||
    ((unit === "'" || unit === "’") &&
      /\p{L}/u.test(text.charAt(at - 1)) &&
      /\p{L}/u.test(text.charAt(at + 1)))
  );
}
