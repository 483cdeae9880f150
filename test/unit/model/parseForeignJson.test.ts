import { describe, expect, it, vi } from "vitest";
import { isTooDeep, parseForeignJson } from "../../../src/model/parseForeignJson.ts";

const nested = (depth: number, open = "[", close = "]"): string => open.repeat(depth) + close.repeat(depth);

describe("JSON of another program", () => {
  it.each([
    ['{"a":[1,"x",null]}', { a: [1, "x", null] }],
    [nested(2), [[]]],
    ['"x"', "x"],
    ["null", null],
    ["", undefined],
    ["{", undefined],
    ["<html>", undefined],
    ["[]]", undefined],
    [undefined, undefined],
    [null, undefined],
    [{ a: 1 }, undefined],
  ])("is read, or is none: %j", (text, value) => {
    expect(parseForeignJson(text)).toEqual(value);
  });

  it("is not read at all if it is nested deeper than 64 times, or than was said", () => {
    const parse = vi.spyOn(JSON, "parse");
    for (const text of [
      nested(65),
      nested(65, '{"a":[', "]}"),
      nested(4_000_000),
      "[".repeat(65),
      `[${nested(64)}]`,
    ]) {
      expect(parseForeignJson(text)).toBeUndefined();
    }
    expect(parseForeignJson(nested(3), 2)).toBeUndefined();
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
    expect(parseForeignJson(nested(64))).toBeDefined();
  });

  it.each([
    JSON.stringify("[".repeat(100)),
    JSON.stringify({ a: `\\"${"{".repeat(100)}"\\` }),
    JSON.stringify(Array.from({ length: 100 }, () => [{}])),
    JSON.stringify([String.raw`\\`, "]", "[".repeat(100)]),
  ])("is not nested by brackets in its texts, nor by those beside each other: %s", (text) => {
    expect(isTooDeep(text)).toBe(false);
    expect(parseForeignJson(text)).toEqual(JSON.parse(text));
  });

  it("is not less nested by closing brackets in its texts", () => {
    expect(isTooDeep(`${'["]]",'.repeat(65)}0${"]".repeat(65)}`)).toBe(true);
  });
});
