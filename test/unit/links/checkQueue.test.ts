import { describe, expect, it, vi } from "vitest";
import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { RowWork } from "../../../src/links/rowWork.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { PartnerLink } from "../../../src/model/partnerLink.ts";
import type {
  AccessToken,
  ArmCall,
  ArmPort,
  IdentitySourcePort,
  LinkAnswer,
} from "../../../src/model/ports.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

/** Tenants 1 to n of one account; each token carries its tenant's id, each read answers as it is told. */
class Scene {
  readonly clock = new TestClock();
  readonly store: LinkStore;
  readonly queue: CheckQueue;
  readonly tokensAsked: (string | undefined)[] = [];
  onToken: () => void = () => undefined;
  onRead: () => void = () => undefined;
  reading = 0;
  mostReading = 0;
  answer: (tenantId: string) => PartnerLink | undefined = () => undefined;
  token: (tenantId: string | undefined) => AccessToken | undefined = (t) => accessToken(t ?? "home");

  constructor(tenants: number) {
    const { clock } = this;
    this.store = new LinkStore(clock);
    this.store.setIdentities("vscode", [alice]);
    this.store.setTenants(
      alice.id,
      Array.from({ length: tenants }, (_, i) => tenant(i + 1)),
    );
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice]),
      silentToken: (_identity, tenantId) => {
        this.tokensAsked.push(tenantId);
        this.onToken();
        return Promise.resolve(this.token(tenantId));
      },
      interactiveToken: () => Promise.reject(new Error("A check must never prompt.")),
      signIn: () => Promise.reject(new Error("A check must never prompt.")),
    };
    const arm: ArmPort = {
      listTenants: () => Promise.reject(new Error("not used here")),
      createLink: () => Promise.reject(new Error("A check must never write.")),
      readLink: (call) => this.#read(call),
    };
    const gate = new TokenGate(source, clock);
    this.queue = new CheckQueue({ gate, arm, store: this.store, clock, log: new TestLog() });
  }

  check(): Promise<void> {
    return this.queue.check(this.store.rows.map(({ id }) => id));
  }

  get kinds(): string[] {
    return this.store.rows.map(({ knowledge, attempt }) => `${knowledge.kind}/${attempt.kind}`);
  }

  async #read({ token, signal }: ArmCall): Promise<LinkAnswer> {
    this.reading += 1;
    this.onRead();
    this.mostReading = Math.max(this.mostReading, this.reading);
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.reading -= 1;
    if (signal?.aborted) {
      throw new PalError("cancelled");
    }
    const link = this.answer(token.token);
    return link ? { link } : {};
  }
}

