import { beforeEach, describe, expect, it } from "vitest";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { AccessToken, IdentitySourcePort } from "../../../src/model/ports.ts";
import { rawText } from "../../../src/model/untrusted.ts";
import { accessToken, alice, bob, TestClock } from "../testing/fixtures.ts";

/** A provider that counts, and hangs for the tenants that it is told to. */
class Source implements IdentitySourcePort {
  readonly asked: string[] = [];
  readonly hangs = new Set<string>();
  tenantId: string | undefined;
  needy = false;

  list(): Promise<readonly Identity[]> {
    return Promise.resolve([alice, bob]);
  }

  silentToken({ label }: Identity, tenantId: string | undefined): Promise<AccessToken | undefined> {
    this.asked.push(`${rawText(label).split("@")[0]} ${tenantId ?? "home"}`);
    if (this.hangs.has(tenantId ?? "home")) {
      return new Promise(() => undefined);
    }
    const more = this.tenantId === undefined ? {} : { tenantId: this.tenantId };
    return Promise.resolve(accessToken(`${label} ${tenantId}`, more));
  }

  interactiveToken(_identity: Identity, tenantId: string): Promise<AccessToken> {
    return Promise.resolve(accessToken(`interactive ${tenantId}`));
  }

  signIn(): Promise<void> {
    return Promise.resolve();
  }

  needsPerson(): boolean {
    return this.needy;
  }
}

describe("A token that is there", () => {
  let source: Source;
  let clock: TestClock;
  let gate: TokenGate;
  beforeEach(() => {
    source = new Source();
    clock = new TestClock();
    gate = new TokenGate(source, clock);
  });

  it("does not wait for a provider that hangs", async () => {
    await gate.silent(alice, "a");
    source.hangs.add("b");
    const stop = new AbortController();
    const hanging = gate.silent(alice, "b", stop.signal).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    expect((await gate.silent(alice, "a")).token).toContain(" a");
    stop.abort();
    expect(await hanging).toMatchObject({ code: "cancelled" });
    expect(source.asked).toEqual(["alice a", "alice b"]);
  });

  it("is asked for once, also that of the home tenant, of which nobody knows the ID", async () => {
    await gate.silent(alice);
    await gate.silent(alice);
    await Promise.all([gate.silent(bob), gate.silent(bob)]);
    expect(source.asked).toEqual(["alice home", "bob home"]);
  });

  it("is the home tenant's own row's as well, and nobody else's", async () => {
    source.tenantId = "h";
    await gate.silent(alice);
    await gate.silent(alice, "h");
    await gate.silent(alice, "x");
    await gate.silent(bob, "h");
    expect(source.asked).toEqual(["alice home", "alice x", "bob h"]);
  });

  it("of a tenant is not the home tenant's", async () => {
    source.tenantId = "a";
    await gate.silent(alice, "a");
    await gate.silent(alice);
    expect(source.asked).toEqual(["alice a", "alice home"]);
  });

  it("stays when another one is forgotten", async () => {
    const [a] = [await gate.silent(alice, "a"), await gate.silent(alice, "b"), await gate.silent(bob, "a")];
    gate.forget(a);
    expect(gate.held(alice, "a")).toBeUndefined();
    expect(gate.held(alice, "b")).toBeDefined();
    expect(gate.held(bob, "a")).toBeDefined();
  });

  it("is forgotten in each place where it is kept", async () => {
    source.tenantId = "h";
    gate.forget(await gate.silent(alice));
    expect([gate.held(alice, undefined), gate.held(alice, "h")]).toEqual([undefined, undefined]);
  });

  it("lasts for a request", async () => {
    await gate.silent(alice, "a");
    clock.advance(3_600_000 - 60_001);
    expect(gate.held(alice, "a")).toBeDefined();
    clock.advance(1);
    expect(gate.held(alice, "a")).toBeUndefined();
  });

  it("makes it certain that no person is needed", async () => {
    source.needy = true;
    expect(gate.needsPerson(alice, "a")).toBe(true);
    await gate.silent(alice, "a");
    expect(gate.needsPerson(alice, "a")).toBe(false);
    source.needy = false;
    expect(gate.needsPerson(alice, "b")).toBe(false);
  });

  it("says how long VS Code's provider took for it, and not that it was kept", async () => {
    const took: number[] = [];
    gate.onDidAskSilently((milliseconds) => took.push(milliseconds));
    const asking = gate.silent(alice, "a");
    clock.advance(700);
    await asking;
    await gate.silent(alice, "a");
    expect(took).toHaveLength(1);
  });

  it("of an interactive sign-in is kept for that tenant only", async () => {
    await gate.interactive(alice, "a", { detail: "why" });
    expect(gate.held(alice, "a")?.token).toBe("interactive a");
    expect([gate.held(alice, "b"), gate.held(bob, "a"), gate.held(alice, undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
