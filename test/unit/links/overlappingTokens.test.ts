import { describe, expect, it, vi } from "vitest";
import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { createIdentity, type Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, ArmPort, IdentitySourcePort } from "../../../src/model/ports.ts";
import type { RowId } from "../../../src/model/row.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

const robot = createIdentity({
  source: "servicePrincipal",
  cloud: "public",
  accountId: "robot-id",
  label: "robot",
});

/** An account and a service principal with some tenants each, whose tokens come when they are told to. */
class Scene {
  readonly clock = new TestClock();
  readonly store = new LinkStore(this.clock);
  readonly gate: TokenGate;
  readonly queue: CheckQueue;
  /** Token calls under way, by identity; what they end with is given later. */
  readonly open = new Map<Identity, ((end: AccessToken | PalError) => void)[]>([
    [alice, []],
    [robot, []],
  ]);
  needsPerson: (tenantId: string) => boolean = () => false;
  most = 0;
  asked = 0;

  constructor(accounts: number, principals: number) {
    const { clock, store } = this;
    for (const [identity, count] of [
      [alice, accounts],
      [robot, principals],
    ] as const) {
      store.setIdentities(identity.source, [identity]);
      store.setTenants(
        identity.id,
        Array.from({ length: count }, (_, i) => tenant(i + 1)),
      );
    }
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice, robot]),
      silentToken: (identity) => this.#ask(identity),
      interactiveToken: () => Promise.reject(new Error("A check must never prompt.")),
      signIn: () => Promise.reject(new Error("A check must never prompt.")),
      needsPerson: ({ source: from }, tenantId) => from !== "vscode" && this.needsPerson(tenantId),
    };
    const arm = { readLink: () => Promise.resolve({}) } as unknown as ArmPort;
    this.gate = new TokenGate(source, clock);
    this.queue = new CheckQueue({ gate: this.gate, arm, store, clock, log: new TestLog() });
  }

  rowsOf(identity: Identity): RowId[] {
    return this.store.rowsOf(identity.id).map(({ id }) => id);
  }

  calls(identity: Identity): ((end: AccessToken | PalError) => void)[] {
    return this.open.get(identity) ?? [];
  }

  /** Ends the oldest call under way. */
  async give(identity: Identity, end: AccessToken | PalError = accessToken("t")): Promise<void> {
    const oldest = await vi.waitUntil(() => this.calls(identity).shift());
    oldest(end);
  }

  checked(identity: Identity): number {
    return this.store.rowsOf(identity.id).filter(({ knowledge }) => knowledge.kind === "notLinked").length;
  }

  #ask(identity: Identity): Promise<AccessToken> {
    this.asked += 1;
    const { promise, resolve, reject } = Promise.withResolvers<AccessToken>();
    const calls = this.calls(identity);
    calls.push((end) => (end instanceof PalError ? reject(end) : resolve(end)));
    this.most = Math.max(this.most, calls.length);
    return promise;
  }
}

