import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseJournal } from "../../src/links/journalLine.ts";
import type { ChangePlan, ChangeStep, RunId, StepResult } from "../../src/model/change.ts";
import type { JournalEvent } from "../../src/model/journal.ts";
import { rawText } from "../../src/model/untrusted.ts";
import type { PhysicalRequest } from "../azure/wire/requestLog.ts";
import { LocalArm } from "../unit/azure/localArm.ts";
import { buildChangeProcess, changeInProcess } from "../unit/testing/changeProcesses.ts";
import {
  type ChangeOrder,
  fastClock,
  firstIdentity,
  journalFolder,
  openEngine,
} from "../unit/testing/realEngine.ts";

const ours = "4567890";
const other = "6001002";
/** So many are killed with each latency of the local Azure (milliseconds). */
const rounds = [
  { latencyMs: 0, kills: 15 },
  { latencyMs: 20, kills: 20 },
  { latencyMs: 60, kills: 15 },
];
/** So many processes run at once. */
const atOnce = 3;
/** A second process finds the first one dead, and waits for what it had sent: for it, time passes so much faster. */
const faster = 30;

let local: LocalArm;
let program: string;
let home: string;
const tenants: string[] = [];

beforeAll(async () => {
  [local, program, home] = await Promise.all([
    LocalArm.start({ tenants: 90 }),
    buildChangeProcess(),
    mkdtemp(path.join(tmpdir(), "pal-killed-")),
  ]);
  await local.control.clearLinks();
  const { description } = local.azure;
  const { label } = firstIdentity(description);
  const usable = description.tenants.filter(
    (t) => t.policy === "normal" && t.members.includes(rawText(label)),
  );
  const isHome = new Set(description.accounts.map(({ homeTenantId }) => homeTenantId));
  tenants.push(...usable.map(({ tenantId }) => tenantId).filter((id) => !isHome.has(id)));
}, 30_000);
afterAll(async () => {
  await local.close();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

describe("A process that is killed while it changes a link", () => {
  it("leaves a journal that tells the truth, and a change that can be resumed", async () => {
    const stages: string[] = [];
    for (const { latencyMs, kills } of rounds) {
      await local.control.changeSettings({ latencyMs });
      const times = await inTurns(atOnce, atOnce, async (i) => changeInProcess(program, await newOrder(i)));
      const [, usual = 0] = times.map((took) => took ?? 0).toSorted((a, b) => a - b);
      expect(usual).toBeGreaterThan(3 * latencyMs);
      const found = await inTurns(kills, atOnce, async (i) => {
        const order = await newOrder(i);
        await changeInProcess(program, order, ((i + Math.random()) / kills) * usual);
        await quiet(order);
        return resumeAndCheck(order);
      });
      stages.push(...found);
    }
    const counts = Object.entries(Object.groupBy(stages, (stage) => stage)).map(
      ([stage, all = []]) => `${stage}: ${all.length}`,
    );
    console.log(`killed ${stages.length} times; ${counts.toSorted().join(", ")}`);
    expect(counts.length).toBeGreaterThan(3);
  }, 180_000);
});

/** What to change in a tenant of its own: link, update or remove in turn. */
async function newOrder(n: number): Promise<ChangeOrder> {
  const tenantId = tenants.pop() ?? "";
  const { description } = local.azure;
  const identity = firstIdentity(description);
  const [purpose, from, wanted] = (
    [
      ["link", null, ours],
      ["update", other, ours],
      ["remove", ours, null],
    ] as const
  )[n % 3] ?? ["link", null, ours];
  if (from !== null) {
    await local.control.setLink({ tenantId, username: rawText(identity.label), partnerId: from });
  }
  const account = { identityId: identity.id, accountLabel: identity.label };
  const step: ChangeStep = { ...account, tenantId, tenantName: "Fabrikam", from, wanted };
  const plan: ChangePlan = { purpose, steps: [step] };
  const folder = await mkdtemp(path.join(home, "window-"));
  return { description: { ...description, tenants: [] }, folder, plan };
}

/** Resumes in another process's place, and compares journal, requests and link; gives how far the killed one had come. */
async function resumeAndCheck(order: ChangeOrder): Promise<string> {
  const [step] = order.plan.steps;
  const before = await journalEvents(order);
  const sentBefore = await requestsOf(order);
  assertAnnounced(before, sentBefore);

  const { journal, changes, store } = await openEngine(local, order, fastClock(faster));
  expect(journal.damaged).toEqual([]);
  const isDecided = (): boolean => journal.undecided.length === journal.interrupted.length;
  await expect.poll(isDecided, { interval: 20, timeout: 10_000 }).toBe(true);
  const [open] = journal.interrupted;
  expect(store.rows.map(({ knowledge }) => knowledge.kind)).toEqual([knownAfter(before)]);
  const results: readonly StepResult[] = open
    ? (await changes.resume(open.runId, { signIn: () => Promise.reject(new Error("nobody is there")) }))
        .results
    : [];
  expect(results.map((result) => ("error" in result ? result.error.code : result.kind))).toEqual(
    open ? ["changed"] : [],
  );
  expect(journal.interrupted).toEqual([]);
  expect(journal.runs.map(({ closed }) => closed?.how)).toEqual(journal.runs.map(() => "finished"));
  journal.dispose();

  const sent = await requestsOf(order);
  assertAnnounced(await journalEvents(order), sent);
  const wanted = journal.runs.length === 0 ? step?.from : step?.wanted;
  expect(await linkedIn(step?.tenantId)).toBe(wanted);
  return stageOf(before, sentBefore);
}

/** What the row may say, of which "not linked" is remembered from before the change. */
function knownAfter(events: readonly JournalEvent[]): string {
  const last = events.findLast(({ type }) => type === "writing" || type === "ended");
  if (last?.type === "ended") {
    return last.after === null ? "notLinked" : "linked";
  }
  return last ? "nothing" : "notLinked";
}

/** Each write was announced, in this order; and a read came right before it. */
function assertAnnounced(events: readonly JournalEvent[], requests: readonly PhysicalRequest[]): void {
  const announced = events.flatMap((event) =>
    event.type === "writing" ? [`${event.verb} ${event.partnerId}`] : [],
  );
  const writes = requests.filter(({ method }) => method !== "GET");
  expect(announced.slice(0, writes.length).length).toBe(writes.length);
  let place = 0;
  for (const { method, path: where } of writes) {
    place = announced.indexOf(`${method} ${where.split("/").at(-1)}`, place) + 1;
    expect(place).toBeGreaterThan(0);
  }
  const order = requests.map(({ method }) => (method === "GET" ? "r" : "W")).join("");
  expect(order).not.toMatch(/^W|WW/);
}

/** How far the process had come. */
function stageOf(events: readonly JournalEvent[], requests: readonly PhysicalRequest[]): string {
  const isSent = requests.some(({ method }) => method !== "GET");
  switch (events.at(-1)?.type) {
    case undefined:
      return "1 nothing written";
    case "planned":
    case "owned":
      return requests.length === 0 ? "2 planned" : "3 read";
    case "writing":
      return isSent ? "5 sent" : "4 announced";
    case "answered":
      return "6 answered";
    case "ended":
      return "7 ended";
    default:
      return "8 over";
  }
}

async function journalEvents({ folder }: ChangeOrder): Promise<readonly JournalEvent[]> {
  const names = await readdir(journalFolder(folder)).catch((): string[] => []);
  expect(names.filter((it) => it.endsWith(".damaged"))).toEqual([]);
  const name = names.find((it) => it.endsWith(".journal"));
  if (name === undefined) {
    return [];
  }
  const runId = name.slice(name.indexOf("-") + 1, -".journal".length) as RunId;
  const parsed = parseJournal(await readFile(path.join(journalFolder(folder), name), "utf8"), runId);
  expect(["run", "empty"]).toContain(parsed.kind);
  return parsed.kind === "run" ? parsed.events : [];
}

async function requestsOf({ plan }: ChangeOrder): Promise<readonly PhysicalRequest[]> {
  const all = await local.control.requests();
  return all.filter(({ part, tenantId }) => part === "arm" && tenantId === plan.steps[0]?.tenantId);
}

/** Waits until Azure has done what was on its way when the process died. */
async function quiet(order: ChangeOrder): Promise<void> {
  await wait(40);
  await expect
    .poll(async () => (await requestsOf(order)).filter(({ status }) => status === 0), { interval: 20 })
    .toEqual([]);
}

async function linkedIn(tenantId: string | undefined): Promise<string | null> {
  const links = await local.control.links();
  const link = links.find((it) => it.tenantId === tenantId && it.state === "Active");
  return link?.partnerId ?? null;
}

/** Does something so many times, a few at once. */
async function inTurns<T>(count: number, most: number, act: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const indices = Array.from({ length: count }, (_, i) => i).values();
  const work = async (): Promise<void> => {
    for (const i of indices) {
      results.push(await act(i));
    }
  };
  await Promise.all(Array.from({ length: most }, work));
  return results;
}
