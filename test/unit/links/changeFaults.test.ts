import { describe, expect, it } from "vitest";
import type { LinkedId, Purpose, StepResult } from "../../../src/model/change.ts";
import { PalError, type PalErrorCode } from "../../../src/model/palError.ts";
import { type ChangeScene, type ChangeWindow, openScene, ours } from "../testing/changeScene.ts";
import type { ModelArm } from "../testing/modelArm.ts";

const other = "111111";

/** One of each request that changes a link. */
const changes = [
  { purpose: "link", from: null, wanted: ours, write: `PUT ${ours}` },
  { purpose: "update", from: other, wanted: ours, write: `PATCH ${ours}` },
  { purpose: "remove", from: ours, wanted: null, write: `DELETE ${ours}` },
] as const satisfies readonly { purpose: Purpose; from: LinkedId; wanted: LinkedId; write: string }[];
type Change = (typeof changes)[number];

async function openChange(change: Change): Promise<{
  scene: ChangeScene;
  azure: ModelArm;
  window: ChangeWindow;
  run: () => Promise<StepResult>;
}> {
  const { scene, azure, window } = await openScene();
  azure.linked = change.from ?? undefined;
  return { scene, azure, window, run: () => window.change(change.purpose, change.from, change.wanted) };
}

/** Each change with each of these. */
function withEach<T>(others: readonly T[]): (readonly [Change["purpose"], T, Change])[] {
  return changes.flatMap((change) => others.map((it) => [change.purpose, it, change] as const));
}

/** Azure answers the first write with an error, and does nothing. */
function refuseOnce(azure: ModelArm, error: PalError): void {
  azure.onWrite = () => {
    azure.onWrite = () => undefined;
    throw error;
  };
}

describe("A write whose answer was lost", () => {
  it.each(withEach(["lostAfter", "failedAfter", "html"] as const))(
    "is read, and what the read shows is told (%s, %s)",
    async (_purpose, fault, change) => {
      const { azure, window, run } = await openChange(change);
      azure.writeFaults = [fault];
      expect(await run()).toMatchObject({ kind: "changed" });
      expect(azure.requests).toEqual(["GET", change.write, "GET"]);
      expect(azure.linked ?? null).toBe(change.wanted);
      expect(window.row().attempt).toEqual({ kind: "none" });
      expect(window.run.steps[0]).toMatchObject({
        state: "changed",
        before: change.from,
        after: change.wanted,
      });
    },
  );

  it.each(
    withEach<PalErrorCode>([
      "timedOut",
      "unreachable",
      "serverError",
      "unreadableAnswer",
      "answerTooLarge",
      "unexpectedAnswer",
      "redirected",
      "unexpected",
    ]),
  )("and cannot be read either is unclear, whatever was lost (%s, %s)", async (_purpose, code, change) => {
    const { scene, azure, window, run } = await openChange(change);
    refuseOnce(azure, new PalError(code));
    azure.readFaults = [undefined, ...Array.from({ length: 3 }, () => new PalError("unauthorized"))];
    scene.signedIn = false;
    expect(await run()).toMatchObject({ kind: "failed", error: { code: "unclear" } });
    expect(azure.requests).toEqual(["GET", change.write, "GET", "GET", "GET"]);
    expect(window.row().knowledge.kind).toBe("nothing");
    expect(window.run.steps[0]).not.toHaveProperty("after");
  });

  it.each(changes)("is never sent twice: $purpose", async (change) => {
    const { azure, run } = await openChange(change);
    azure.writeFaults = ["lostAfter", "lostAfter", "lostAfter"];
    azure.others = [undefined, undefined, "222222"];
    expect(await run()).toMatchObject({ kind: "failed", error: { code: "notVerified" } });
    expect(azure.requests.filter((request) => request !== "GET")).toEqual([change.write]);
  });
});

describe("A write to which Azure says no", () => {
  it.each(withEach<PalErrorCode>(["forbidden", "noAccount", "notOffered", "refused", "throttled"]))(
    "was not applied, and needs no read (%s, %s)",
    async (_purpose, code, change) => {
      const { azure, window, run } = await openChange(change);
      refuseOnce(azure, new PalError(code, { azureMessage: "No.", correlationId: "c-no" }));
      const result = await run();
      expect(result).toMatchObject({ kind: "failed", error: { code } });
      expect(azure.requests).toEqual(["GET", change.write]);
      expect(window.challenges).toEqual([]);
      expect(window.run.steps[0]).toMatchObject({
        state: "failed",
        before: change.from,
        after: change.from,
        correlationId: "c-no",
        error: { code, azureMessage: "No.", correlationId: "c-no" },
      });
    },
  );

  it.each(
    withEach([
      new PalError("unauthorized"),
      new PalError("signInNeeded"),
      new PalError("signInNeeded", { challenge: "Bearer claims" }),
      new PalError("mfaNeeded", { challenge: "Bearer claims" }),
    ]),
  )("because the person is needed is made once they signed in (%s, %s)", async (_purpose, error, change) => {
    const { azure, window, run } = await openChange(change);
    refuseOnce(azure, error);
    expect(await run()).toMatchObject({ kind: "changed" });
    expect(window.challenges).toEqual([error.details.challenge]);
    expect(azure.requests).toEqual(["GET", change.write, "GET", change.write, "GET"]);
  });

  it.each(changes)("because the tenant changed is decided anew: $purpose", async (change) => {
    const { azure, run } = await openChange(change);
    refuseOnce(azure, new PalError(change.purpose === "link" ? "conflict" : "notLinked"));
    expect(await run()).toMatchObject({ kind: "changed" });
    expect(azure.requests).toEqual(["GET", change.write, "GET", change.write, "GET"]);
  });
});

describe("What the journal says of a change", () => {
  it.each(changes)("is all that there is to say: $purpose", async (change) => {
    const { azure, window, run } = await openChange(change);
    await run();
    const [record] = window.run.steps;
    const at = 1_000_000;
    expect(record).not.toHaveProperty("error");
    expect(record).toMatchObject({
      step: window.run.plan.steps[0],
      state: "changed",
      before: change.from,
      ...(change.from !== null && { beforeName: "Contoso" }),
      after: change.wanted,
      ...(change.wanted !== null && { afterName: "Contoso" }),
      announcedAt: at,
      endedAt: at,
      correlationId: "correlation-2",
    });
    expect(azure.trace[1]?.verb).toBe(change.write.split(" ")[0]);
  });

  it("has the correlation ID of an answer that was lost, which is all that support can look for", async () => {
    const { azure, window } = await openScene();
    refuseOnce(azure, new PalError("serverError", { correlationId: "c-lost" }));
    azure.others = [undefined, undefined, ours];
    expect(await window.link(ours)).toMatchObject({ kind: "changed" });
    expect(window.run.steps[0]?.correlationId).toBe("c-lost");
  });
});
