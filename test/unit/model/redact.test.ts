import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "../../../src/model/redact.ts";

const secrets = [
  { text: "Contoso", instead: "<tenant 1>" },
  { text: "Contoso (Berlin) + Co.", instead: "<tenant 2>" },
  { text: "aa3eb943-b540-499e-aa1c-73b5904933a2", instead: "<tenant 1>" },
  { text: "IT", instead: "<tenant 3>" },
  { text: "", instead: "<nothing>" },
];

describe("A text that leaves the machine", () => {
  it("names nobody, whatever the case, the longest name first", () => {
    expect(redact("CONTOSO (berlin) + co. and contoso, it", secrets)).toBe(
      "<tenant 2> and <tenant 1>, <tenant 3>",
    );
  });

  it("keeps words that hold a name only as a part", () => {
    expect(redact("Contosoland: with items", secrets)).toBe("Contosoland: with items");
  });

  it("keeps correlation IDs, and loses tenant IDs", () => {
    expect(
      redact(
        "in aa3eb943-b540-499e-aa1c-73b5904933a2: correlation id 78d11590-60d1-470b-b211-e09b67177edf",
        secrets,
      ),
    ).toBe("in <tenant 1>: correlation id 78d11590-60d1-470b-b211-e09b67177edf");
  });

  it("is read as text, whatever the name is made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 1 }), (name) => {
        expect(redact(`«${name}»`, [{ text: name, instead: "$&" }])).toBe("«$&»");
      }),
    );
  });
});
