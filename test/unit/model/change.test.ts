import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChangeStep, decide, type LinkedId, type Purpose } from "../../../src/model/change.ts";
import { step } from "../testing/changeScene.ts";

const a = "111111";
const b = "222222";
const c = "333333";

function decided(purpose: Purpose, from: LinkedId, wanted: LinkedId, found: LinkedId): string {
  const decision = decide(purpose, step(1, from, wanted), found);
  return decision.act === "write" ? `${decision.verb} ${decision.partnerId}` : decision.act;
}

describe("What is to be done about a link", () => {
  it.each<[Purpose, from: LinkedId, wanted: LinkedId, found: LinkedId, act: string]>([
    ["link", null, b, null, `PUT ${b}`],
    ["link", null, b, b, "nothing"],
    ["link", null, b, a, "stop"],
    ["update", a, b, a, `PATCH ${b}`],
    ["update", a, b, b, "nothing"],
    ["update", a, b, c, "stop"],
    ["update", a, b, null, `PUT ${b}`], // whoever agreed to replace an ID agrees all the more where there is none
    ["remove", a, null, a, `DELETE ${a}`],
    ["remove", a, null, null, "nothing"],
    ["remove", a, null, c, "stop"],
    ["undo", b, null, b, `DELETE ${b}`],
    ["undo", b, null, null, "nothing"],
    ["undo", b, null, c, "stop"],
    ["undo", null, a, null, `PUT ${a}`],
    ["undo", null, a, a, "nothing"],
    ["undo", null, a, c, "stop"],
    ["undo", b, a, b, `PATCH ${a}`],
    ["undo", b, a, a, "nothing"],
    ["undo", b, a, c, "stop"],
    ["undo", b, a, null, "stop"], // somebody removed it since: an undo is of one state only
  ])("%s from %s to %s, where %s is found: %s", (purpose, from, wanted, found, act) => {
    expect(decided(purpose, from, wanted, found)).toBe(act);
  });

  it("never gives up anything but what the user agreed to, and never asks for what the API refuses", () => {
    const id = fc.constantFrom<LinkedId>(null, a, b, c);
    const purpose = fc.constantFrom<Purpose>("link", "update", "remove", "undo");
    fc.assert(
      fc.property(purpose, id, id, id, (why, from, wanted, found) => {
        const change: ChangeStep = step(1, from, wanted);
        const decision = decide(why, change, found);
        const verb = wanted === null ? "DELETE" : found === null ? "PUT" : "PATCH";
        const write = { act: "write", verb, partnerId: wanted ?? found };
        const isAgreed = found === from || (found === null && why === "update");
        const expected = found === wanted ? { act: "nothing" } : isAgreed ? write : { act: "stop" };
        expect(decision).toEqual(expected);
      }),
    );
  });
});
