import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../src/links/crc32.ts";
import { type ParsedJournal, parseJournal, printLine } from "../../../src/links/journalLine.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { JournalEvent } from "../../../src/model/journal.ts";
import { changePlan, changeStep } from "../testing/journalScene.ts";

const runId = "run-1" as RunId;
const planned = { type: "planned", version: 1, runId, at: 1, plan: changePlan(3) } as const;
const owned: JournalEvent = { type: "owned", owner: "window-1", fence: 1, at: 1 };
const writing = {
  type: "writing",
  step: 0,
  at: 2,
  verb: "PUT",
  partnerId: "4567890",
  before: null,
  beforeOrder: 7,
} as const;
const ended: JournalEvent = { type: "ended", step: 0, at: 3, end: "changed", after: "4567890" };
const closed: JournalEvent = { type: "closed", at: 4, how: "finished" };

function print(events: readonly JournalEvent[], fence = 1): string {
  return events.map((event) => printLine(event, fence)).join("");
}

function eventsOf(parsed: ParsedJournal): readonly JournalEvent[] {
  expect(parsed.kind).toBe("run");
  return parsed.kind === "run" ? parsed.events : [];
}

/** A line with a right checksum, whatever is in it. */
function forge(json: unknown): string {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  return `${crc32(text)} ${text}\n`;
}

