import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Journal } from "../../../src/links/journal.ts";
import type { NewRunEvent, RunLog } from "../../../src/links/runLog.ts";
import type { RunId } from "../../../src/model/change.ts";
import { changePlan, JournalScene } from "../testing/journalScene.ts";
import type { Cut, DiskAct } from "../testing/testJournalDisk.ts";

const story: readonly NewRunEvent[] = [
  { type: "writing", step: 0, verb: "PUT", partnerId: "4567890", before: null },
  { type: "answered", step: 0, correlationId: "c-1" },
  { type: "ended", step: 0, end: "changed", after: "4567890", afterName: "Contoso" },
  { type: "writing", step: 1, verb: "PATCH", partnerId: "4567890", before: "111" },
  { type: "answered", step: 1, error: { code: "timedOut" } },
  { type: "ended", step: 1, end: "unclear", error: { code: "unreachable" } },
];

/** What was promised before the power was cut. */
interface Promised {
  begun: boolean;
  events: number;
  over: boolean;
}

/** Does a run until the power is cut, and notes what was on the disk by the journal's own word. */
async function live(journal: Journal, promised: Promised): Promise<void> {
  const run = await journal.begin(changePlan(2));
  promised.begun = true;
  for (const event of story) {
    await run.write(event);
    promised.events += 1;
  }
  await run.close("finished");
  promised.over = true;
}

/** How many events of the story the record tells of; throws if it tells another one. */
function told(journal: Journal): number {
  const [record] = journal.runs;
  const states = record?.steps.map(({ state, correlationId, error }) => [state, correlationId, error?.code]);
  const truth: readonly (readonly (readonly (string | undefined)[])[])[] = [
    [
      ["planned", undefined, undefined],
      ["planned", undefined, undefined],
    ],
    [
      ["announced", undefined, undefined],
      ["planned", undefined, undefined],
    ],
    [
      ["announced", "c-1", undefined],
      ["planned", undefined, undefined],
    ],
    [
      ["changed", "c-1", undefined],
      ["planned", undefined, undefined],
    ],
    [
      ["changed", "c-1", undefined],
      ["announced", undefined, undefined],
    ],
    [
      ["changed", "c-1", undefined],
      ["inDoubt", undefined, "timedOut"],
    ],
    [
      ["changed", "c-1", undefined],
      ["unclear", undefined, "unreachable"],
    ],
  ];
  return truth.findIndex((known) => JSON.stringify(known) === JSON.stringify(states));
}

/** Cuts the power at the n-th moment; gives the machine after it came back, or undefined if all was over by then. */
async function cutAt(
  moment: number,
  cut: Cut,
): Promise<{ later: JournalScene; promised: Promised } | undefined> {
  const scene = new JournalScene();
  const promised: Promised = { begun: false, events: 0, over: false };
  const journal = await scene.openWindow();
  let left = moment;
  let later: JournalScene["disk"] | undefined;
  scene.disk.onWrite = () => {
    if (left === 0) {
      later ??= scene.disk.cutPower(cut);
    }
    left -= 1;
  };
  await live(journal, promised).catch(() => undefined);
  await scene.idle();
  if (!later) {
    return undefined;
  }
  journal.dispose();
  scene.disk = later;
  scene.clock.advance(60_000);
  return { later: scene, promised };
}

/** Writes down the rest of the story. */
async function goOn(journal: Journal, runId: RunId, events: number): Promise<void> {
  const run = await journal.takeOver(runId);
  for (const event of story.slice(events)) {
    await run.write(event);
  }
  await run.close("finished");
  expect(told(journal)).toBe(story.length);
}

async function writeAll(run: RunLog, events: readonly NewRunEvent[]): Promise<void> {
  for (const event of events) {
    await run.write(event);
  }
}

describe("A power cut", () => {
  it("at any moment takes nothing that was promised, adds nothing that was not begun, and damages nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 17 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (moment, part) => {
          const cut = await cutAt(moment, (waiting) => waiting * part);
          if (!cut) {
            return;
          }
          const { later, promised } = cut;
          const journal = await later.openWindow();
          await later.pass(16_000, 4000); // until the owner is sure to be dead
          expect(journal.damaged).toEqual([]);
          const [record] = journal.runs;
          const events = told(journal);
          expect(record !== undefined || !promised.begun).toBe(true); // else something may have been sent
          expect(record ? events : 0).toBeGreaterThanOrEqual(promised.events);
          expect(events).toBeLessThanOrEqual(promised.events + 1);
          expect(record?.closed !== undefined || !promised.over).toBe(true);
          expect(journal.interrupted).toEqual(record && !record.closed ? [record] : []);
          if (record && !record.closed) {
            await goOn(journal, record.runId, events);
          }
          expect((await later.openWindow()).runs).toEqual(journal.runs);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is survived a second and a third time", async () => {
    for (let length = 0; length < 400; length += 7) {
      const scene = new JournalScene();
      const run = await (await scene.openWindow()).begin(changePlan(2));
      scene.disk = scene.disk.kill();
      for (let cuts = 0; cuts < 3; cuts += 1) {
        scene.disk.onWrite = (act, name) => {
          if (act === "append" && name === scene.fileOf(run).name) {
            scene.disk.onWrite = undefined;
            scene.disk = scene.disk.cutPower(() => length);
          }
        };
        const journal = await scene.openWindow();
        await scene.pass(16_000, 4000);
        await journal.takeOver(run.runId).catch(() => undefined);
      }
      scene.disk.onWrite = undefined;
      const journal = await scene.openWindow();
      await scene.pass(16_000, 4000);
      expect(journal.damaged).toEqual([]);
      await goOn(journal, run.runId, 0);
    }
  });
});

