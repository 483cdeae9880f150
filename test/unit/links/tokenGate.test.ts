import { beforeEach, describe, expect, it } from "vitest";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import type { Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, IdentitySourcePort, SignInRequest } from "../../../src/model/ports.ts";
import { accessToken, alice, bob, TestClock } from "../testing/fixtures.ts";

/** A provider that counts, and answers when it is told to. */
class TestSource implements IdentitySourcePort {
  readonly asked: string[] = [];
  readonly prompts: SignInRequest[] = [];
  outstanding = 0;
  mostOutstanding = 0;
  answer: (tenantId: string | undefined) => AccessToken | undefined = (t) => accessToken(`token ${t}`);

  list(): Promise<readonly Identity[]> {
    return Promise.resolve([alice, bob]);
  }

  async silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined> {
    this.asked.push(`${identity.label} ${tenantId ?? "home"}`);
    this.outstanding += 1;
    this.mostOutstanding = Math.max(this.mostOutstanding, this.outstanding);
    await new Promise((resolve) => setImmediate(resolve));
    this.outstanding -= 1;
    return this.answer(tenantId);
  }

  async interactiveToken(
    _identity: Identity,
    tenantId: string,
    request: SignInRequest,
  ): Promise<AccessToken> {
    this.prompts.push(request);
    await new Promise((resolve) => setImmediate(resolve));
    return accessToken(`interactive ${tenantId}`);
  }

  signIn(): Promise<void> {
    return Promise.resolve();
  }
}