const hostileText = fc.string({ unit: "binary", maxLength: 60 });
const linkedId = fc.option(fc.stringMatching(/^[0-9]{1,15}$/), { nil: null });
/** Of a strange Azure, too: what cannot be read back must not be written. */
const stamp = fc.record(
  { version: fc.maxSafeInteger(), updatedAt: fc.integer({ min: -8.64e15, max: 8.64e15 }) },
  { requiredKeys: [] },
);
const step = fc.nat({ max: 2 });
const at = fc.nat();
const error = fc.record(
  { code: fc.constantFrom("timedOut" as const, "refused" as const), azureMessage: hostileText },
  { requiredKeys: ["code"] },
);
const runEvent: fc.Arbitrary<JournalEvent> = fc.oneof(
  fc.record(
    {
      type: fc.constant("writing" as const),
      step,
      at,
      verb: fc.constantFrom("PUT" as const, "PATCH" as const, "DELETE" as const),
      partnerId: fc.stringMatching(/^[0-9]{1,15}$/),
      before: linkedId,
      beforeName: hostileText,
      beforeStamp: stamp,
    },
    { requiredKeys: ["type", "step", "at", "verb", "partnerId", "before"] },
  ),
  fc.record(
    { type: fc.constant("answered" as const), step, at, correlationId: hostileText, error },
    { requiredKeys: ["type", "step", "at"] },
  ),
  fc.record(
    {
      type: fc.constant("ended" as const),
      step,
      at,
      end: fc.constantFrom("changed" as const, "failed" as const, "unclear" as const),
      after: linkedId,
      afterName: hostileText,
      afterStamp: stamp,
      error,
    },
    { requiredKeys: ["type", "step", "at", "end"] },
  ),
);
const events: fc.Arbitrary<readonly JournalEvent[]> = fc
  .tuple(
    fc.array(fc.tuple(hostileText, hostileText), { minLength: 3, maxLength: 3 }),
    fc.array(runEvent, { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([names, happened, isOver]) => planOf(names).concat(happened, isOver ? [closed] : []));

/** A run with hostile names. */
function planOf(names: readonly (readonly [string, string])[]): readonly JournalEvent[] {
  const steps = names.map(([accountLabel, tenantName], i) => changeStep(i + 1, { accountLabel, tenantName }));
  return [{ ...planned, plan: { purpose: "update", steps } }, owned];
}

describe("A line of the journal", () => {
  it("has the checksum that everybody knows", () => {
    expect(crc32("123456789")).toBe("cbf43926");
    expect(crc32("")).toBe("00000000");
  });

  it("holds bytes of ASCII and one line break, whatever a tenant is called", () => {
    const plan = changePlan(1, { steps: [changeStep(1, { tenantName: "Bücher\n\u2028\u0000🎈\ud800" })] });
    expect(printLine({ ...planned, plan }, 1)).toMatch(/^[0-9a-f]{8} [ -~]+\n$/);
  });

  it.each([
    { ...writing, partnerId: "<b>" },
    { ...writing, at: NaN },
    { ...planned, plan: changePlan(1, { steps: [changeStep(1, { tenantId: "everywhere" })] }) },
  ])("is not printed if it could not be read back: %j", (event) => {
    expect(() => printLine(event, 1)).toThrow(/Invalid/);
  });

  it("does not fill the disk with what somebody else wrote", () => {
    const error = { code: "refused" as const, azureMessage: "x".repeat(1_000_000) };
    expect(printLine({ type: "answered", step: 0, at: 1, error }, 1).length).toBeLessThan(5000);
  });
});

describe("A file of the journal", () => {
  it("gives back what was written", () => {
    fc.assert(
      fc.property(events, (written) => {
        const parsed = parseJournal(print(written), runId);
        expect(parsed).toEqual({ kind: "run", events: written, fence: 1, torn: false });
      }),
      { numRuns: 200 },
    );
  });

  it("tells a part of the truth wherever it is cut, and nothing else", () => {
    fc.assert(
      fc.property(events, (written) => {
        const text = print(written);
        const firstLine = printLine(written[0] ?? planned, 1).length;
        const kinds = new Set<string>();
        for (let length = 0; length < text.length - 1; length += 1) {
          const parsed = parseJournal(text.slice(0, length), runId);
          const kept = parsed.kind === "run" ? parsed.events : [];
          kinds.add(length < firstLine - 1 ? `torn plan: ${parsed.kind}` : parsed.kind);
          expect(kept).toEqual(written.slice(0, kept.length));
          // As many as are whole; a line that only lacks its line break is.
          expect(print(written.slice(0, kept.length)).length - 1).toBeLessThanOrEqual(length);
          expect(print(written.slice(0, kept.length + 1)).length - 1).toBeGreaterThan(length);
        }
        expect([...kinds]).toEqual(["torn plan: empty", "run"]);
      }),
      { numRuns: 3 },
    );
  });

  it("goes on after a cut anywhere, once somebody has taken the run over", () => {
    const text = print([planned, owned, writing, ended]);
    const first = print([planned]).length;
    const second = { ...owned, owner: "window-2", fence: 2 } as const;
    for (let length = first - 1; length <= text.length; length += 1) {
      const cut = text.slice(0, length);
      const before = eventsOf(parseJournal(cut, runId));
      const later = parseJournal(`${cut}\n${print([second, ended, closed], 2)}`, runId);
      expect(eventsOf(later)).toEqual([...before, second, ended, closed]);
      expect(later).toMatchObject({ fence: 2, torn: false });
    }
  });

  it("is whole only as far as the checksums are right, whichever byte is wrong", () => {
    const lines = [planned, owned, writing, ended].map((event) => printLine(event, 1));
    const text = lines.join("");
    const lastLine = text.length - (lines.at(-1)?.length ?? 0);
    const outcomes = new Set<string>();
    for (let i = 0; i < text.length - 1; i += 1) {
      const wrong = text.slice(0, i) + (text[i] === "\n" ? " " : "\n") + text.slice(i + 1);
      const parsed = parseJournal(wrong, runId);
      const where = i === lastLine - 1 ? "the last two are one" : i < lastLine ? "before" : "last";
      outcomes.add(`${where}: ${parsed.kind === "run" ? parsed.events.length : parsed.kind}`);
    }
    expect([...outcomes]).toEqual(["before: damaged", "the last two are one: 3", "last: 3"]);
  });

  it("is damaged when a line in the middle is wrong", () => {
    const text = print([planned, owned, writing, ended]);
    expect(parseJournal(text.replace("PUT", "PUP"), runId)).toEqual({ kind: "damaged" });
  });

  it("lets nobody write who is not the owner any more", () => {
    const second = { ...owned, owner: "window-2", fence: 2 } as const;
    const left = { ...closed, how: "leftAsIs" } as const;
    const text =
      print([planned, owned]) +
      print([second], 2) +
      print([writing, ended, owned, closed]) +
      print([left], 2);
    expect(parseJournal(text, runId)).toEqual({
      kind: "run",
      events: [planned, owned, second, left],
      fence: 2,
      torn: false,
    });
  });

  it("ends where the run is over", () => {
    const second = { ...owned, fence: 2 } as const;
    const text = print([planned, owned, closed, writing]) + print([second, writing, closed], 2);
    expect(eventsOf(parseJournal(text, runId))).toEqual([planned, owned, closed]);
  });

  it("is nobody's when it is of a newer version, whatever else is in it", () => {
    const newer = forge({ type: "planned", version: 2, everything: "different" });
    expect(parseJournal(`${newer}nonsense\nmore\n`, runId)).toEqual({ kind: "newer" });
  });

  it.each([
    ["another run", forge({ ...planned, runId: "run-2", fence: 1 })],
    ["no plan at first", print([owned, planned])],
    ["two plans", print([planned, planned])],
    ["no JSON", print([planned]) + forge("{")],
    ["null", print([planned]) + forge(null)],
    ["an unknown event", print([planned]) + forge({ type: "exploded", at: 1, fence: 1 })],
    ["no owner's number", print([planned]) + forge(closed)],
    ["a number of words", print([planned]) + forge({ ...closed, at: "1", fence: 1 })],
    ["an owner beyond counting", print([planned]) + forge({ ...owned, fence: 1e9 })],
    ["a step that there is not", print([planned, owned, { ...writing, step: 3 }])],
    ["a step before the first", print([planned, owned]) + forge({ ...writing, step: -1, fence: 1 })],
    [
      "a partner ID that leads elsewhere",
      print([planned, owned]) + forge({ ...writing, partnerId: "../x", fence: 1 }),
    ],
    [
      "a tenant that is none",
      forge({
        ...planned,
        plan: changePlan(1, { steps: [changeStep(1, { tenantId: "x/../y" })] }),
        fence: 1,
      }),
    ],
    ["text", "hello\nworld\n"],
    ["bytes", "\u0000\uFFFD\n\uFFFD\n"],
  ])("is damaged when it holds %s", (_what, text) => {
    expect(parseJournal(text, runId)).toEqual({ kind: "damaged" });
  });

  it("knows nothing of prototypes", () => {
    const json = JSON.stringify({ ...planned, fence: 1 }).replace(
      "{",
      '{"__proto__":{"closed":true},"constructor":{"prototype":{"closed":true}},"toString":1,',
    );
    const [event] = eventsOf(parseJournal(forge(json), runId));
    expect(event).toEqual(planned);
    expect(Object.keys(event ?? {})).toEqual(Object.keys(planned));
    expect(({} as { closed?: boolean }).closed).toBeUndefined();
  });

  it("takes an error of which it never heard for an unexpected one", () => {
    const line = forge({ type: "answered", step: 0, at: 1, error: { code: "constructor" }, fence: 1 });
    expect(eventsOf(parseJournal(print([planned, owned]) + line, runId)).at(-1)).toEqual({
      type: "answered",
      step: 0,
      at: 1,
      error: { code: "unexpected" },
    });
  });

  it("survives whatever bytes it is made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(["empty", "damaged"]).toContain(parseJournal(text, runId).kind);
        expect(["run", "damaged"]).toContain(parseJournal(print([planned, owned]) + text, runId).kind);
      }),
    );
  });

  it("is read quickly even if one line is as long as a book", () => {
    const text = print([planned, owned]) + "x".repeat(5_000_000);
    expect(parseJournal(text, runId)).toMatchObject({ kind: "run", torn: true });
  });
});
