import { describe, expect, it } from "vitest";
import { isDeceptive, isNameless, visibleCharacters } from "../../../src/model/visibleCharacters.ts";

describe("What is seen of a text", () => {
  it.each([
    ["zero-width characters", "Con\u200btoso\u2060\ufeff", "Contoso"],
    ["a soft hyphen", "Con\u00adtoso", "Contoso"],
    ["marks of direction", "\u202eContoso\u202c\u2066\u200f\u061c", "Contoso"],
    ["Hangul fillers", "\u115f\u1160\u3164\uffa0Contoso", "Contoso"],
    ["tags and variation selectors", "Contoso\u{e0041}\u{e007f}\ufe0f\u{e0100}", "Contoso"],
    ["an empty Braille cell", "Contoso\u2800AG", "Contoso AG"],
    ["marks for ruby and music", "Con\ufff9toso\ufffb\u{1d173}", "Contoso"],
    ["spaces of all kinds", "Contoso\u00a0\u2003\u3000 AG", "Contoso AG"],
    ["lines and control characters", "Contoso\r\n\u0085\u2028\u2029\u0000AG", "Contoso AG"],
    ["half of a pair", "Contoso\ud83d", "Contoso\ufffd"],
  ])("has no %s", (_what, text, seen) => {
    expect(visibleCharacters(text)).toBe(seen);
    expect(isDeceptive(text)).toBe(true);
  });

  it.each([
    "Contoso AG",
    "Łódź & Söhne",
    "شركة الشمال",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d💻 Ltd",
    "❤\ufe0f Ltd",
  ])("is all of an honest one: %s", (text) => {
    expect(visibleCharacters(text)).toBe(text);
    expect(isDeceptive(text)).toBe(false);
  });

  it.each(["", " ", "\u200b\u200d", "\u3164", "\u2800\u00ad", "\u202e\u202c", "\u0301\u200c", "\u{e0041}"])(
    "is nothing of %j",
    (text) => {
      expect(isNameless(text)).toBe(true);
    },
  );

  it.each(["C", "東京", "-", "👩‍💻"])("is something of %j", (text) => {
    expect(isNameless(text)).toBe(false);
  });
});