describe("A disk on which nothing can be written", () => {
  const codes = ["ENOSPC", "EROFS", "EACCES", "EIO"] as const;

  it.each(codes)("lets no run begin, and is forgotten once it can be written again: %s", async (code) => {
    for (const only of [undefined, ["create"], ["replace"]] as readonly (readonly DiskAct[] | undefined)[]) {
      for (const room of [0, 5, 1000]) {
        const scene = new JournalScene();
        const journal = await scene.openWindow();
        scene.disk.room = room;
        scene.disk.fault = { code, ...(only && { only }) };
        const error: unknown = await journal.begin(changePlan()).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ code: "noJournal", cause: { code } });
        expect(journal.runs).toEqual([]);
        scene.disk.fault = undefined;
        const run = await journal.begin(changePlan());
        await run.close("finished");
        await scene.pass(60_000);
        const later = await scene.openWindow();
        expect(later.runs).toEqual(journal.runs);
        expect([later.runs.length, later.damaged.length]).toEqual([1, 0]);
      }
    }
  });

  it.each(codes)(
    "stops a run before the request, and loses nothing that was written before or after: %s",
    async (code) => {
      for (let room = 0; room < 300; room += 13) {
        const scene = new JournalScene();
        const journal = await scene.openWindow();
        const run = await journal.begin(changePlan(2));
        await writeAll(run, story.slice(0, 3));
        for (let tries = 0; tries < 2; tries += 1) {
          scene.disk.room = room;
          scene.disk.fault = { code, only: ["append"] };
          await expect(run.write(story[3] as NewRunEvent)).rejects.toMatchObject({ code: "noJournal" });
          scene.disk.fault = undefined;
        }
        await run.write({ type: "ended", step: 1, end: "failed", error: { code: "noJournal" } });
        await run.close("finished");
        const later = await scene.openWindow();
        expect(later.damaged).toEqual([]);
        expect(later.runs).toEqual(journal.runs);
        expect(later.runs[0]?.steps.map(({ state }) => state)).toEqual(["changed", "failed"]);
      }
    },
  );

  it("leaves a run open that cannot be closed", async () => {
    const scene = new JournalScene();
    const journal = await scene.openWindow();
    const run = await journal.begin(changePlan());
    scene.disk.fault = { code: "ENOSPC", only: ["append"] };
    await expect(run.close("finished")).rejects.toMatchObject({ code: "noJournal" });
    scene.disk.fault = undefined;
    await scene.pass(1000);
    expect(journal.interrupted.map(({ runId }) => runId)).toEqual([run.runId]);
    await (await journal.takeOver(run.runId)).close("finished");
    expect(journal.interrupted).toEqual([]);
  });

  it("is no reason not to start", async () => {
    const scene = new JournalScene();
    scene.disk.fault = { code: "EROFS" };
    scene.disk.readFault = "EIO";
    const journal = await scene.openWindow();
    expect([journal.runs, journal.damaged, journal.interrupted]).toEqual([[], [], []]);
    expect(scene.log.lines).toHaveLength(1);
  });

  it("does not get what could not be read back", async () => {
    const scene = new JournalScene();
    const journal = await scene.openWindow();
    const noTenant = changePlan(1, {
      steps: [{ ...changePlan().steps[0], tenantId: "everywhere" } as never],
    });
    await expect(journal.begin(noTenant)).rejects.toMatchObject({ code: "noJournal" });
    expect(scene.disk.texts.size).toBe(0);
    const run = await journal.begin(changePlan());
    const { text } = scene.fileOf(run);
    await expect(
      run.write({ type: "writing", step: 1, verb: "PUT", partnerId: "1", before: null }),
    ).rejects.toMatchObject({ code: "noJournal" });
    await expect(
      run.write({ type: "writing", step: 0, verb: "PUT", partnerId: "<b>", before: null }),
    ).rejects.toMatchObject({ code: "noJournal" });
    expect(scene.fileOf(run).text).toBe(text);
  });
});
