import { anything, assert, json, oneof, property, string } from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { MessageGate } from "../../../src/ui/messageGate.ts";
import { longestPageMessage } from "../../../src/ui/protocol.ts";

const known = "vscode:public:alice/00000000-0000-4000-8000-000000000001";

let now: number;
let refused: string[];
let gate: MessageGate;

beforeEach(() => {
  now = 1000;
  refused = [];
  gate = new MessageGate({
    now: () => now,
    knowsRow: (id) => id === known,
    onRefused: (why) => refused.push(why),
  });
});

function pass(message: object): unknown {
  return gate.pass(JSON.stringify(message));
}

const check = (seq: number, ...rows: string[]): object => ({ type: "check", seq, rows });

describe("The gate for messages of a page", () => {
  it("lets through what is well formed, new, and about rows that there are", () => {
    expect(pass({ type: "ready", seq: 1 })).toEqual({ type: "ready", seq: 1 });
    expect(pass(check(2, known))).toEqual(check(2, known));
    expect(refused).toEqual([]);
  });

  it.each([
    ["an object", { type: "ready", seq: 1 }],
    ["nothing", undefined],
    ["null", null],
    ["a number", 1],
    ["bytes", new Uint8Array(10)],
    ["no JSON", "{"],
    ["an empty text", ""],
    ["JSON of something else", "[1]"],
    ["null as JSON", "null"],
    ["an unknown type", JSON.stringify({ type: "readFile", seq: 1 })],
    ["a type of a wrong type", JSON.stringify({ type: ["ready"], seq: 1 })],
    ["no number", JSON.stringify({ type: "ready" })],
    ["a number that is a text", JSON.stringify({ type: "ready", seq: "1" })],
    ["a number below one", JSON.stringify({ type: "ready", seq: 0 })],
    ["a broken number", JSON.stringify({ type: "ready", seq: 1.5 })],
    ["an endless number", '{"type":"ready","seq":1e999}'],
    ["more than belongs there", JSON.stringify({ type: "ready", seq: 1, endpoint: "https://evil.example" })],
    ["a prototype", '{"type":"ready","seq":1,"__proto__":{"polluted":true}}'],
    ["a constructor", '{"type":"ready","seq":1,"constructor":{"prototype":{"polluted":true}}}'],
    ["the name of a prototype's field as type", '{"type":"toString","seq":1}'],
    [
      "zero for a partner ID",
      JSON.stringify({ type: "write", verb: "link", seq: 1, row: known, partnerId: "0000000" }),
    ],
    [
      "a partner ID that is none",
      JSON.stringify({ type: "write", verb: "link", seq: 1, row: known, partnerId: "1;2" }),
    ],
    [
      "a partner ID of letters",
      JSON.stringify({ type: "write", verb: "link", seq: 1, row: known, partnerId: "１２３" }),
    ],
    [
      "an unknown verb",
      JSON.stringify({ type: "write", verb: "delete", seq: 1, row: known, partnerId: "1" }),
    ],
    ["no rows", JSON.stringify({ type: "check", seq: 1, rows: [] })],
    [
      "an unknown column",
      JSON.stringify({ type: "export", seq: 1, format: "csv", rows: [known], columns: ["token"] }),
    ],
    [
      "a file",
      JSON.stringify({ type: "export", seq: 1, format: "../../etc", rows: [known], columns: ["tenant"] }),
    ],
  ])("refuses %s", (_what, message) => {
    expect(gate.pass(message)).toBeUndefined();
    expect(refused).toHaveLength(1);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    // Nothing is changed by it: the first number still is new.
    expect(pass({ type: "ready", seq: 1 })).toBeDefined();
  });

  it.each(["__proto__", "constructor", "toString", known.toUpperCase(), `${known} `, "vscode:public:bob/x"])(
    "refuses the row %s, and with it all others of its message",
    (row) => {
      expect(pass(check(1, row))).toBeUndefined();
      expect(pass(check(1, known, row))).toBeUndefined();
      expect(pass({ type: "remove", seq: 1, row })).toBeUndefined();
      expect(refused).toEqual(["unknown row", "unknown row", "unknown row"]);
    },
  );

  it("refuses what was played before, and what comes late", () => {
    expect(pass({ type: "ready", seq: 5 })).toBeDefined();
    expect(pass({ type: "ready", seq: 5 })).toBeUndefined();
    expect(pass(check(4, known))).toBeUndefined();
    expect(pass(check(6, known))).toBeDefined();
    expect(refused).toEqual(["played before", "played before"]);
  });

  it("begins anew with a page that was loaded anew", () => {
    pass({ type: "ready", seq: 5 });
    gate.startAnew();
    expect(pass({ type: "ready", seq: 1 })).toBeDefined();
  });

  it("does not read ten megabytes", () => {
    const row = "x".repeat(10 * 1024 * 1024);
    expect(gate.pass(JSON.stringify(check(1, row)))).toBeUndefined();
    expect(gate.pass(row)).toBeUndefined();
    expect(refused).toEqual(["too long", "too long"]);
  });

  it("reads so much in a second, however few messages it comes in", () => {
    const long = `${" ".repeat(longestPageMessage - 100)}{}`;
    expect([1, 2, 3].map(() => gate.pass(long))).toEqual([undefined, undefined, undefined]);
    expect(refused).toEqual(["malformed", "malformed", "too much"]);
  });

  it("refuses more than 50 a second, good or bad, and lets through again in the next", () => {
    const passed = Array.from({ length: 1000 }, (_, index) => pass(check(index + 1, known)));
    expect(passed.filter((message) => message !== undefined)).toHaveLength(50);
    expect(refused).toHaveLength(950);
    now += 1000;
    expect(pass(check(2000, known))).toBeDefined();
  });

  it("survives whatever there is", () => {
    assert(
      property(oneof(anything(), json(), string()), (message) => {
        now += 1000;
        expect(gate.pass(message)).toBeUndefined();
      }),
    );
  });

  it("has room for all rows of five thousand tenants in one message", () => {
    const rows = Array.from(
      { length: 5000 },
      (_, n) => `vscode:public:${"a".repeat(73)}/00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    );
    const roomy = new MessageGate({ now: () => 0, knowsRow: () => true, onRefused: () => undefined });
    expect(roomy.pass(JSON.stringify(check(1, ...rows)))).toBeDefined();
  });
});
