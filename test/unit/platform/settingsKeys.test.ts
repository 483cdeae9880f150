import * as fc from "fast-check";
import { expect, it } from "vitest";
import { settingsKeys } from "../../../src/platform/settingsKeys.ts";

it("Every key of an object is found, at any depth and in any order, and nothing else", () => {
  const name = fc.stringMatching(/^[\w.-]{1,12}$/);
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: "small" }, fc.string(), fc.integer(), tie("object"), fc.array(tie("any"))),
    object: fc.dictionary(name, tie("any"), { noNullPrototype: true }),
  })).object;
  const keysOf = (json: unknown): string[] => {
    if (typeof json !== "object" || json === null) {
      return [];
    }
    const keys = Array.isArray(json) ? [] : Object.keys(json);
    return Object.values(json).flatMap((inner, place) => keys.slice(place, place + 1).concat(keysOf(inner)));
  };
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), (json, indent) => {
      expect(settingsKeys(JSON.stringify(json, null, indent))).toEqual(keysOf(json));
    }),
  );
});

it("What stands in a line after a quotation mark that is never closed is no key, and the next line is", () => {
  expect(settingsKeys(String.raw`{ "a\": 1, "x: 1` + '\n"b": 2 }')).toEqual(["b"]);
});

it("A comment that is never closed goes on to the end", () => {
  expect(settingsKeys('{ "a": 1 /* "b": 2 }')).toEqual(["a"]);
});
