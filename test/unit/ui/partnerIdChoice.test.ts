import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosen, type PartnerIdItem, typedItem } from "../../../src/ui/partnerIdChoice.ts";

const berlin = { partnerId: "4567890", name: "Berlin" };
const munich = { partnerId: "5012345", name: "Munich" };
const known = [berlin, munich];
const item = (one: typeof berlin): PartnerIdItem => ({ kind: "known", known: one });

describe("Typing into the list of partner IDs", () => {
  it.each([
    ["", undefined],
    ["  ", undefined],
    ["4567890", undefined],
    ["45", { kind: "typed", partnerId: "45" }],
    ["1234567", { kind: "typed", partnerId: "1234567" }],
    [" 1234567 ", { kind: "typed", partnerId: "1234567" }],
    ["ber", undefined],
    ["nobody", { kind: "problem", problem: "notDigits" }],
    ["12 34", { kind: "problem", problem: "spaces" }],
    ["１２３", { kind: "problem", problem: "fullWidthDigits" }],
    ["1".repeat(40), { kind: "problem", problem: "tooLong" }],
    ["8f14e45f-ceea-467f-9e1d-1d1f1a1b1c1d", { kind: "problem", problem: "guid" }],
  ])("says of “%s” what it is", (typed, said) => {
    expect(typedItem(typed, known)).toEqual(said);
  });

  it.each([
    ["", item(munich), { take: "5012345" }],
    ["mun", item(munich), { take: "5012345" }],
    ["501", item(munich), { take: "5012345" }],
    ["501", { kind: "typed", partnerId: "501" } as const, { take: "501" }],
    ["", { kind: "other" } as const, { enter: "" }],
    ["12 34", { kind: "other" } as const, { enter: "12 34" }],
    ["1234567", { kind: "other" } as const, { take: "1234567" }],
    ["x", { kind: "problem", problem: "notDigits" } as const, { problem: "notDigits" }],
    ["0000000", undefined, { problem: "zero" }],
    ["0000000", { kind: "other" } as const, { enter: "0000000" }],
    ["", undefined, { problem: "empty" }],
  ])("takes “%s” for what is meant", (typed, marked, choice) => {
    expect(chosen(typed, marked)).toEqual(choice);
  });

  it("never takes an ID that the typed digits do not name, whatever is still marked", () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,14}$/);
    const marked = fc.constantFrom<PartnerIdItem | undefined>(
      item(berlin),
      item(munich),
      { kind: "other" },
      { kind: "typed", partnerId: "12" },
      undefined,
    );
    fc.assert(
      fc.property(digits, marked, (typed, mark) => {
        const choice = chosen(typed, mark);
        expect("take" in choice && choice.take.includes(typed)).toBe(true);
      }),
    );
  });
});
