import { describe, expect, it } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { openScene, ours } from "../testing/changeScene.ts";

const other = "111111";

describe("Linking a partner ID", () => {
  it("reads, writes, and reads again", async () => {
    const { azure, window } = await openScene();
    expect(await window.link(ours)).toMatchObject({ kind: "changed", link: { partnerId: ours } });
    expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
    expect(window.row().knowledge).toMatchObject({ kind: "linked", link: { partnerName: "Contoso" } });
  });

  it("writes nothing when the same ID is linked already", async () => {
    const { azure, window } = await openScene();
    azure.linked = ours;
    expect(await window.link(ours)).toMatchObject({ kind: "nothingToDo", link: { partnerId: ours } });
    expect(azure.requests).toEqual(["GET"]);
  });

  it("writes nothing when another ID is linked", async () => {
    const { azure, window } = await openScene();
    azure.linked = other;
    expect(await window.link(ours)).toMatchObject({ kind: "foundOther", link: { partnerId: other } });
    expect(azure.requests).toEqual(["GET"]);
    expect(window.row()).toMatchObject({
      knowledge: { kind: "linked", link: { partnerId: other } },
      attempt: { kind: "none" },
    });
  });

  it.each(["lostAfter", "failedAfter", "html"] as const)(
    "believes the read, not the lost answer (%s)",
    async (fault) => {
      const { azure, window } = await openScene();
      azure.writeFaults = [fault];
      expect(await window.link(ours)).toMatchObject({ kind: "changed" });
      expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
    },
  );

  it.each([
    ["lostBefore", "unreachable"],
    ["serverError", "serverError"],
  ] as const)("does not repeat a write that never arrived, but says so (%s)", async (fault, code) => {
    const { azure, window } = await openScene();
    azure.writeFaults = [fault];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code } });
    expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET", "GET", "GET"]);
    expect(window.row()).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "failed" } });
    expect(window.run.steps).toMatchObject([{ state: "failed", before: null, after: null }]);
  });

  it("is not verified when the answer was lost and somebody else's link is there", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["lostBefore"];
    azure.others = [undefined, undefined, other];
    expect(await window.link(ours)).toMatchObject({
      kind: "failed",
      error: { code: "notVerified", details: { foundPartnerId: other } },
    });
    expect(azure.requests).toHaveLength(5);
  });

  it("reads and decides again when somebody else was faster", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["takenBefore"];
    expect(await window.link(ours)).toMatchObject({ kind: "foundOther", link: { partnerId: other } });
    expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
  });

  it("had nothing to do when somebody else linked the same ID in between", async () => {
    const { azure, window } = await openScene();
    azure.others = [undefined, ours];
    expect(await window.link(ours)).toMatchObject({ kind: "nothingToDo", link: { partnerId: ours } });
    expect(window.run.steps).toMatchObject([{ state: "nothingToDo" }]); // and so offers no undo
  });

  it("gives up when somebody else links and unlinks again and again", async () => {
    const { azure, window } = await openScene();
    azure.others = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? null : other));
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "conflict" } });
    expect(azure.requests.filter((request) => request === `PUT ${ours}`)).toHaveLength(4);
    expect(azure.requests.at(-1)).toBe("GET");
  });

  it("does not read for ever", async () => {
    const { azure, window } = await openScene();
    azure.readFaults = Array.from({ length: 20 }, () => new PalError("conflict"));
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "conflict" } });
    expect(azure.requests.length).toBeLessThanOrEqual(5);
  });

  it("shows that Azure stored another ID than the one that was sent", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["otherId"];
    expect(await window.link(ours)).toMatchObject({
      kind: "failed",
      error: { code: "notVerified", details: { foundPartnerId: "999999" } },
    });
    expect(window.row().knowledge).toMatchObject({ kind: "linked", link: { partnerId: "999999" } });
    expect(window.run.steps).toMatchObject([{ state: "notVerified", before: null, after: "999999" }]);
  });

  it("is not verified when Azure accepted it and shows none", async () => {
    const { azure, window } = await openScene();
    azure.others = [undefined, undefined, null];
    const result = await window.link(ours);
    expect(result).toMatchObject({ kind: "failed", error: { code: "notVerified", details: {} } });
    expect(window.row().knowledge).toMatchObject({ kind: "notLinked" });
  });

  it("does not claim to know when the write was lost and the tenant cannot be read either", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["lostAfter"];
    azure.readFaults = [undefined, ...Array.from({ length: 3 }, () => new PalError("unreachable"))];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "unclear" } });
    expect(window.row()).toMatchObject({ knowledge: { kind: "nothing" }, attempt: { kind: "failed" } });
    const [{ state, before, after }] = window.run.steps as [(typeof window.run.steps)[number]];
    expect([state, before, after]).toEqual(["unclear", null, undefined]);
  });

  it("follows up a write that was sent, even if the user cancels meanwhile", async () => {
    const { azure, window } = await openScene();
    const stop = new AbortController();
    azure.onWrite = () => stop.abort();
    expect(await window.link(ours, stop.signal)).toMatchObject({ kind: "changed" });
  });

  it("says changed, not 'nothing to do', when it had to sign in again to read its own write", async () => {
    const { azure, window } = await openScene();
    azure.readFaults = [undefined, new PalError("unauthorized")];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET", "GET"]);
  });

  it("is unclear when the user does not sign in again to read what was written", async () => {
    const { scene, azure, window } = await openScene();
    scene.signedIn = false;
    azure.readFaults = [undefined, ...Array.from({ length: 3 }, () => new PalError("unauthorized"))];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "unclear" } });
    expect(window.challenges).toHaveLength(1);
  });

  it("refuses a second change of the same tenant at the same time", async () => {
    const { azure, window } = await openScene();
    const [first, second] = await Promise.all([window.link(ours), window.link(ours)]);
    expect(first).toMatchObject({ kind: "changed" });
    expect(second).toMatchObject({ kind: "failed", error: { code: "busy" } });
    expect(azure.requests).toHaveLength(3);
  });

  it("leaves a tenant as it was when the user cancels the sign-in", async () => {
    const { scene, azure, window } = await openScene();
    scene.silent = false;
    scene.signedIn = false;
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "signInCancelled" } });
    expect(window.row().attempt).toEqual({ kind: "none" });
    expect(azure.requests).toEqual([]);
  });

  it("lets the user answer a challenge and goes on by itself", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["mfa"];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.challenges).toEqual(['Bearer claims="e30="']);
    expect(azure.requests).toEqual(["GET", `PUT ${ours}`, "GET", `PUT ${ours}`, "GET"]);
  });

  it("asks the user to sign in where no silent token is to be had", async () => {
    const { scene, window } = await openScene();
    scene.silent = false;
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.challenges).toEqual([undefined]);
  });

  it("does not ask for ever", async () => {
    const { azure, window } = await openScene();
    azure.writeFaults = ["mfa", "mfa", "mfa", "mfa", "mfa"];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "mfaNeeded" } });
    expect(window.challenges).toHaveLength(1);
    expect(window.run.steps).toMatchObject([{ state: "failed", before: null, after: null }]);
  });

  it("writes nothing when the read before it fails", async () => {
    const { azure, window } = await openScene();
    azure.readFaults = [new PalError("serverError")];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: "serverError" } });
    expect(azure.requests).toEqual(["GET"]);
    expect(window.run.steps[0]).not.toHaveProperty("after");
  });

  it("sends nothing after it was cancelled", async () => {
    const { azure, window } = await openScene();
    const result = await window.link(ours, AbortSignal.abort());
    expect(result).toMatchObject({ kind: "failed", error: { code: "cancelled" } });
    expect(azure.requests).toEqual([]);
    expect(window.row().attempt).toEqual({ kind: "none" });
  });

  it("sends no write when it is cancelled while the write is announced", async () => {
    const { scene, azure, window } = await openScene();
    const stop = new AbortController();
    scene.disk.onWrite = () => azure.requests.length > 0 && stop.abort();
    const result = await window.link(ours, stop.signal);
    expect(result).toMatchObject({ kind: "failed", error: { code: "cancelled" } });
    expect(azure.requests).toEqual(["GET"]);
    expect(window.run).toMatchObject({ closed: { how: "finished" }, steps: [{ state: "failed" }] });
  });

  it.each(["throttled", "refused"] as const)("ends when Azure says no (%s)", async (fault) => {
    const { azure, window } = await openScene();
    azure.writeFaults = [fault];
    expect(await window.link(ours)).toMatchObject({ kind: "failed", error: { code: fault } });
    expect(azure.requests).toEqual(["GET", `PUT ${ours}`]);
    expect(window.run.steps).toMatchObject([{ state: "failed", after: null, error: { code: fault } }]);
  });
});

