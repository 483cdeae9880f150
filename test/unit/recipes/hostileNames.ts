import * as fc from "fast-check";

/** Names that would leave a comment or a quoted text of one of the languages, if they could. */
const hostileNames: readonly string[] = [
  "O'Brien & Söhne (Berlin)",
  'x" ; rm -rf ~ ; "',
  "$(touch /tmp/x) `touch /tmp/x` ${HOME} $HOME %PATH% !!",
  "one\ntwo\r\nthree\u2028four\u2029five\u0085six\u000bseven",
  "PARTNER_ADMIN_LINK\nPARTNER_ADMIN_LINK",
  "'@\n@'\n\"@",
  "‘smart’ “quotes” ‚low‛",
  "<# block #> # comment",
  "${var.secret} %{ if true } <<EOT",
  "key: value # - [a, b] {c: d} &anchor *alias !!tag | > \t",
  "${{ secrets.TOKEN }} $(System.AccessToken) ##vso[task.setvariable]",
  "::set-output name=x::y",
  "\u202egnp.exe\u2066 \u200f\u200b\ufeff",
  "nu\0ll \u001b[31mred \u0007",
  "--help",
  "@/etc/passwd",
  "~root/*?[a-z]=x",
  "مايكروسوفت עברית 株式会社 Ñandú",
  "\ud800 lone \udc00",
  "",
  " ".repeat(500),
  "A".repeat(5000),
  "😀".repeat(200),
];

/** Any name that Azure or a person may give, and the worst that were thought of, alone and inside of others. */
export const anyName = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .tuple(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom(...hostileNames))
    .map(([before, name]) => before + name),
);
