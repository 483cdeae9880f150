import { describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { Refusals } from "../../../src/links/refusals.ts";
import { PalError, type PalErrorCode } from "../../../src/model/palError.ts";
import { type Row, rowId } from "../../../src/model/row.ts";
import { rawText } from "../../../src/model/untrusted.ts";
import { alice, tenant, TestClock } from "../testing/fixtures.ts";
import { changePlan, JournalScene } from "../testing/journalScene.ts";
import { palErrorCodes } from "../testing/palErrorCodes.ts";

const now = 1_000_000;

/** A row after a check that failed. */
function failed(error: PalError, work: "check" | "link" = "check"): Row | undefined {
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, [tenant(1)]);
  const [row] = store.rows;
  const begun = row && store.begin(row.id, work);
  begun?.fail(error);
  return store.row(rowId(alice.id, tenant(1).tenantId));
}

describe("An error in the journal", () => {
  it("is read as it was written, whichever it is", async () => {
    const scene = new JournalScene();
    const run = await (await scene.openWindow()).begin(changePlan(palErrorCodes.length));
    for (const [step, code] of palErrorCodes.entries()) {
      const error = { code, azureMessage: `No ${step}.`, correlationId: `c-${step}` };
      await run.write({ type: "ended", step, end: "failed", error });
    }
    scene.disk = scene.disk.kill();
    const [record] = (await scene.openWindow()).runs;
    expect(record?.steps.map(({ error }) => error)).toEqual(
      palErrorCodes.map((code, step) => ({
        code,
        azureMessage: `No ${step}.`,
        correlationId: `c-${step}`,
      })),
    );
  });
});

describe("The reason that is kept for the next time", () => {
  const learnt: readonly PalErrorCode[] = [
    "mfaNeeded",
    "signInFailed",
    "wrongAccount",
    "forbidden",
    "refused",
  ];

  it.each(learnt)("is what somebody was told who can tell it: %s", (code) => {
    expect(failed(new PalError(code, { azureMessage: "No." }))?.reason).toEqual({
      code,
      azureMessage: "No.",
      at: now,
    });
    expect(Object.keys(failed(new PalError(code))?.reason ?? {})).toEqual(["code", "at"]);
  });

  it.each<PalErrorCode>([
    "unreachable",
    "timedOut",
    "serverError",
    "unreadableAnswer",
    "unexpectedAnswer",
    "signInNeeded",
    "unauthorized",
    "throttled",
    "cancelled",
    "signInCancelled",
    "busy",
    "unclear",
    "unexpected",
  ])("is none that may be over a moment later: %s", (code) => {
    expect(failed(new PalError(code, { azureMessage: "No." }))).not.toHaveProperty("reason");
  });

  it("names nobody by their address, and has an end", () => {
    const azureMessage = `User alice@contoso.example. ${"word ".repeat(1000)}`;
    const kept = rawText(failed(new PalError("forbidden", { azureMessage }))?.reason?.azureMessage) ?? "";
    expect(kept).toMatch(/^User \*\S+ word word/);
    expect(kept.length).toBeLessThan(1000);
  });
});

describe("That the user is needed", () => {
  it.each(palErrorCodes)("is remembered with its time where it is so: %s", (code) => {
    const row = failed(new PalError(code));
    const needed = row?.attempt.kind === "signInNeeded" || row?.attempt.kind === "mfaNeeded";
    expect(row?.triedAt).toBe(needed ? now : undefined);
    expect(needed).toBe(["signInNeeded", "unauthorized", "mfaNeeded"].includes(code));
  });
});

describe("A credential that is refused in three tenants in a row", () => {
  it.each(palErrorCodes)("is refused everywhere, which no other error is: %s", async (code) => {
    const refusals = new Refusals();
    let asked = 0;
    const ask = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new PalError(code));
    };
    for (let i = 0; i < 5; i += 1) {
      await expect(refusals.try(alice.id, ask)).rejects.toMatchObject({ code });
    }
    expect(asked).toBe(code === "credentialRefused" ? 3 : 5);
  });
});
