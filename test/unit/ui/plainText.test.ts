import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "../../../src/ui/plainText.ts";

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

  it("never holds a control character or an icon, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(plainText(name)).not.toMatch(/\p{Cc}|\$\(|[\u202a-\u202e]/u);
      }),
    );
  });
});
