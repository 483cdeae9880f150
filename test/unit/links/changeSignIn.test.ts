import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import type { ArmCall, LinkAnswer } from "../../../src/model/ports.ts";
import { ChangeScene, openScene, ours, planOf, step } from "../testing/changeScene.ts";

const claims = "Bearer claims";

describe("A change that needs the person", () => {
  it.each([
    ["to sign in again", new PalError("unauthorized"), undefined],
    ["to sign in", new PalError("signInNeeded"), undefined],
    ["for a challenge that is not about MFA", new PalError("signInNeeded", { challenge: claims }), claims],
    ["for a challenge to a refused token", new PalError("unauthorized", { challenge: claims }), claims],
    ["for MFA", new PalError("mfaNeeded", { challenge: claims }), claims],
  ])("%s asks once, and goes on by itself", async (_what, error, challenge) => {
    const { azure, window } = await openScene();
    azure.readFaults = [error];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.challenges).toEqual([challenge]);
    expect(azure.requests).toEqual(["GET", "GET", `PUT ${ours}`, "GET"]);
  });

  it.each([
    ["to sign in", new PalError("unauthorized"), "unauthorized"],
    ["for MFA", new PalError("mfaNeeded", { challenge: claims }), "mfaNeeded"],
  ])("%s gives up when the same is asked again", async (_what, error, code) => {
    const { azure, window } = await openScene();
    azure.readFaults = [error, error];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code } });
    expect(window.challenges).toHaveLength(1);
    expect(azure.requests).toEqual(["GET", "GET"]);
  });

  it("to sign in, and then for MFA, asks both", async () => {
    const { azure, window } = await openScene();
    azure.readFaults = [new PalError("unauthorized"), new PalError("mfaNeeded", { challenge: claims })];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.challenges).toEqual([undefined, claims]);
  });

  it("does not use the token again that Azure refused, neither here nor in a later check", async () => {
    const { scene, azure, window } = await openScene();
    const used: string[] = [];
    const readLink = azure.readLink.bind(azure);
    azure.readLink = (call: ArmCall): Promise<LinkAnswer> => {
      used.push(call.token.token);
      return readLink(call);
    };
    let issued = 0;
    scene.token = (name, tenantId) => ({
      token: `${name} ${(issued += 1)}`,
      cloud: "public",
      expiresAt: scene.clock.now() + 3_600_000,
      ...(tenantId !== undefined && { tenantId }),
    });
    azure.readFaults = [new PalError("unauthorized")];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    const [refused, ...others] = used;
    expect(others).toHaveLength(2);
    expect(others).not.toContain(refused);
    expect(await window.change("update", ours, "111111")).toMatchObject({ kind: "changed" });
    expect(used.slice(1)).not.toContain(refused);
  });

  it("in one tenant asks for each tenant that needs it", async () => {
    const scene = new ChangeScene(2);
    const window = await scene.openWindow();
    scene.azure(1).readFaults = [new PalError("unauthorized")];
    scene.azure(2).readFaults = [new PalError("mfaNeeded", { challenge: claims })];
    const plan = planOf("link", [step(1, null, ours), step(2, null, ours)]);
    const { results } = await window.changes.run(plan, window.options());
    expect(results.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
    expect(window.challenges).toEqual([undefined, claims]);
  });

  it("has no account to go on with: nothing is asked, and nothing sent", async () => {
    const { azure, window } = await openScene();
    window.store.setIdentities("vscode", []);
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "signInNeeded" } });
    expect([window.challenges, azure.requests]).toEqual([[], []]);
  });
});

describe("A change that is cancelled", () => {
  it("does not wait for the read before the write", async () => {
    const { azure, window } = await openScene();
    const stop = new AbortController();
    const readLink = azure.readLink.bind(azure);
    azure.readLink = (call) => {
      stop.abort();
      return readLink(call); // as the network does it: it fails if the call has the signal
    };
    expect(await window.link(ours, stop.signal)).toMatchObject({
      kind: "failed",
      error: { code: "cancelled" },
    });
    expect(azure.trace.map(({ shown }) => shown)).toEqual([undefined]);
  });

  it("just after the read announces nothing", async () => {
    const { azure, window } = await openScene();
    const stop = new AbortController();
    const readLink = azure.readLink.bind(azure);
    azure.readLink = async (call) => {
      const answer = await readLink(call);
      stop.abort();
      return answer;
    };
    expect(await window.link(ours, stop.signal)).toMatchObject({ error: { code: "cancelled" } });
    expect(azure.requests).toEqual(["GET"]);
    expect(window.run.steps[0]).toMatchObject({ state: "failed", after: null });
    expect(window.run.steps[0]).not.toHaveProperty("announcedAt");
  });

  it("does not wait for a token that never comes", async () => {
    const { scene, window } = await openScene();
    const stop = new AbortController();
    scene.token = () => {
      stop.abort();
      return new Promise(() => undefined) as never;
    };
    const result = await window.link(ours, stop.signal);
    expect(result).toMatchObject({ kind: "failed", error: { code: "cancelled" } });
    expect(window.row().attempt).toEqual({ kind: "none" });
  });
});
