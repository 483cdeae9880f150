import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkChange, type LinkOutcome } from "../../../src/links/linkChange.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import type { Identity } from "../../../src/model/identity.ts";
import { isPalError, PalError } from "../../../src/model/palError.ts";
import type { AccessToken, IdentitySourcePort } from "../../../src/model/ports.ts";
import type { Row } from "../../../src/model/row.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import { ModelArm, type WriteFault } from "../testing/modelArm.ts";

/** One identity in one tenant, over a model of Azure. */
class Scene {
  readonly arm = new ModelArm();
  readonly store: LinkStore;
  readonly challenges: (string | undefined)[] = [];
  silent: AccessToken | undefined = accessToken("silent");
  signedIn = true;
  readonly #change: LinkChange;

  constructor() {
    const clock = new TestClock();
    this.store = new LinkStore(clock);
    this.store.setIdentities("vscode", [alice]);
    this.store.setTenants(alice.id, [tenant(1)]);
    const source: IdentitySourcePort = {
      list: (): Promise<readonly Identity[]> => Promise.resolve([alice]),
      silentToken: () => Promise.resolve(this.silent),
      interactiveToken: () => Promise.reject(new Error("not used here")),
      signIn: () => Promise.reject(new Error("not used here")),
    };
    const gate = new TokenGate(source, clock);
    this.#change = new LinkChange({ gate, arm: this.arm, store: this.store, clock, log: new TestLog() });
  }

  get row(): Row {
    const [row] = this.store.rows;
    if (!row) {
      throw new Error("the scene has no row");
    }
    return row;
  }

  link(partnerId: string, signal?: AbortSignal): Promise<LinkOutcome> {
    return this.#change.link({
      identity: alice,
      row: this.row,
      partnerId,
      signIn: (challenge) => {
        this.challenges.push(challenge);
        if (!this.signedIn) {
          return Promise.reject(new PalError("signInCancelled"));
        }
        return Promise.resolve(accessToken(`signed in ${this.challenges.length}`));
      },
      ...(signal && { signal }),
    });
  }
}