describe("Tokens of service principals", () => {
  it("overlap in a check, up to eight; each tenant is asked for once", async () => {
    const scene = new Scene(0, 30);
    const checking = scene.queue.check(scene.rowsOf(robot));
    await vi.waitFor(() => expect(scene.calls(robot)).toHaveLength(8));
    for (let i = 0; i < 30; i += 1) {
      await scene.give(robot);
    }
    await checking;
    expect([scene.checked(robot), scene.most, scene.asked]).toEqual([30, 8, 30]);
  });

  it("overlap elsewhere, too, up to eight; who waits in vain is let go at once", async () => {
    const scene = new Scene(0, 0);
    const stop = new AbortController();
    const ends = Array.from({ length: 10 }, (_, i) =>
      scene.gate.silent(robot, tenant(i).tenantId, stop.signal).catch((error: PalError) => error.code),
    );
    await vi.waitFor(() => expect(scene.calls(robot)).toHaveLength(8));
    stop.abort();
    expect(await Promise.all(ends)).toEqual(Array.from({ length: 10 }, () => "cancelled"));
    for (let i = 0; i < 8; i += 1) {
      await scene.give(robot);
    }
    const after = scene.gate.silent(robot, tenant(20).tenantId);
    await scene.give(robot, accessToken("after"));
    expect((await after).token).toBe("after");
    expect(scene.asked).toBe(9); // those that waited in vain never asked
  });

  it("wait for no account's token, and those of accounts still come one after another", async () => {
    const scene = new Scene(3, 3);
    const checking = scene.queue.check([...scene.rowsOf(robot), ...scene.rowsOf(alice)]);
    await vi.waitFor(() => expect(scene.calls(robot)).toHaveLength(3));
    expect(scene.calls(alice)).toHaveLength(1);
    for (const _row of scene.rowsOf(robot)) {
      await scene.give(robot);
    }
    await vi.waitFor(() => expect(scene.checked(robot)).toBe(3));
    for (const _row of scene.rowsOf(alice)) {
      expect(scene.calls(alice).length).toBeLessThan(2);
      await scene.give(alice);
    }
    await checking;
    expect(scene.checked(alice)).toBe(3);
  });

  it("give their reason to the row, and one that fails stops no other", async () => {
    const scene = new Scene(0, 2);
    const checking = scene.queue.check(scene.rowsOf(robot));
    await scene.give(robot, new PalError("credentialRefused", { azureCode: "AADSTS7000222" }));
    await scene.give(robot);
    await checking;
    const attempts = scene.store.rowsOf(robot.id).map(({ attempt }) => attempt);
    expect(attempts).toMatchObject([
      { kind: "failed", error: { code: "credentialRefused" } },
      { kind: "none" },
    ]);
  });

  it("pause nothing when they are slow, and go on while slow accounts wait for the person", async () => {
    const scene = new Scene(4, 4);
    void scene.queue.checkUnasked(scene.rowsOf(robot).slice(0, 2));
    await vi.waitFor(() => expect(scene.calls(robot)).toHaveLength(2));
    scene.clock.advance(5000);
    const progress: (number | undefined)[] = [];
    scene.queue.onDidProgress(({ pausedBy }) => progress.push(pausedBy));
    await scene.give(robot);
    await scene.give(robot);
    await vi.waitFor(() => expect(scene.checked(robot)).toBe(2));
    expect(progress.filter(Boolean)).toEqual([]);

    void scene.queue.checkUnasked([...scene.rowsOf(alice), ...scene.rowsOf(robot).slice(2)]);
    for (let i = 0; i < 2; i += 1) {
      await vi.waitFor(() => expect(scene.calls(alice)).toHaveLength(1));
      scene.clock.advance(5000);
      await scene.give(alice);
    }
    await scene.give(robot);
    await scene.give(robot);
    await vi.waitFor(() => expect(scene.checked(robot)).toBe(4));
    expect(scene.checked(alice)).toBeLessThan(4);
    expect(progress.at(-1)).toBe(5000);
  });
});

describe("Tenants for which the person has to give a secret again", () => {
  it("are left as they are by checks that nobody asked for, and tried when somebody asks", async () => {
    const scene = new Scene(1, 3);
    const [, ...others] = scene.rowsOf(robot);
    const known = scene.store.rowsOf(robot.id)[0]?.tenant.tenantId;
    scene.needsPerson = (tenantId) => tenantId !== known;
    const unasked = scene.queue.checkUnasked([...scene.rowsOf(alice), ...scene.rowsOf(robot)]);
    await scene.give(alice);
    await scene.give(robot);
    await unasked;
    expect([scene.checked(alice), scene.checked(robot), scene.asked]).toEqual([1, 1, 2]);
    expect(scene.store.rowsOf(robot.id).map(({ attempt }) => attempt.kind)).toEqual(["none", "none", "none"]);

    const asked = scene.queue.check(others);
    await scene.give(robot, new PalError("signInNeeded"));
    await scene.give(robot);
    await asked;
    expect(scene.store.rowsOf(robot.id).map(({ attempt }) => attempt.kind)).toEqual([
      "none",
      "signInNeeded",
      "none",
    ]);
  });
});