describe("Checking tenants", () => {
  it("gives each its own state; one that fails affects no other", async () => {
    const scene = new Scene(5);
    scene.token = (t) => (t === tenant(2).tenantId ? undefined : accessToken(t ?? ""));
    scene.answer = (t) => {
      if (t === tenant(3).tenantId) {
        throw new PalError("serverError");
      }
      if (t === tenant(4).tenantId) {
        throw new PalError("noAccount");
      }
      return t === tenant(5).tenantId ? { partnerId: "4567890" } : undefined;
    };
    await scene.check();
    expect(scene.kinds).toEqual([
      "notLinked/none",
      "nothing/signInNeeded",
      "nothing/failed",
      "cannotLink/none",
      "linked/none",
    ]);
  });

  it("reads several at once, but not too many, and asks for one token a tenant", async () => {
    const scene = new Scene(30);
    await scene.check();
    expect(scene.mostReading).toBeGreaterThan(1);
    expect(scene.mostReading).toBeLessThanOrEqual(8);
    expect(scene.tokensAsked).toHaveLength(30);
    expect(new Set(scene.kinds)).toEqual(new Set(["notLinked/none"]));
  });

  it("asks for no token again in a second check", async () => {
    const scene = new Scene(3);
    await scene.check();
    await scene.check();
    expect(scene.tokensAsked).toHaveLength(3);
  });

  it("asks for a new token after Azure refused the old one", async () => {
    const scene = new Scene(1);
    scene.answer = () => {
      throw new PalError("unauthorized");
    };
    await scene.check();
    expect(scene.kinds).toEqual(["nothing/signInNeeded"]);
    await scene.check();
    expect(scene.tokensAsked).toHaveLength(2);
  });

  it("leaves what was known when it is stopped, and reaches nothing more", async () => {
    const scene = new Scene(20);
    scene.store.onDidChange(() => {
      if (scene.tokensAsked.length === 5) {
        scene.queue.stop();
      }
    });
    await scene.check();
    expect(scene.tokensAsked.length).toBeLessThan(8);
    expect(scene.kinds.filter((kind) => kind.endsWith("/running"))).toEqual([]);
    expect(scene.kinds.at(-1)).toBe("nothing/none");
  });

  it("can be asked for again right after it was stopped", async () => {
    const scene = new Scene(4);
    const first = scene.check();
    scene.queue.stop();
    await Promise.all([first, scene.check()]);
    expect(new Set(scene.kinds)).toEqual(new Set(["notLinked/none"]));
  });

  it("takes a tenant that is asked for before those that wait", async () => {
    const scene = new Scene(20);
    const last = scene.store.rows.at(-1);
    const checking = scene.check();
    await scene.queue.check(last ? [last.id] : []);
    await checking;
    expect(scene.tokensAsked.indexOf(last?.tenant.tenantId)).toBeLessThan(3);
    expect(scene.tokensAsked).toHaveLength(20);
  });

  it("tells how far it is", async () => {
    const scene = new Scene(3);
    const told: string[] = [];
    scene.queue.onDidProgress(({ checked, total }) => told.push(`${checked}/${total}`));
    await scene.check();
    expect(told).toEqual(["1/3", "2/3", "3/3"]);
  });

  it("lets a tenant alone that is being changed, and drops what it had read of it before", async () => {
    const scene = new Scene(1);
    const [row] = scene.store.rows;
    let change: RowWork | undefined;
    scene.onRead = () => {
      change = row && scene.store.begin(row.id, "link");
      change?.learn({ kind: "linked", link: { partnerId: "4567890" }, at: 1 });
    };
    await scene.check();
    await scene.check();
    change?.end();
    expect(scene.kinds).toEqual(["linked/none"]);
  });

  it("leaves a tenant that needs the user as it was when it is stopped", async () => {
    const scene = new Scene(1);
    scene.token = () => undefined;
    await scene.check();
    scene.token = (t) => accessToken(t ?? "");
    scene.onRead = () => scene.queue.stop();
    await scene.check();
    expect(scene.kinds).toEqual(["nothing/signInNeeded"]);
  });

  it("waits as long as Azure asks, says until when, and lets others pass meanwhile", async () => {
    const scene = new Scene(12);
    scene.answer = (t) => {
      if (t === tenant(1).tenantId && scene.clock.now() === 1_000_000) {
        throw new PalError("throttled", { retryAfterSeconds: 3 });
      }
      return undefined;
    };
    const checking = scene.check();
    await vi.waitFor(() => expect(scene.kinds.slice(1)).toEqual(Array(11).fill("notLinked/none")));
    expect(scene.store.rows[0]?.attempt).toEqual({ kind: "waiting", work: "check", until: 1_003_000 });
    scene.clock.advance(3000);
    await checking;
    expect(scene.kinds[0]).toBe("notLinked/none");
  });

  it.each([
    ["absurd", { retryAfterSeconds: 86_400 }, 60_000],
    ["missing", {}, 5000],
  ])(
    "does not wait for ever when Retry-After is %s, and then says that Azure is busy",
    async (_what, details, wait) => {
      const scene = new Scene(1);
      scene.answer = () => {
        throw new PalError("throttled", details);
      };
      const checking = scene.check();
      await vi.waitFor(() => expect(scene.kinds).toEqual(["nothing/waiting"]));
      scene.clock.advance(wait);
      await checking;
      expect(scene.kinds).toEqual(["nothing/throttled"]);
    },
  );

  it("stops waiting for Azure when it is stopped", async () => {
    const scene = new Scene(1);
    scene.answer = () => {
      throw new PalError("throttled", { retryAfterSeconds: 60 });
    };
    const checking = scene.check();
    await vi.waitFor(() => expect(scene.kinds).toEqual(["nothing/waiting"]));
    scene.queue.stop();
    await checking;
    expect(scene.kinds).toEqual(["nothing/none"]);
  });

  it("pauses what nobody asked for when tokens get slow, and goes on when told to", async () => {
    const scene = new Scene(6);
    scene.onToken = () => scene.clock.advance(scene.tokensAsked.length === 2 ? 1400 : 100);
    const told: (number | undefined)[] = [];
    scene.queue.onDidProgress(({ pausedBy }) => told.push(pausedBy));
    const ids = scene.store.rows.map(({ id }) => id);
    await scene.queue.checkUnasked(ids);
    expect(scene.tokensAsked).toHaveLength(2);
    expect(told.at(-1)).toBe(1400);

    await scene.queue.check(ids.slice(-1)); // what the user asks for is done all the same
    expect(scene.tokensAsked).toHaveLength(3);
    expect(told.at(-1)).toBe(1400);

    scene.onToken = () => scene.clock.advance(2000);
    await scene.queue.goOn();
    expect(scene.tokensAsked).toHaveLength(6);
    expect(told.at(-1)).toBeUndefined();
  });

  it("keeps what is known when a later check fails", async () => {
    const scene = new Scene(1);
    scene.answer = () => ({ partnerId: "4567890" });
    await scene.check();
    scene.answer = () => {
      throw new PalError("timedOut");
    };
    await scene.check();
    expect(scene.kinds).toEqual(["linked/failed"]);
  });

  it("forgets a tenant that disappears while it is checked", async () => {
    const scene = new Scene(2);
    const checking = scene.check();
    scene.store.setTenants(alice.id, [tenant(1)]);
    await checking;
    expect(scene.kinds).toEqual(["notLinked/none"]);
  });
});
