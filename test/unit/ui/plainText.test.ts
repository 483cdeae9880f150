import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, visibleText } from "../../../src/ui/plainText.ts";

describe("A name from Azure", () => {
  it("is shown as it is when it is harmless", () => {
    expect(plainText("Łódź & Söhne <GmbH> 東京")).toBe("Łódź & Söhne <GmbH> 東京");
  });

  it("cannot draw an icon", () => {
    expect(plainText("$(alert) Fabrikam")).not.toContain("$(");
  });

  it.each(["[Fabrikam](command:workbench.action.closeWindow)", "https://evil.example", "www.evil.example"])(
    "cannot become a link: %s",
    (name) => {
      expect(plainText(name)).not.toMatch(/\]\(|:\/\/|www\.[a-z]/);
    },
  );

  it("cannot turn the text around it", () => {
    expect(plainText("abc\u202Edef\u2066")).toBe("abcdef");
  });

  it("in a script from right to left does not drag along the number that follows", () => {
    expect(`${plainText("شركة الشمال")} 4567890`).toBe("شركة الشمال\u200e 4567890");
  });

  it("cannot break the line", () => {
    expect(plainText("one\r\ntwo\u2028three")).toBe("one two three");
  });

  it("is cut when it is endless", () => {
    expect(plainText("x".repeat(300))).toHaveLength(120);
  });

  it.each([
    ["zero-width characters", "Con\u200btoso\u200d\u2060\ufeff"],
    ["soft hyphens", "Con\u00adtoso"],
    ["fillers of Hangul", "\u3164\u115fContoso\uffa0"],
    ["tags", "Contoso\u{e0041}"],
    ["a million of them", `${"\u200b".repeat(1_000_000)}Contoso`],
  ])("shows nothing of %s", (_what, name) => {
    expect(["Contoso", ""]).toContain(plainText(name));
    expect(["Contoso", ""]).toContain(visibleText(name));
  });

  it.each([
    ["[press here](command:x)", /\]\(/],
    ["[press here]\u200b(command:x)", /\]\(/],
    ["[press here]\u00ad(command:x)", /\]\(/],
    ["$\u200b(alert)", /\$\(/],
    ["$\u0000(alert)", /\$\(/],
    ["https:\u2060//evil.example", /:\/\//],
    ["w\u200bww.evil.example", /www\.[a-z]/],
  ])("cannot become more than text by characters that are not seen: %j", (name, more) => {
    expect(plainText(name)).not.toMatch(more);
  });

  it("cut in the middle of a picture shows none of its halves", () => {
    expect(plainText(`${"x".repeat(118)}😀😀`).isWellFormed()).toBe(true);
    expect(visibleText(`${"x".repeat(598)}😀😀`).isWellFormed()).toBe(true);
  });

  it("never holds a control character or an icon, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(plainText(name)).not.toMatch(/\p{Cc}|\$\(|[\u202a-\u202e]/u);
      }),
    );
  });
});
