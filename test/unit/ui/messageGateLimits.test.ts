import { describe, expect, it, vi } from "vitest";
import { MessageGate } from "../../../src/ui/messageGate.ts";
import { longestPageMessage } from "../../../src/ui/protocol.ts";

const known = "vscode:public:alice/00000000-0000-4000-8000-000000000001";

/** A gate with a clock, and whom it told of what it refused. */
class Scene {
  now = 1000;
  readonly refused: (readonly [string, number | undefined])[] = [];
  readonly gate = new MessageGate({
    now: () => this.now,
    knowsRow: (id) => id === known,
    onRefused: (why, act) => this.refused.push([why, act]),
  });

  pass(message: object): unknown {
    return this.gate.pass(JSON.stringify(message));
  }
}

describe("An act about rows that are gone", () => {
  it("is refused by its number, because the page waits for an answer", () => {
    const scene = new Scene();
    expect(scene.pass({ type: "check", seq: 7, rows: [known, "gone"] })).toBeUndefined();
    expect(scene.pass({ type: "remove", seq: 8, row: "gone" })).toBeUndefined();
    expect(scene.refused).toEqual([
      ["unknown row", 7],
      ["unknown row", 8],
    ]);
  });

  it("is the only one that has a number: nobody waits for what was refused otherwise", () => {
    const scene = new Scene();
    scene.pass({ type: "ready", seq: 5 });
    scene.pass({ type: "ready", seq: 5 });
    scene.pass({ type: "check", seq: 4, rows: ["gone"] });
    scene.pass({ type: "nonsense", seq: 9 });
    scene.gate.pass(7);
    expect(scene.refused).toEqual([
      ["played before", undefined],
      ["played before", undefined],
      ["malformed", undefined],
      ["no text", undefined],
    ]);
  });
});

describe("A page that says too much", () => {
  it("is heard fifty times in a second, however it spreads them", () => {
    const scene = new Scene();
    const passed = Array.from({ length: 60 }, (_none, i) => {
      scene.now = 1000 + i * 15;
      return scene.pass({ type: "ready", seq: i + 1 });
    });
    expect(passed.filter((message) => message !== undefined)).toHaveLength(50);
    expect(new Set(scene.refused.map(([why]) => why))).toEqual(new Set(["too many"]));
  });

  it("is not read any more, not even what would be refused anyway", () => {
    const scene = new Scene();
    for (let i = 0; i < 50; i += 1) {
      scene.gate.pass(undefined);
    }
    scene.pass({ type: "check", seq: 7, rows: ["gone"] });
    expect(scene.refused.at(-1)).toEqual(["too many", undefined]);
  });

  it("is not read where that is known before: reading takes time that others wait for", () => {
    const scene = new Scene();
    const parse = vi.spyOn(JSON, "parse");
    scene.gate.pass(" ".repeat(longestPageMessage + 1));
    Array.from({ length: 60 }, () => scene.gate.pass("{}"));
    expect(scene.refused.filter(([why]) => why === "too many")).toHaveLength(11);
    expect(parse).toHaveBeenCalledTimes(49);
    parse.mockRestore();
  });

  it("is not read if it is nested deeper than any message is", () => {
    const scene = new Scene();
    const parse = vi.spyOn(JSON, "parse");
    for (const depth of [3, 2_000_000]) {
      scene.gate.pass("[".repeat(depth) + "]".repeat(depth));
    }
    expect(parse).not.toHaveBeenCalled();
    expect(scene.refused.map(([why]) => why)).toEqual(["malformed", "malformed"]);
    parse.mockRestore();
  });

  it("is heard again in the next second, as much as in the first", () => {
    const scene = new Scene();
    const long = `${" ".repeat(longestPageMessage - 100)}{}`;
    const tell = (): void => [1, 2, 3].forEach(() => scene.gate.pass(long));
    tell();
    scene.now += 1000;
    tell();
    expect(scene.refused.map(([why]) => why)).toEqual([
      "malformed",
      "malformed",
      "too much",
      "malformed",
      "malformed",
      "too much",
    ]);
  });

  it("may say so much at once, and no letter more", () => {
    const scene = new Scene();
    const [exact, beyond] = [0, 1].map((more) => {
      const text = JSON.stringify({ type: "ready", seq: 1 });
      return " ".repeat(longestPageMessage - text.length + more) + text;
    });
    expect(scene.gate.pass(exact)).toEqual({ type: "ready", seq: 1 });
    expect(scene.gate.pass(beyond)).toBeUndefined();
    expect(scene.refused).toEqual([["too long", undefined]]);
  });
});