describe("Linking a partner ID", () => {
  it("reads, writes, and reads again", async () => {
    const scene = new Scene();
    expect(await scene.link("4567890")).toMatchObject({ kind: "linked", link: { partnerId: "4567890" } });
    expect(scene.arm.requests).toEqual(["GET", "PUT 4567890", "GET"]);
    expect(scene.row.knowledge).toMatchObject({ kind: "linked", link: { partnerName: "Contoso" } });
  });

  it("writes nothing when the same ID is linked already", async () => {
    const scene = new Scene();
    scene.arm.linked = "4567890";
    expect(await scene.link("4567890")).toMatchObject({ kind: "alreadyLinked" });
    expect(scene.arm.requests).toEqual(["GET"]);
  });

  it("writes nothing when another ID is linked", async () => {
    const scene = new Scene();
    scene.arm.linked = "111111";
    expect(await scene.link("4567890")).toMatchObject({
      kind: "linkedToOther",
      link: { partnerId: "111111" },
    });
    expect(scene.arm.requests).toEqual(["GET"]);
    expect(scene.row.knowledge).toMatchObject({ kind: "linked", link: { partnerId: "111111" } });
  });

  it("believes the read, not the lost answer", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["lostAfter"];
    expect(await scene.link("4567890")).toMatchObject({ kind: "linked" });
    expect(scene.arm.requests).toEqual(["GET", "PUT 4567890", "GET"]);
  });

  it("does not repeat a write that never arrived, but says so", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["lostBefore"];
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "unreachable" });
    expect(scene.arm.requests).toEqual(["GET", "PUT 4567890", "GET"]);
    expect(scene.row).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "failed" } });
  });

  it("reads and decides again when somebody else was faster", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["takenBefore"];
    expect(await scene.link("4567890")).toMatchObject({
      kind: "linkedToOther",
      link: { partnerId: "111111" },
    });
    expect(scene.arm.requests).toEqual(["GET", "PUT 4567890", "GET"]);
  });

  it("shows that Azure stored another ID than the one that was sent", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["otherId"];
    await expect(scene.link("4567890")).rejects.toMatchObject({
      code: "notVerified",
      details: { foundPartnerId: "999999" },
    });
    expect(scene.row.knowledge).toMatchObject({ kind: "linked", link: { partnerId: "999999" } });
  });

  it("does not claim to know when the write was lost and the tenant cannot be read either", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["lostAfter"];
    scene.arm.readFaults = [undefined, new PalError("unreachable")];
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "unclear" });
    expect(scene.row).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "failed" } });
  });

  it("follows up a write that was sent, even if the user cancels meanwhile", async () => {
    const scene = new Scene();
    const stop = new AbortController();
    scene.arm.onWrite = () => stop.abort();
    expect(await scene.link("4567890", stop.signal)).toMatchObject({ kind: "linked" });
  });

  it("says linked, not 'already linked', when it had to sign in again to read its own write", async () => {
    const scene = new Scene();
    scene.arm.readFaults = [undefined, new PalError("unauthorized")];
    expect(await scene.link("4567890")).toMatchObject({ kind: "linked" });
    expect(scene.arm.requests).toEqual(["GET", "PUT 4567890", "GET", "GET"]);
  });

  it("is unclear when the user does not sign in again to read what was written", async () => {
    const scene = new Scene();
    scene.signedIn = false;
    scene.arm.readFaults = [undefined, new PalError("unauthorized")];
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "unclear" });
  });

  it("refuses a second change of the same tenant at the same time", async () => {
    const scene = new Scene();
    const first = scene.link("4567890");
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "busy" });
    expect(await first).toMatchObject({ kind: "linked" });
  });

  it("leaves a tenant as it was when the user cancels the sign-in", async () => {
    const scene = new Scene();
    scene.silent = undefined;
    scene.signedIn = false;
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "signInCancelled" });
    expect(scene.row.attempt).toEqual({ kind: "none" });
    expect(scene.arm.requests).toEqual([]);
  });

  it("lets the user answer a challenge and goes on by itself", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["mfa"];
    expect(await scene.link("4567890")).toMatchObject({ kind: "linked" });
    expect(scene.challenges).toEqual(['Bearer claims="e30="']);
    expect(scene.arm.requests).toEqual(["GET", "PUT 4567890", "GET", "PUT 4567890", "GET"]);
  });

  it("asks the user to sign in where no silent token is to be had", async () => {
    const scene = new Scene();
    scene.silent = undefined;
    expect(await scene.link("4567890")).toMatchObject({ kind: "linked" });
    expect(scene.challenges).toEqual([undefined]);
  });

  it("does not ask for ever", async () => {
    const scene = new Scene();
    scene.arm.writeFaults = ["mfa", "mfa", "mfa", "mfa", "mfa"];
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "mfaNeeded" });
    expect(scene.challenges).toHaveLength(1);
  });

  it("writes nothing when the read before it fails", async () => {
    const scene = new Scene();
    scene.arm.readFaults = [new PalError("serverError")];
    await expect(scene.link("4567890")).rejects.toMatchObject({ code: "serverError" });
    expect(scene.arm.requests).toEqual(["GET"]);
  });

  it("writes nothing after it was cancelled", async () => {
    const scene = new Scene();
    await expect(scene.link("4567890", AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    expect(scene.arm.requests.filter((request) => request.startsWith("PUT"))).toEqual([]);
  });

  it("never writes twice without a read in between, never overwrites, and ends knowing the truth", async () => {
    const fault = fc.constantFrom<WriteFault>(
      "none",
      "lostBefore",
      "lostAfter",
      "otherId",
      "takenBefore",
      "mfa",
      "signIn",
      "throttled",
      "refused",
    );
    const readFault = fc
      .constantFrom("serverError", "unauthorized", "unreachable")
      .map((c) => new PalError(c));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 5 }),
        fc.array(readFault, { maxLength: 2 }),
        fc.option(fc.constantFrom("4567890", "111111"), { nil: undefined }),
        async (writeFaults, readFaults, before) => {
          const scene = new Scene();
          scene.arm.linked = before;
          scene.arm.writeFaults = writeFaults;
          scene.arm.readFaults = readFaults;
          const outcome = await scene.link("4567890").catch((error: unknown) => error);

          const { requests, linked } = scene.arm;
          for (const [i, request] of requests.entries()) {
            expect(request.startsWith("PUT") && requests[i - 1] !== "GET").toBe(false);
          }
          expect(linked).toBe(before ?? linked);
          const told = isPalError(outcome) ? {} : { link: { partnerId: linked } };
          expect(outcome).toMatchObject(told);
          const known = scene.row.knowledge;
          const truth = linked === undefined ? "notLinked" : "linked";
          expect([truth, "nothing"]).toContain(known.kind);
        },
      ),
    );
  });
});