describe("The token gate", () => {
  let source: TestSource;
  let clock: TestClock;
  let gate: TokenGate;
  beforeEach(() => {
    source = new TestSource();
    clock = new TestClock();
    gate = new TokenGate(source, clock);
  });

  it("has never more than one silent call outstanding, whoever asks", async () => {
    await Promise.all(["a", "b", "c", "d"].flatMap((t) => [gate.silent(alice, t), gate.silent(bob, t)]));
    expect(source.asked).toHaveLength(8);
    expect(source.mostOutstanding).toBe(1);
  });

  it("never asks again for a token that is valid", async () => {
    await gate.silent(alice, "a");
    await Promise.all([gate.silent(alice, "a"), gate.silent(alice, "a")]);
    expect(source.asked).toEqual(["alice@contoso.example a"]);
  });

  it("asks once when two want the same token at the same time", async () => {
    await Promise.all([gate.silent(alice, "a"), gate.silent(alice, "a")]);
    expect(source.asked).toHaveLength(1);
  });

  it("asks anew when the token is about to end", async () => {
    await gate.silent(alice, "a");
    clock.advance(3_600_000 - 59_000);
    await gate.silent(alice, "a");
    expect(source.asked).toHaveLength(2);
  });

  it("asks anew when the token's time is over, though the clock was set back meanwhile", async () => {
    await gate.silent(alice, "a");
    clock.set(-3 * 24 * 3_600_000);
    await gate.silent(alice, "a");
    expect(source.asked).toHaveLength(1);
    clock.advance(3_600_000 - 59_000);
    await gate.silent(alice, "a");
    expect(source.asked).toHaveLength(2);
  });

  it("asks the person anew after a few seconds, though the clock was set back meanwhile", async () => {
    const request = { title: "t" } as unknown as SignInRequest;
    await gate.interactive(alice, "a", request);
    clock.set(-60_000);
    await gate.interactive(alice, "a", request);
    expect(source.prompts).toHaveLength(1);
    clock.advance(5001);
    await gate.interactive(alice, "a", request);
    expect(source.prompts).toHaveLength(2);
  });

  it("does not take a clock that is set ahead for a slow provider", async () => {
    const took: number[] = [];
    gate.onDidAskSilently((time) => took.push(time));
    source.answer = () => {
      clock.set(3 * 24 * 3_600_000);
      return accessToken("a");
    };
    await gate.silent(alice, "a");
    expect(took).toEqual([0]);
  });

  it("uses the token of the account's home for the home tenant's own row", async () => {
    source.answer = () => accessToken("home token", { tenantId: "home-tenant" });
    await gate.silent(alice);
    expect((await gate.silent(alice, "home-tenant")).token).toBe("home token");
    expect(source.asked).toEqual(["alice@contoso.example home"]);
  });

  it("says that the user is needed when the provider gives nothing, and asks again the next time", async () => {
    source.answer = () => undefined;
    await expect(gate.silent(alice, "a")).rejects.toMatchObject({ code: "signInNeeded" });
    source.answer = (t) => accessToken(`token ${t}`);
    await expect(gate.silent(alice, "a")).resolves.toMatchObject({ token: "token a" });
  });

  it("goes on after a call that failed", async () => {
    source.answer = (t) => {
      if (t === "a") {
        throw new PalError("unexpected");
      }
      return accessToken(`token ${t}`);
    };
    const first = gate.silent(alice, "a").catch((error: unknown) => error);
    const second = gate.silent(alice, "b");
    expect(await first).toMatchObject({ code: "unexpected" });
    expect((await second).token).toBe("token b");
  });

  it("does not bother the provider for someone who stopped waiting", async () => {
    const stop = new AbortController();
    const first = gate.silent(alice, "a");
    const second = gate.silent(alice, "b", stop.signal).catch((error: unknown) => error);
    stop.abort();
    await first;
    expect(await second).toMatchObject({ code: "cancelled" });
    expect(source.asked).toEqual(["alice@contoso.example a"]);
  });

  it("lets go at once of someone who stops waiting, even while the provider hangs", async () => {
    const hanging = Promise.withResolvers<AccessToken>();
    source.silentToken = () => hanging.promise;
    const stop = new AbortController();
    const waiting = gate.silent(alice, "a", stop.signal).catch((error: unknown) => error);
    stop.abort();
    expect(await waiting).toMatchObject({ code: "cancelled" });
    hanging.resolve(accessToken("late"));
  });

  it("keeps no token that comes after its account is gone", async () => {
    const hanging = Promise.withResolvers<AccessToken>();
    source.silentToken = () => hanging.promise;
    const waiting = gate.silent(alice, "a");
    gate.keepOnly(bob.source, [bob]);
    hanging.resolve(accessToken("late"));
    await waiting;
    source.silentToken = () => Promise.resolve(accessToken("new"));
    expect((await gate.silent(alice, "a")).token).toBe("new");
  });

  it("shows one dialog when two parts want the same sign-in", async () => {
    const why = { detail: "why" };
    const [one, two] = await Promise.all([
      gate.interactive(alice, "a", why),
      gate.interactive(alice, "a", why),
    ]);
    expect(source.prompts).toEqual([why]);
    expect(one).toBe(two);
  });

  it("shows one dialog for a tenant, also when Azure asked two different things", async () => {
    await Promise.all([
      gate.interactive(alice, "a", { detail: "why", challenge: 'Bearer claims="x"' }),
      gate.interactive(alice, "a", { detail: "why", challenge: 'Bearer claims="y"' }),
    ]);
    expect(source.prompts).toHaveLength(1);
  });

  it("counts on no clock that somebody sets", async () => {
    const took: number[] = [];
    gate.onDidAskSilently((milliseconds) => took.push(milliseconds));
    source.answer = (tenantId) => {
      clock.set(-3_600_000);
      return accessToken(`token ${tenantId}`, { expiresAt: Infinity });
    };
    await gate.silent(alice, "a");
    expect(took).toEqual([0]);
    await gate.interactive(alice, "a", { detail: "why" });
    clock.set(-3_600_000);
    clock.advance(600_000);
    await gate.interactive(alice, "a", { detail: "why" });
    expect(source.prompts).toHaveLength(2);
  });

  it("does not ask twice on a double click, but does when Azure asks for more, or after a while", async () => {
    await gate.interactive(alice, "a", { detail: "why" });
    await gate.interactive(alice, "a", { detail: "why" });
    expect(source.prompts).toHaveLength(1);
    await gate.interactive(alice, "a", { detail: "why", challenge: 'Bearer claims="x"' });
    expect(source.prompts).toHaveLength(2);
    clock.advance(5000);
    await gate.interactive(alice, "a", { detail: "why", challenge: 'Bearer claims="x"' });
    expect(source.prompts).toHaveLength(3);
  });

  it("does not let a slow silent token take the place of one that the person got meanwhile", async () => {
    const slow = Promise.withResolvers<AccessToken>();
    source.silentToken = () => slow.promise;
    const silent = gate.silent(alice, "a");
    await gate.interactive(alice, "a", { detail: "why", challenge: 'Bearer claims="x"' });
    slow.resolve(accessToken("slow"));
    expect((await silent).token).toBe("interactive a");
    expect((await gate.silent(alice, "a")).token).toBe("interactive a");
  });

  it("gives a silent call up that never ends, so that the others have their turn", async () => {
    const { promise: never } = Promise.withResolvers<AccessToken>();
    source.silentToken = (_identity, tenantId) =>
      tenantId === "a" ? never : Promise.resolve(accessToken(`token ${tenantId}`));
    const hanging = gate.silent(alice, "a").catch((error: unknown) => error);
    const next = gate.silent(alice, "b");
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(60_000);
    expect(await hanging).toMatchObject({ code: "timedOut" });
    expect((await next).token).toBe("token b");
  });

  it("keeps the token of a sign-in for the calls after it", async () => {
    await gate.interactive(alice, "a", { detail: "why" });
    expect((await gate.silent(alice, "a")).token).toBe("interactive a");
    expect(source.asked).toEqual([]);
  });

  it("asks anew for a token that Azure refused", async () => {
    const token = await gate.silent(alice, "a");
    gate.forget(token);
    await gate.silent(alice, "a");
    expect(source.asked).toHaveLength(2);
  });

  it("keeps no token of an account that is gone", async () => {
    await gate.silent(alice, "a");
    await gate.silent(bob, "a");
    gate.keepOnly(bob.source, [bob]);
    await gate.silent(alice, "a");
    await gate.silent(bob, "a");
    expect(source.asked).toEqual([
      "alice@contoso.example a",
      "bob@contoso.example a",
      "alice@contoso.example a",
    ]);
  });
});
