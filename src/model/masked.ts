import { cutText } from "./cutText.ts";
import { rawText, type Untrusted } from "./untrusted.ts";
import { visibleCharacters } from "./visibleCharacters.ts";

/** More of a text is never read: it is kept or shared cut anyway. */
const longestRead = 16_384;

/** What an address has in place of its sign, however it is written, and the mark of guests (`alice_contoso.com#EXT#`). */
const addressSigns =
  /[@＠﹫]|%(?:25)*40|%u0040|\\u0040|\\u\{0*40\}|\\x40|&(?:amp;)*(?:commat;|#0*64(?!\d);?|#x0*40(?![\da-f]);?)|(?:#|%(?:25)*23|\\u0023|&#0*35;)EXT(?:#|%(?:25)*23|\\u0023|&#0*35;)/gi;

/** Where an address ends; an apostrophe may stand in one (`o'hara@contoso.com`). */
const addressEnds = /[\s<>"'`(),;:=/?&[\]{}|\\“”‘’«»]/;

/** A token that is looked at as one. */
const words = /[^\s"'<>]+/g;

/** The Base64 of `{"`, with which every JWT begins. What stands before it may be a letter: that of `%3D`, or of `\n`. */
const jwts = /eyJ[\w.-]{8,}/g;

const bearers = /\b(Bearer|PoP)( |%20|\+)[^\s"',;]{20,}/gi;

/** After the name of its header anything is one. */
const authorizations =
  /\b(authorization(?:\\{0,3}["'])?\s?(?:[:=]|%3A)\s?(?:\\{0,3}["'])?(?:Basic|Bearer|PoP|Digest|Negotiate|NTLM))( |%20|\+)[^\s"',;\\<]+/gi;

/** Elsewhere it needs a digit or a sign, which ordinary words have not. */
const basics = /\b(Basic)( |%20|\+)(?=[a-z]{0,64}[\d+/=])[\w+/-]{4,}={0,2}/gi;

/** What is secret by its name, wherever that stands. */
const secretNames = "client_secret|(?:refresh|access|id)_token|(?:client_)?assertion|password";

/** In a form also names that are ordinary words elsewhere; `error_code` is another name. */
const formNames = String.raw`(?:${secretNames}|(?:(?<![\w-])|(?<=%[\da-f]{2}|\\[nrt]))(?:code|sig))`;

/** In the body of a form, and in one that is encoded as a part of another text. */
const formSecrets = new RegExp(
  String.raw`(${formNames} ?= ?)(?:"[^"]*"?|'[^']*'?|[^\s&"'<>\\]+)|(${formNames}%(?:25)*3D)(?:[^\s&"'<>\\%]|%(?!(?:25)*26))+`,
  "gi",
);

const jsonSecrets = new RegExp(String.raw`((?:${secretNames})\\{0,3}" ?: ?\\{0,3}")[^"\\]+`, "gi");

const slash = String.raw`(?:[/\\]|%(?:25)*(?:2[fF]|5[cC]))`;

/** The apostrophe of `O'Hara` ends no name. */
const apostrophe = String.raw`(?<=\p{L})['’](?=\p{L})`;

/** What is encoded and no slash. */
const encoded = "%(?!(?:25)*(?:2[fF]|5[cC]))";

/**
 * The folders of people, on all systems and also as they stand in URIs and JSON. A name with spaces ends at the next slash. Where
 * none follows, the next words are of a name on Windows if they begin with capital letters and a sign or the end of the text
 * follows: `Alice Smith is away` and `Alice Access is denied` cannot be told from each other, and ordinary words stay.
 */
const homes = new RegExp(
  String.raw`(${slash}(?:[hH][oO][mM][eE]|[uU][sS][eE][rR][sS])(?:[/\\]{1,4}|${slash}))` +
    String.raw`(?:(?:[^/\\"'<>:;|?*%\r\n]|${apostrophe}|${encoded}){1,64}(?=${slash})|` +
    String.raw`(?:[^\s/\\"'<>:;,|?*%()]|${apostrophe}|${encoded}(?!2[27]))+` +
    String.raw`(?:(?<=\\[^\\]{1,99})(?: \p{Lu}(?:[\p{L}\p{M}-]|${apostrophe}){0,40}){1,3}(?=\.?(?:$|["'”’»,;:)\]|<>]|\. )))?)`,
  "gu",
);

/**
 * A text without what tells who somebody is or lets others in: mail addresses and names of guests, tokens, home folders, and the
 * queries of addresses. The one place where that is decided; names of tenants are replaced by `redact`. What cannot be seen goes
 * first, because it could hide all these. Masked first and cut then, because half an address is one, too; linear in the length
 * of the text.
 */
export function masked(text: Untrusted, longest: number = longestRead): string {
  const raw = rawText(text);
  const seen = visibleCharacters(cutText(raw, longestRead));
  const whole = raw.length > longestRead ? withoutLastWord(seen) : seen;
  const bare = whole
    .replaceAll(words, withoutQuery)
    .replaceAll(jwts, "<token>")
    .replaceAll(authorizations, "$1$2<token>")
    .replaceAll(bearers, "$1$2<token>")
    .replaceAll(basics, "$1$2<token>")
    .replaceAll(formSecrets, "$1$2***")
    .replaceAll(jsonSecrets, "$1***")
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
