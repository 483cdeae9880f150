import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkedId, StepResult } from "../../../src/model/change.ts";
import { PalError } from "../../../src/model/palError.ts";
import { ChangeScene, ours, planOf, step } from "../testing/changeScene.ts";
import {
  type Agreed,
  assertAgreed,
  assertAnnounced,
  assertEnd,
  assertLeft,
  assertRecord,
  assertRow,
  assertTruth,
  watchAnnouncements,
} from "../testing/changeTruth.ts";
import { crashingWindow } from "../testing/crash.ts";
import { writeFaults } from "../testing/modelArm.ts";

const ids = ["111111", "222222", ours] as const;

const agreed = fc.constantFrom<Agreed>(
  { purpose: "link", from: null, wanted: ours },
  { purpose: "update", from: "111111", wanted: ours },
  { purpose: "remove", from: ours, wanted: null },
  { purpose: "undo", from: ours, wanted: null },
  { purpose: "undo", from: ours, wanted: "111111" },
  { purpose: "undo", from: null, wanted: "111111" },
);

/** How Azure and others behave meanwhile. */
const world = fc.record({
  writeFaults: fc.array(fc.constantFrom(...writeFaults), { maxLength: 5 }),
  readFaults: fc.array(
    fc.option(fc.constantFrom("serverError", "unauthorized", "unreachable", "throttled", "conflict"), {
      nil: undefined,
      freq: 1,
    }),
    { maxLength: 4 },
  ),
  others: fc.array(fc.option(fc.constantFrom<LinkedId>(null, ...ids), { nil: undefined, freq: 1 }), {
    maxLength: 6,
  }),
  /** What is there at first; undefined: what the user has seen. */
  start: fc.option(fc.constantFrom<LinkedId>(null, ...ids), { nil: undefined, freq: 1 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function build({ purpose: _purpose, from }: Agreed, { start, ...faults }: World): ChangeScene {
  const scene = new ChangeScene();
  const azure = scene.azure();
  azure.linked = (start === undefined ? from : start) ?? undefined;
  azure.writeFaults = [...faults.writeFaults];
  azure.readFaults = faults.readFaults.map((code) => code && new PalError(code));
  azure.others = [...faults.others];
  return scene;
}

/** Where a window dies, and how much of what was not flushed the disk keeps (per cent). */
const death = fc.record({ at: fc.integer({ min: 1, max: 40 }), keeps: fc.integer({ min: 0, max: 100 }) });
type Death = typeof death extends fc.Arbitrary<infer T> ? T : never;

describe("Whatever Azure and others do", () => {
  it("a change does and tells only what it may", async () => {
    await fc.assert(
      fc.asyncProperty(agreed, world, async (change, faults) => {
        const scene = build(change, faults);
        const azure = scene.azure();
        const window = await scene.openWindow();
        const assertAllAnnounced = watchAnnouncements(scene);
        const result = await window.change(change.purpose, change.from, change.wanted);

        assertAllAnnounced();
        assertAgreed(azure, change);
        assertTruth(azure, result, change);
        assertRow(azure, window.row(), result);
        assertRecord(azure, window.run.steps[0], result);
        expect(window.run.closed).toMatchObject({ how: "finished" });
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it("a window that dies leaves a run that ends as wanted, or says what is there", async () => {
    const deaths = fc.array(death, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(agreed, world, deaths, async (change, faults, die) => {
        const scene = build(change, faults);
        for (const [i, how] of die.entries()) {
          await runAndDie(scene, change, i > 0, how);
          assertAnnounced(scene);
          assertAgreed(scene.azure(), change);
        }
        const { results, isOver, damaged } = await resumeInPeace(scene);
        assertAnnounced(scene);
        assertAgreed(scene.azure(), change);
        results.forEach((result) => assertEnd(scene.azure(), result, change));
        expect(isOver).toBe(true);
        expect(damaged).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("a run that is left as it is says what is there, for good", async () => {
    const jump = fc.constantFrom(0, 20_000, 3_600_000, -20_000, -500_000);
    await fc.assert(
      fc.asyncProperty(agreed, world, death, jump, async (change, faults, die, jumps) => {
        const scene = build(change, faults);
        await runAndDie(scene, change, false, die);
        scene.clock.set(jumps);
        scene.azure().readFaults = [];
        scene.azure().others = [];
        const window = await scene.openWindow();
        const [open] = window.journal.interrupted;
        const record = open && (await window.leave(open.runId));
        assertAgreed(scene.azure(), change);
        assertLeft(scene.azure(), record?.steps[0], change);
        expect(window.journal.interrupted).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each<Agreed>([
    { purpose: "link", from: null, wanted: ours },
    { purpose: "update", from: "111111", wanted: ours },
    { purpose: "remove", from: ours, wanted: null },
  ])(
    "a window that dies at any call of a $purpose leaves what can be done",
    async (change) => {
      for (const writes of [[], ["late"], ["lostBefore"]] as const) {
        let at = 0;
        for (let isDead = true; isDead;) {
          at += 1;
          const scene = build(change, {
            writeFaults: [...writes],
            readFaults: [],
            others: [],
            start: undefined,
          });
          isDead = await runAndDie(scene, change, false, { at, keeps: (at % 3) * 50 });
          assertAnnounced(scene);
          const { results, isOver } = await resumeInPeace(scene);
          assertAgreed(scene.azure(), change);
          expect(results.map(({ kind }) => kind)).toEqual(results.map(() => "changed"));
          expect(isOver).toBe(true);
        }
        expect(at).toBeGreaterThan(20);
      }
    },
    30_000,
  );
});

/** Begins or resumes, and dies on the way; gives whether it died before it was over. */
async function runAndDie(
  scene: ChangeScene,
  { purpose, from, wanted }: Agreed,
  isBegun: boolean,
  { at, keeps }: Death,
): Promise<boolean> {
  const { window, died } = await crashingWindow(scene, at);
  const [open] = window.journal.interrupted;
  let isDead = false;
  if (!isBegun || open) {
    const going = open ? window.resume(open.runId) : window.do(planOf(purpose, [step(1, from, wanted)]));
    isDead = await Promise.race([died.then(() => true), going.then(() => false)]);
    window.isGone = true;
    window.changes.dispose();
  }
  scene.disk = scene.disk.cutPower((waiting) => (waiting * keeps) / 100);
  scene.clock.advance(20_000);
  return isDead;
}

/** Resumes what is open; nothing goes wrong any more. */
async function resumeInPeace(
  scene: ChangeScene,
): Promise<{ results: readonly StepResult[]; isOver: boolean; damaged: readonly string[] }> {
  const azure = scene.azure();
  azure.writeFaults = [];
  azure.readFaults = [];
  azure.others = [];
  const window = await scene.openWindow();
  const [open] = window.journal.interrupted;
  const { results } = open ? await window.resume(open.runId) : { results: [] };
  const isOver = window.journal.runs.every(({ closed }) => closed !== undefined);
  return { results, isOver, damaged: window.journal.damaged };
}