describe("Changing and removing", () => {
  it("replaces another ID in one request", async () => {
    const { azure, window } = await openScene();
    azure.linked = other;
    expect(await window.change("update", other, ours)).toMatchObject({ kind: "changed" });
    expect(azure.requests).toEqual(["GET", `PATCH ${ours}`, "GET"]);
    expect(window.run.steps).toMatchObject([
      { state: "changed", before: other, beforeName: "Contoso", after: ours, afterName: "Contoso" },
    ]);
  });

  it("replaces only the ID that the user has seen", async () => {
    const { azure, window } = await openScene();
    azure.linked = "222222";
    const result = await window.change("update", other, ours);
    expect(result).toMatchObject({ kind: "foundOther", link: { partnerId: "222222" } });
    expect(azure.requests).toEqual(["GET"]);
  });

  it("links where the ID that was to be replaced is gone, and remembers that nothing was there", async () => {
    const { azure, window } = await openScene();
    azure.linked = other;
    azure.writeFaults = ["goneBefore"];
    expect(await window.change("update", other, ours)).toMatchObject({ kind: "changed" });
    expect(azure.requests).toEqual(["GET", `PATCH ${ours}`, "GET", `PUT ${ours}`, "GET"]);
    expect(window.run.steps).toMatchObject([{ state: "changed", before: null, after: ours }]);
  });

  it("removes the ID that it has just read", async () => {
    const { azure, window } = await openScene();
    azure.linked = ours;
    const result = await window.change("remove", ours, null);
    expect(result).toEqual({ kind: "changed" });
    expect(azure.requests).toEqual(["GET", `DELETE ${ours}`, "GET"]);
    expect(window.row().knowledge).toMatchObject({ kind: "notLinked" });
    expect(window.run.steps).toMatchObject([{ state: "changed", before: ours, after: null }]);
  });

  it("has nothing to remove when it is gone already", async () => {
    const { azure, window } = await openScene();
    expect(await window.change("remove", ours, null)).toEqual({ kind: "nothingToDo" });
    expect(azure.requests).toEqual(["GET"]);
  });

  it("has nothing to remove when somebody else removed it in between", async () => {
    const { azure, window } = await openScene();
    azure.linked = ours;
    azure.writeFaults = ["goneBefore"];
    expect(await window.change("remove", ours, null)).toEqual({ kind: "nothingToDo" });
    expect(azure.requests).toEqual(["GET", `DELETE ${ours}`, "GET"]);
  });

  it("does not remove what somebody else linked in between", async () => {
    const { azure, window } = await openScene();
    azure.linked = ours;
    azure.writeFaults = ["takenBefore"];
    const result = await window.change("remove", ours, null);
    expect(result).toMatchObject({ kind: "foundOther", link: { partnerId: other } });
    expect(azure.linked).toBe(other);
  });
});
