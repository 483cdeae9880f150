import { describe, expect, it } from "vitest";
import { masked } from "../../../src/model/masked.ts";

const jwt = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJhbGljZSJ9.c2lnbmF0dXJl";

describe("A text that is kept or shared", () => {
  it.each([
    ["User account 'alice@contoso.com' does not exist", "User account '***@***' does not exist"],
    ["mail (alice.o'hara+x@contoso.com), bye", "mail (***@***), bye"],
    ["login_hint=alice%40contoso.com&x", "login_hint=***@***&x"],
    ["twice encoded: alice%2540contoso.com", "twice encoded: ***@***"],
    [String.raw`as JSON: alice\u0040contoso.com`, "as JSON: ***@***"],
    ["wide: alice＠contoso.com", "wide: ***@***"],
    ["the guest alice_contoso.com#EXT#@fabrikam.example is", "the guest ***@*** is"],
    ["the bare guest alice_contoso.com#EXT# is", "the bare guest ***@*** is"],
    ["the bare guest alice_contoso.com%23EXT%23 is", "the bare guest ***@*** is"],
    ["live.com#alice@outlook.com", "***@***"],
    ["cut in the middle: alice@", "cut in the middle: ***@***"],
    ["名前@例え.jp", "***@***"],
    ["alice&commat;contoso.com", "***@***"],
    ["alice&#64;contoso.com", "***@***"],
    ["alice&#00064;contoso.com", "***@***"],
    ["alice&#x0040;contoso.com", "***@***"],
    ["alice&amp;#064;contoso.com", "***@***"],
    [String.raw`alice\x40contoso.com`, "***@***"],
    ["the guest alice_contoso.com%2523EXT%2523 is", "the guest ***@*** is"],
    ["the guest alice_contoso.com&#035;EXT&#35; is", "the guest ***@*** is"],
  ])("holds no address of a person: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    [`token ${jwt} refused`, "token <token> refused"],
    [`token=${jwt}`, "token=<token>"],
    ["eyJhbGciOiJSUzI1NiIsI", "<token>"],
    [`Authorization: Bearer ${"a1".repeat(20)}`, "Authorization: Bearer <token>"],
    [`access_token%3D${jwt}`, "access_token%3D<token>"],
    [`Bearer%20${jwt}`, "Bearer%20<token>"],
    [`%22${jwt}%22`, "%22<token>%22"],
    [String.raw`{\"a\":\n${jwt}`, String.raw`{\"a\":\n<token>`],
    [`x_${jwt}`, "x_<token>"],
    ["Authorization: Basic YTpi", "Authorization: Basic <token>"],
    ['"authorization":"Basic YTpi"', '"authorization":"Basic <token>"'],
    ["Basic YWxpY2U6c2VjcmV0MQ== sent", "Basic <token> sent"],
    ["Basic authentication is disabled", "Basic authentication is disabled"],
  ])("holds no token: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ["open '/home/alice/pal/x.json'", "open '/home/***/pal/x.json'"],
    ["/Users/alice", "/Users/***"],
    [String.raw`C:\Users\Alice Liddell\AppData`, String.raw`C:\Users\***\AppData`],
    [String.raw`"C:\\Users\\alice\\x"`, String.raw`"C:\\Users\\***\\x"`],
    ["c:/users/alice/x", "c:/users/***/x"],
    ["file:///c%3A/Users/alice/x", "file:///c%3A/Users/***/x"],
    ["%2Fhome%2Falice%2Fx", "%2Fhome%2F***%2Fx"],
    ["%252Fhome%252Falice%252Fx", "%252Fhome%252F***%252Fx"],
    ["file:///c%3A/Users/Alice%20Smith/x", "file:///c%3A/Users/***/x"],
    ["c%3A%5CUsers%5CAlice%20Smith%5Cx", "c%3A%5CUsers%5C***%5Cx"],
    ["c%3A%5CUsers%5CAlice%20Smith", "c%3A%5CUsers%5C***"],
    [String.raw`C:\Users\Alice Smith`, String.raw`C:\Users\***`],
    [String.raw`C:\Users\Alice van Smith`, String.raw`C:\Users\*** van Smith`], // cannot be told from words
    [String.raw`open 'C:\Users\Alice Smith'`, String.raw`open 'C:\Users\***'`],
    [String.raw`C:\Users\Alice Smith, not found`, String.raw`C:\Users\***, not found`],
    [String.raw`C:\Users\Alice Smith: no access`, String.raw`C:\Users\***: no access`],
    [String.raw`C:\Users\Élodie Le-Gall.`, String.raw`C:\Users\***.`],
    [String.raw`C:\Users\Sean O'Hara`, String.raw`C:\Users\***`],
    [String.raw`C:\Users\O'Hara\x`, String.raw`C:\Users\***\x`],
    [String.raw`C:\Users\alice is not found`, String.raw`C:\Users\*** is not found`],
    [String.raw`C:\Users\alice Access is denied`, String.raw`C:\Users\*** Access is denied`],
    ["/home/alice Error", "/home/*** Error"],
  ])("holds no name of a home folder: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ["at https://a.example/b?c=d&e=f now", "at https://a.example/b?*** now"],
    ["at https://a.example/b#token=x now", "at https://a.example/b?*** now"],
    ["https://alice:secret@a.example/b", "https://***@a.example/b"],
    ["GET /providers/x?api-version=1&login=alice", "GET /providers/x?***"],
    ["what? nothing", "what? nothing"],
  ])("holds no query: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ["client_secret", "client_secret=abc8Q~def.ghi&scope=x", "client_secret=***&scope=x"],
    ["refresh_token", "refresh_token=0.AXo-bc,de", "refresh_token=***"],
    ["access_token", "access_token=opaque", "access_token=***"],
    ["id_token", "id_token=opaque", "id_token=***"],
    ["client_assertion", "client_assertion=a.b", "client_assertion=***"],
    ["assertion", "a=b&assertion=PHNhbWw", "a=b&assertion=***"],
    ["password", "password=hunter2 was wrong", "password=*** was wrong"],
    ["code", "grant_type=authorization_code&code=0.AX", "grant_type=authorization_code&code=***"],
    ["sig", "sv=1&sig=abc%2Bdef%3D", "sv=1&sig=***"],
    ["a secret in encoded text", "x%26client_secret%3Dabc8Q", "x%26client_secret%3D***"],
    ["a code in encoded text", "x%26code%3Dabc%26state%3D1", "x%26code%3D***%26state%3D1"],
    ["a secret with an encoded &", "client_secret=ab%26cd&x", "client_secret=***&x"],
    ["a code after an escape", String.raw`body:\ncode=abc`, String.raw`body:\ncode=***`],
    ["a secret in capitals", "CLIENT_SECRET=abc8Q", "CLIENT_SECRET=***"],
    ["a secret with spaces", "client_secret = abc8Q", "client_secret = ***"],
    ["a secret between quotation marks", "password='a b' x", "password=*** x"],
    ["a secret in JSON", '{"client_secret": "abc8Q","a":1}', '{"client_secret": "***","a":1}'],
    [
      "a secret in JSON in JSON",
      String.raw`{\"refresh_token\":\"0.AX\",\"a\":1}`,
      String.raw`{\"refresh_token\":\"***\",\"a\":1}`,
    ],
    ["no code of an error", "error_code=50076, AADSTS code", "error_code=50076, AADSTS code"],
    ["no code in JSON", '{"code":"NotFound"}', '{"code":"NotFound"}'],
    ["no word", "The password is wrong, the code: expired", "The password is wrong, the code: expired"],
  ])("holds what stands for a secret: %s", (_what, text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    "ali\u200bce@contoso.com",
    "alice%\u200B40contoso.com",
    "alice&#\u00ad64;contoso.com",
    "alice_contoso.com#E\u200BXT#",
    "/ho\u200Bme/alice",
    "client_\u2060secret=alice",
    `e\u200b${jwt.slice(1)}`,
    `${"x ".repeat(8187)}alice@contoso.com`,
    `${"x ".repeat(8187)}ali\ufeffce@contoso.com`,
  ])("has nothing in it that is hidden by what cannot be seen: %j", (text) => {
    expect(masked(text)).not.toMatch(/ali|c2lnbmF0dXJl/);
  });

  it("holds no query behind a token", () => {
    expect(masked(`https://a.example/?t=${jwt}&hint=alice`)).toBe("https://a.example/?***");
  });

  it("keeps what names nobody", () => {
    const text = "tenant 6fd1f2f0 (a @ b), @azure: correlation id 78d11590-60d1-470b-b211-e09b67177edf";
    expect(masked(text)).toBe(text);
  });

  it("is masked before it is cut: half an address is one, too", () => {
    expect(masked(`${"x".repeat(10)} alice@contoso.com`, 17)).toBe(`${"x".repeat(10)} ***@**`);
  });

  it("of any length holds no part of an address at the end of what is read of it", () => {
    for (let padding = 65_500; padding < 65_560; padding += 1) {
      const text = `${"x ".repeat(padding / 2)}${padding % 2 === 0 ? "" : "x"} alice@contoso.com`;
      expect(masked(text, 200_000)).not.toContain("alice");
    }
  });
});
