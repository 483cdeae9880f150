import { describe, expect, it } from "vitest";
import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { PartnerLink } from "../../../src/model/partnerLink.ts";
import type { AccessToken, ArmCall, ArmPort, IdentitySourcePort } from "../../../src/model/ports.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

/** Tenants 1 to n of one account; each token carries its tenant's id, each read answers as it is told. */
class Scene {
  readonly store: LinkStore;
  readonly queue: CheckQueue;
  readonly tokensAsked: (string | undefined)[] = [];
  reading = 0;
  mostReading = 0;
  answer: (tenantId: string) => PartnerLink | undefined = () => undefined;
  token: (tenantId: string | undefined) => AccessToken | undefined = (t) => accessToken(t ?? "home");

  constructor(tenants: number) {
    const clock = new TestClock();
    this.store = new LinkStore(clock);
    this.store.setIdentities([alice]);
    this.store.setTenants(
      alice.id,
      Array.from({ length: tenants }, (_, i) => tenant(i + 1)),
    );
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice]),
      silentToken: (_identity, tenantId) => {
        this.tokensAsked.push(tenantId);
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

  check(signal?: AbortSignal): Promise<void> {
    return this.queue.check(
      this.store.rows.map(({ id }) => id),
      signal,
    );
  }

  get kinds(): string[] {
    return this.store.rows.map(({ knowledge, attempt }) => `${knowledge.kind}/${attempt.kind}`);
  }

  async #read({ token, signal }: ArmCall): Promise<PartnerLink | undefined> {
    this.reading += 1;
    this.mostReading = Math.max(this.mostReading, this.reading);
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.reading -= 1;
    if (signal?.aborted) {
      throw new PalError("cancelled");
    }
    return this.answer(token.token);
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
    const stop = new AbortController();
    scene.store.onDidChange(() => {
      if (scene.tokensAsked.length === 5) {
        stop.abort();
      }
    });
    await scene.check(stop.signal);
    expect(scene.tokensAsked.length).toBeLessThan(8);
    expect(scene.kinds.filter((kind) => kind.endsWith("/checking"))).toEqual([]);
    expect(scene.kinds.at(-1)).toBe("nothing/none");
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
