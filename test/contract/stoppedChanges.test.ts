import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/links/engine.ts";
import type { LinkStore } from "../../src/links/linkStore.ts";
import type { RunId } from "../../src/model/change.ts";
import { undoPlan } from "../../src/model/undoPlan.ts";
import { LocalArm } from "../unit/azure/localArm.ts";
import { buildChangeProcess, type StoppedProcess, stoppedProcess } from "../unit/testing/changeProcesses.ts";
import { type ChangeOrder, fastClock, firstIdentity, openEngine } from "../unit/testing/realEngine.ts";

const ours = "4567890";
/** For both processes, time passes so much faster: the 30 seconds that a write has are one. */
const timesFaster = 30;

let local: LocalArm;
let program: string;
let home: string;
let stopped: StoppedProcess | undefined;

beforeAll(async () => {
  [local, program, home] = await Promise.all([
    LocalArm.start(),
    buildChangeProcess(),
    mkdtemp(path.join(tmpdir(), "pal-stopped-")),
  ]);
  await local.control.clearLinks();
}, 30_000);
afterAll(async () => {
  stopped?.kill();
  await local.close();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** A process that the kernel stopped between its check and its request, and another one that found it dead. */
async function stoppedAndFound(): Promise<{
  order: ChangeOrder;
  process: StoppedProcess;
  next: Engine & { readonly store: LinkStore };
  runId: RunId;
}> {
  await local.control.clearLinks();
  await local.control.forgetRequests();
  const { description } = local.azure;
  const identity = firstIdentity(description);
  const tenantId = local.tenantWith("normal");
  const account = { identityId: identity.id, accountLabel: identity.label };
  const order: ChangeOrder = {
    description,
    folder: await mkdtemp(path.join(home, "window-")),
    plan: {
      purpose: "link",
      steps: [{ ...account, tenantId, tenantName: "Fabrikam", from: null, wanted: ours }],
    },
    timesFaster,
  };
  const process = await stoppedProcess(program, order);
  stopped = process;
  const next = await openEngine(local, order, fastClock(timesFaster));
  await expect.poll(() => next.journal.interrupted.length, { interval: 20, timeout: 5000 }).toBe(1);
  return { order, process, next, runId: next.journal.interrupted[0]?.runId ?? ("" as RunId) };
}

function signIn(): Promise<never> {
  return Promise.reject(new Error("nobody is there to sign in"));
}

async function linked(): Promise<readonly string[]> {
  const links = await local.control.links();
  return links.filter(({ state }) => state === "Active").map(({ partnerId }) => partnerId);
}

async function reads(): Promise<number> {
  const requests = await local.control.requests();
  return requests.filter(({ method, part }) => part === "arm" && method === "GET").length;
}

async function writes(): Promise<readonly string[]> {
  const requests = await local.control.requests();
  return requests
    .filter(({ method, part }) => part === "arm" && method !== "GET")
    .map(({ method }) => method);
}

describe("A process that is stopped between its check and its request", () => {
  it("sends nothing once the other has left the run as it is", async () => {
    const { process, next, runId } = await stoppedAndFound();
    const record = await next.changes.leave(runId);
    expect(record).toMatchObject({ closed: { how: "leftAsIs" }, steps: [{ state: "failed", after: null }] });
    expect(await process.wake()).toEqual(["notSent"]);
    expect(await writes()).toEqual([]);
    expect(await linked()).toEqual([]);
    expect(next.store.rows[0]?.knowledge.kind).toBe("notLinked");
    next.journal.dispose();
  }, 30_000);

  it("is heard by the other that waits for it, if it wakes up in time to send", async () => {
    const { process, next, runId } = await stoppedAndFound();
    const before = await reads();
    const leaving = next.changes.leave(runId);
    await expect.poll(reads, { interval: 10, timeout: 5000 }).toBeGreaterThan(before); // it has the run now
    const woke = await process.wake();
    const record = await leaving;
    const isSent = (await writes()).length > 0; // a slow machine may not be in time
    expect(woke).toEqual([isSent ? "changed" : "notSent"]);
    expect(record).toMatchObject({ steps: [{ state: isSent ? "changed" : "failed", before: null }] });
    expect(await linked()).toEqual(isSent ? [ours] : []);
    expect(next.store.rows[0]?.knowledge.kind).toBe(isSent ? "linked" : "notLinked");
    next.journal.dispose();
  }, 30_000);

  it("takes nothing back of what the other resumed and undid", async () => {
    const { process, next, runId } = await stoppedAndFound();
    const resumed = await next.changes.resume(runId, { signIn });
    expect(resumed.results).toMatchObject([{ kind: "changed" }]);
    const run = next.journal.runs.find((one) => one.runId === runId);
    const plan = run && undoPlan(run);
    const undone = plan && (await next.changes.run(plan, { signIn }));
    expect(undone?.results).toMatchObject([{ kind: "changed" }]);
    expect(await process.wake()).toEqual(["notSent"]);
    await wait(100);
    expect(await writes()).toEqual(["PUT", "DELETE"]);
    expect(await linked()).toEqual([]);
    expect(next.store.rows[0]?.knowledge.kind).toBe("notLinked");
    next.journal.dispose();
  }, 30_000);
});
