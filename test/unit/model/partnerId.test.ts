import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPartnerId, isUnusualPartnerId, parsePartnerId } from "../../../src/model/partnerId.ts";

const problemOf = (text: string): string | undefined => {
  const parsed = parsePartnerId(text);
  return parsed.ok ? undefined : parsed.problem;
};

describe("A partner ID", () => {
  it.each(["12345", "4567890", "1234567890"])("is accepted as seen in the field: %s", (text) => {
    expect(parsePartnerId(text)).toEqual({ ok: true, partnerId: text });
  });

  it("is accepted with white space around it, as it comes from the clipboard", () => {
    expect(parsePartnerId(" \t4567890\n")).toEqual({ ok: true, partnerId: "4567890" });
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["45 67890", "spaces"],
    ["c0ffee00-1234-4234-8234-123456789abc", "guid"],
    ["４５６７８９０", "fullWidthDigits"],
    ["٤٥٦٧٨٩٠", "fullWidthDigits"],
    ["MPN4567890", "notDigits"],
    ["-4567890", "notDigits"],
    ["4567890.0", "notDigits"],
    ["../operations", "notDigits"],
    ["1".repeat(40), "tooLong"],
    ["0", "zero"],
    [" 0000000 ", "zero"],
    ["0".repeat(40), "zero"],
    ["００", "fullWidthDigits"],
  ])("%j is told to be %s", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each([
    ["4567890", true],
    ["0456789", true],
    [" 4567890", false],
    ["0", false],
    ["0000000", false],
    ["", false],
    ["4567890\n", false],
  ])("is one exactly as it stands, or not: %j %s", (text, is) => {
    expect(isPartnerId(text)).toBe(is);
  });

  it.each([
    ["12", true],
    ["1234", true],
    ["12345", false],
    ["123456789", false],
    ["1234567890", true],
    ["12345678901234", true],
    ["0000012", true],
    ["00012345", true],
    ["0456789", true],
    ["4560789", false],
  ])(
    "is asked for once more if it has too few or too many digits, or begins with 0: %s %s",
    (text, unusual) => {
      expect(parsePartnerId(text).ok).toBe(true);
      expect(isUnusualPartnerId(text)).toBe(unusual);
    },
  );

  it("that is accepted never holds anything but ASCII digits, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const parsed = parsePartnerId(text);
        expect(parsed.ok ? parsed.partnerId : "1").toMatch(/^(?!0+$)[0-9]{1,15}$/);
        expect(isPartnerId(text)).toBe(parsed.ok && parsed.partnerId === text);
      }),
    );
  });
});
