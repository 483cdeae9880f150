import { describe, expect, it } from "vitest";
import { parseJournal, printLine } from "../../../src/links/journalLine.ts";
import { foldRun } from "../../../src/links/runRecord.ts";
import { mayBeApplied } from "../../../src/links/stepEnd.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { JournalEvent } from "../../../src/model/journal.ts";
import { changePlan, changeStep } from "../testing/journalScene.ts";

const runId = "run-1" as RunId;
const planned = { type: "planned", version: 1, runId, at: 1, plan: changePlan(3) } as const;
const owned: JournalEvent = { type: "owned", owner: "window-1", fence: 1, at: 1 };
const begun = [planned, owned];
const writing = {
  type: "writing",
  step: 0,
  at: 2,
  verb: "PUT",
  partnerId: "4567890",
  before: null,
} as const;
const ended = { type: "ended", step: 0, at: 3, end: "changed", after: "4567890" } as const;
const closed: JournalEvent = { type: "closed", at: 4, how: "finished" };

function print(events: readonly JournalEvent[]): string {
  return events.map((event) => printLine(event, 1)).join("");
}

/** A whole line that is not as it was written. */
function damaged(event: JournalEvent): string {
  return printLine(event, 1).replace(/"at"/, '"aT"');
}

function eventsOf(text: string): readonly JournalEvent[] {
  const parsed = parseJournal(text, runId);
  expect(parsed.kind).toBe("run");
  return parsed.kind === "run" ? parsed.events : [];
}

function states(text: string): string[] {
  return foldRun(eventsOf(text)).steps.map(({ state }) => state);
}

describe("A last line that was finished, and damaged afterwards", () => {
  it.each<[string, readonly JournalEvent[], JournalEvent, readonly string[]]>([
    ["the first write", begun, writing, ["announced", "planned", "planned"]],
    ["the end of a write", [...begun, writing], ended, ["announced", "planned", "planned"]],
    [
      "the second write",
      [...begun, writing, ended],
      { ...writing, step: 1 },
      ["changed", "announced", "planned"],
    ],
    [
      "what ended without a write",
      [...begun, writing, ended],
      { type: "ended", step: 1, at: 5, end: "foundOther", after: "1" },
      ["changed", "announced", "planned"],
    ],
  ])("may have announced a write: %s", (_what, before, line, expected) => {
    expect(states(print(before) + damaged(line))).toEqual(expected);
    expect(states(`${print(before)}${damaged(line)}\n`)).toEqual(expected);
    const cut = damaged(line).slice(0, -1);
    expect(states(`${print(before)}${cut}x`)).toEqual(expected); // its line feed is damaged as well
  });

  it("says so also when somebody has taken the run over since", () => {
    const taken = printLine({ type: "owned", owner: "window-2", fence: 2, at: 9 }, 2);
    const text = `${print(begun)}${damaged(writing)}\n${taken}`;
    expect(states(text)).toEqual(["announced", "planned", "planned"]);
    expect(parseJournal(text, runId)).toMatchObject({ kind: "run", fence: 2 });
  });

  it("and one that was never finished announces nothing", () => {
    const half = damaged(writing).slice(0, -20);
    const taken = printLine({ type: "owned", owner: "window-2", fence: 2, at: 9 }, 2);
    expect(states(print(begun) + half)).toEqual(["planned", "planned", "planned"]);
    expect(states(`${print(begun)}${half}\n${taken}`)).toEqual(["planned", "planned", "planned"]);
  });

  it("may be a second write of the step that Azure refused", () => {
    const refused: JournalEvent = { type: "answered", step: 0, at: 3, error: { code: "mfaNeeded" } };
    const text = print([...begun, writing, refused]) + damaged({ ...writing, at: 4 });
    const parsed = parseJournal(text, runId);
    const [first] = parsed.kind === "run" ? foldRun(parsed.events).steps : [];
    expect(first && mayBeApplied(first)).toBe(true);
  });

  it("announces what the plan says, as far as the line does not tell", () => {
    const steps = [
      changeStep(1, { from: "111111", wanted: null }),
      changeStep(2, { from: "111111", wanted: "222222" }),
    ];
    const plan = { ...planned, at: 1000, plan: { purpose: "update", steps } } as const;
    const text = (rest: readonly JournalEvent[], line: string): readonly JournalEvent[] =>
      eventsOf(`${print([plan, { ...owned, at: 1000 }, ...rest])}${line}\n`).slice(-1);
    const remove = { ...writing, verb: "DELETE", partnerId: "111111", before: "111111" };
    expect(text([], "###")).toEqual([{ ...remove, at: 1000 + 24 * 60 * 60_000 }]);
    expect(text([], '{"at":1500,"before":"111111"')).toEqual([{ ...remove, at: 1500 }]);
    const over: JournalEvent = { type: "ended", step: 0, at: 2000, end: "changed", after: null };
    expect(text([over], '{"at":2500,"before":null')).toEqual([
      { ...writing, step: 1, at: 2500, verb: "PUT", partnerId: "222222", before: null },
    ]);
    expect(text([over], '{"at":1,')).toMatchObject([{ step: 1, verb: "PATCH", before: "111111" }]);
  });

  it("announces nothing where nobody owned the run, or all is done", () => {
    expect(eventsOf(`${print([planned])}###\n`)).toEqual([planned]);
    const all: readonly JournalEvent[] = [ended, { ...ended, step: 1 }, { ...ended, step: 2 }];
    const text = print([...begun, ...all]);
    expect(eventsOf(text + damaged(closed))).toEqual([...begun, ...all]);
    expect(eventsOf(`${text}${print([closed])}###\n`)).toEqual([...begun, ...all, closed]);
  });
});
