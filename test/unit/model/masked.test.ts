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
  ])("holds no address of a person: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    [`token ${jwt} refused`, "token <token> refused"],
    [`token=${jwt}`, "token=<token>"],
    ["eyJhbGciOiJSUzI1NiIsI", "<token>"],
    [`Authorization: Bearer ${"a1".repeat(20)}`, "Authorization: Bearer <token>"],
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
