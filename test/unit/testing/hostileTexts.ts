const million = 1_000_000;

/** Texts of a million characters that make patterns of the careless kind look at each of them again and again. */
const repeated: readonly string[] = [
  "a",
  "a@",
  "@",
  " ",
  "\n",
  "\u200b",
  "\u200bq\u0301",
  "ﷺ",
  "%40",
  "%2540a",
  "#EXT#",
  "eyJ",
  "eyJ.",
  "Bearer ",
  "Basic ",
  "authorization: Basic ",
  "client_secret=",
  "code=%3D",
  "password='",
  String.raw`password\":\"`,
  "&amp;",
  "&#0",
  "%25",
  "://",
  "://a?",
  "?a=",
  "/home/",
  String.raw`\\Users\\`,
  String.raw`\Users\A`,
  String.raw`\Users\A Bc`,
  "%2FUsers%2Fa'b",
  "\\",
  '"',
  String.raw`\"`,
  "'“",
  "/*",
  "//",
  "[",
  '{"a":',
  "](",
  "$(",
  "`",
  "www.",
  "..",
  "a.",
  "a_",
  "1",
  "0-",
  "{}",
  ",",
  "a,",
  "-----BEGIN A-----\n",
  "-----BEGIN ",
  'claims="',
  "claims=",
  "AADSTS1",
  "Correlation ID: ",
  "  Trace ID",
  "\u3000Timestamp",
  "0\u0080",
  "\u0005\u0000",
  "00000000 {}\n",
  "\ud83d",
  "👩\u200d",
  "می\u200c",
].map((part) => `x${part.repeat(Math.ceil(million / part.length)).slice(0, million)}!`);

/** JSON of as many characters that is well formed, and takes long to read: nested, or of countless parts. */
const wellFormed: readonly string[] = [
  nested("[", "", "]"),
  nested('{"a":', "1", "}"),
  nested('[{"a":', "[]", "}]"),
  nested('["]",', "0", "]"),
  `[${"[],".repeat(million / 3)}[]]`,
  `{"rows":[${'"",'.repeat(million / 3)}""]}`,
];

/** What nobody who takes text of others may need long for. */
export const hostileTexts: readonly string[] = [...repeated, ...wellFormed];

function nested(open: string, core: string, close: string): string {
  const depth = Math.floor(million / (open.length + close.length));
  return open.repeat(depth) + core + close.repeat(depth);
}
