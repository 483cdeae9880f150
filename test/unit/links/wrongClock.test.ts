import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { catchUpRows, doubtRows } from "../../../src/links/interruptedRows.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepRecord } from "../../../src/model/journal.ts";
import type { Knowledge } from "../../../src/model/knowledge.ts";
import { PalError } from "../../../src/model/palError.ts";
import { type RowId, rowId } from "../../../src/model/row.ts";
import { ours, planOf, step } from "../testing/changeScene.ts";
import { alice, tenant } from "../testing/fixtures.ts";
import { JournalScene } from "../testing/journalScene.ts";
import { kinds, MemoryScene, type MemoryWindow } from "../testing/memoryScene.ts";

const days = 24 * 60 * 60_000;
const id: RowId = rowId(alice.id, tenant(1).tenantId);

/** A run that linked the first tenant, then. */
function runOf(startedAt: number, order: number | undefined, after: string): RunRecord {
  return {
    runId: after as RunId,
    plan: planOf("link", [step(1, null, after)]),
    startedAt,
    ...(order !== undefined && { order }),
    steps: [
      { step: step(1, null, after), state: "changed", announcedAt: startedAt, endedAt: startedAt, after },
    ],
  };
}

describe("A clock that was set wrong", () => {
  let scene: MemoryScene;
  beforeEach(() => {
    scene = new MemoryScene();
    scene.clock.set(300 * days);
  });

  async function openWindow(): Promise<MemoryWindow> {
    const opened = await scene.openWindow();
    opened.store.setIdentities("vscode", [alice]);
    return opened;
  }

  async function twoWindows(): Promise<[MemoryWindow, MemoryWindow]> {
    const one = await openWindow();
    one.store.setTenants(alice.id, [tenant(1)]);
    await scene.settle();
    return [one, await openWindow()];
  }

  /** A check finds this, now. */
  function check({ store }: MemoryWindow, kind: "linked" | "notLinked"): void {
    const at = scene.clock.now();
    const work = store.begin(id, "check");
    work?.learn(kind === "linked" ? { kind, at, link: { partnerId: ours } } : { kind, at });
    work?.end();
  }

  /** Lets windows write and read, again and again. */
  async function passSeconds(): Promise<void> {
    for (let i = 0; i < 4; i += 1) {
      await scene.passTime();
    }
  }

  it.each([3, -3])("for one check (%i days) hides no later check, in no window", async (off) => {
    const [one, two] = await twoWindows();
    scene.clock.set(off * days);
    check(one, "notLinked");
    await passSeconds();
    expect(kinds(two.store)).toEqual(["notLinked/none"]);
    scene.clock.set(-off * days);
    check(one, "linked");
    await passSeconds();
    for (const { store } of [one, two, await openWindow()]) {
      expect(kinds(store)).toEqual(["linked/none"]);
    }
    check(two, "notLinked");
    await passSeconds();
    for (const { store } of [one, two, await openWindow()]) {
      expect(kinds(store)).toEqual(["notLinked/none"]);
    }
  });

  it.each([3, -3])("does not make windows write back and forth (%i days)", async (off) => {
    const [one, two] = await twoWindows();
    scene.clock.set(off * days);
    check(one, "notLinked");
    scene.clock.set(-off * days);
    check(two, "linked");
    await passSeconds();
    const { writes } = scene.storage;
    await passSeconds();
    await passSeconds();
    expect(scene.storage.writes).toBe(writes);
  });

  it("does not take away what a window has just read, though it hears of the wrong time only afterwards", async () => {
    const [one, two] = await twoWindows();
    scene.clock.set(3 * days);
    check(one, "notLinked");
    await one.memory.flush();
    scene.clock.set(-3 * days);
    check(two, "linked"); // it has not read what the other window wrote
    await passSeconds();
    for (const { store } of [one, two, await openWindow()]) {
      expect(kinds(store)).toEqual(["linked/none"]);
    }
  });

  it("leaves an unknown age, which does not become a known one when that time comes", async () => {
    const [one] = await twoWindows();
    scene.clock.set(3 * days);
    check(one, "linked");
    await passSeconds();
    scene.clock.set(-3 * days);
    const two = await openWindow();
    expect(two.store.row(id)?.knowledge).toMatchObject({ kind: "linked", at: 0 });
    two.store.addTenant(alice.id, tenant(2).tenantId);
    await passSeconds();
    scene.clock.set(4 * days);
    const [row] = (await openWindow()).store.rowsOf(alice.id);
    expect(row?.knowledge).toMatchObject({ kind: "linked", at: 0 });
  });

  it("hides the last check from no window, whatever the clock did before and does then", async () => {
    const jump = fc.constantFrom(0, 0, 3, -3, 0.0005, -0.0005, 400);
    const act = fc.record({ jump, who: fc.nat({ max: 1 }), isLinked: fc.boolean(), isSettled: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
        scene = new MemoryScene();
        scene.clock.set(3000 * days);
        const windows = await twoWindows();
        let isBack = false;
        for (const [place, { jump: by, who, isLinked, isSettled }] of acts.entries()) {
          if (by !== 0) {
            await passSeconds(); // else nothing tells which of two checks in the same second was the later one
          }
          scene.clock.set(by * days);
          scene.clock.advance(10);
          isBack ||= by < 0; // from then on windows count, and only what they see of each other is behind the other's
          check(windows[who === 0 ? 0 : 1], isLinked ? "linked" : "notLinked");
          if (isSettled || isBack || place === acts.length - 1) {
            await passSeconds();
          }
        }
        const last = acts.at(-1)?.isLinked ? "linked/none" : "notLinked/none";
        for (const { store } of [...windows, await openWindow()]) {
          expect(kinds(store)).toEqual([last]);
        }
        const { writes } = scene.storage;
        await passSeconds();
        expect(scene.storage.writes).toBe(writes);
      }),
      { numRuns: 30 },
    );
  });

  it("hides no later need for the person, and no later reason", async () => {
    const [one, two] = await twoWindows();
    scene.clock.set(3 * days);
    check(one, "linked");
    await passSeconds();
    scene.clock.set(-3 * days);
    two.store.begin(id, "check")?.fail(new PalError("signInNeeded"));
    two.store.begin(id, "link")?.fail(new PalError("forbidden"));
    two.store.begin(id, "check")?.fail(new PalError("signInNeeded"));
    await passSeconds();
    for (const { store } of [one, two, await openWindow()]) {
      expect(kinds(store)).toEqual(["linked/signInNeeded"]);
      expect(store.row(id)?.reason?.code).toBe("forbidden");
    }
    scene.clock.advance(1000);
    check(one, "linked");
    await passSeconds();
    for (const { store } of [one, two, await openWindow()]) {
      expect(kinds(store)).toEqual(["linked/none"]);
      expect(store.row(id)?.reason).toBeUndefined();
    }
  });

  it.each([3, -3])("hides no later list of tenants (%i days)", async (off) => {
    const [one, two] = await twoWindows();
    scene.clock.set(off * days);
    one.store.setTenants(alice.id, [tenant(1)]);
    await passSeconds();
    scene.clock.set(-off * days);
    two.store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await passSeconds();
    for (const { store } of [one, two, await openWindow()]) {
      expect(store.rows).toHaveLength(2);
    }
  });

  describe("beside an interrupted write", () => {
    const plan = planOf("link", [step(1, null, ours)]);
    function run(more: Partial<StepRecord>): RunRecord {
      const record: StepRecord = { step: step(1, null, ours), state: "announced", before: null, ...more };
      return { runId: "run" as RunId, plan, startedAt: 0, steps: [record] };
    }
    const doubted = ["nothing/failed"];

    it("does not hide the doubt behind a check from the future", async () => {
      const [one] = await twoWindows();
      scene.clock.set(3 * days);
      check(one, "notLinked");
      scene.clock.set(-3 * days);
      scene.clock.advance(1000);
      const interrupted = [run({ announcedAt: scene.clock.now() })];
      doubtRows(one.store, interrupted);
      expect(kinds(one.store)).toEqual(doubted);
      await passSeconds();
      check(one, "linked");
      doubtRows(one.store, interrupted);
      expect(kinds(one.store)).toEqual(["linked/none"]);
    });

    it("doubts a write of the future once, and not what is read since", async () => {
      const [one, two] = await twoWindows();
      check(one, "notLinked");
      await passSeconds();
      const interrupted = [run({ announcedAt: scene.clock.now() + 3 * days })];
      doubtRows(one.store, interrupted);
      expect(kinds(one.store)).toEqual(doubted);
      await passSeconds();
      check(one, "linked");
      await passSeconds();
      for (const { store } of [one, two, await openWindow()]) {
        doubtRows(store, interrupted);
        expect(kinds(store)).toEqual(["linked/none"]);
      }
    });

    it("does not doubt what was read after a write, both by the same wrong clock", async () => {
      const [one] = await twoWindows();
      scene.clock.set(3 * days);
      const interrupted = [run({ announcedAt: scene.clock.now() })];
      scene.clock.advance(1000);
      check(one, "linked");
      await passSeconds();
      scene.clock.set(-3 * days);
      const two = await openWindow();
      doubtRows(two.store, interrupted);
      expect(kinds(two.store)).toEqual(["linked/none"]);
    });

    it("catches up with a later change, whatever a check from the future said", async () => {
      const [one] = await twoWindows();
      scene.clock.set(3 * days);
      check(one, "notLinked");
      scene.clock.set(-3 * days);
      const at = scene.clock.now();
      const changed = run({ state: "changed", announcedAt: at, endedAt: at, after: ours });
      const knowledge: Partial<Knowledge> = { kind: "linked" };
      catchUpRows(one.store, [changed]);
      expect(one.store.row(id)?.knowledge).toMatchObject(knowledge);
    });
  });

  it("leaves the history in the order in which things happened", async () => {
    const journals = new JournalScene();
    journals.clock.set(300 * days);
    const begin = async (off: number): Promise<string> => {
      journals.clock.set(off * days);
      const journal = await journals.openWindow();
      const run = await journal.begin(planOf("link", [step(1, null, ours)]));
      await run.close("finished");
      journals.clock.set(-off * days);
      return run.runId;
    };
    const ids = [await begin(0), await begin(3), await begin(0), await begin(-3), await begin(0)];
    const journal = await journals.openWindow();
    expect(journal.runs.map(({ runId }) => runId)).toEqual(ids.toReversed());
  });

  it("tells what came of the last of several changes, not of the one with the latest date", async () => {
    const [one] = await twoWindows();
    const at = scene.clock.now();
    const future = at + 3 * days;
    catchUpRows(one.store, [runOf(at, future + 1, "222222"), runOf(future, undefined, "111111")]);
    expect(one.store.row(id)?.knowledge).toMatchObject({ link: { partnerId: "222222" } });
    const two = await openWindow();
    two.store.setTenants(alice.id, [tenant(1)]);
    catchUpRows(two.store, [runOf(future, undefined, "111111"), runOf(at, undefined, "222222")]);
    expect(two.store.row(id)?.knowledge).toMatchObject({ link: { partnerId: "111111" } });
  });
});
