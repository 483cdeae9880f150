import { describe, expect, it } from "vitest";
import {
  earlierResult,
  isRefusal,
  journaledError,
  mayBeApplied,
  notVerified,
  stepEnd,
} from "../../../src/links/stepEnd.ts";
import type { StepRecord, StepState } from "../../../src/model/journal.ts";
import { PalError, type PalErrorCode } from "../../../src/model/palError.ts";
import { rawText } from "../../../src/model/untrusted.ts";
import { step } from "../testing/changeScene.ts";
import { palErrorCodes } from "../testing/palErrorCodes.ts";

/** In these Azure, or what signs us in, says no: the write was not applied. */
const refusals: readonly PalErrorCode[] = [
  "signInNeeded",
  "mfaNeeded",
  "unauthorized",
  "forbidden",
  "noAccount",
  "notOffered",
  "refused",
  "conflict",
  "notLinked",
  "throttled",
];

/** After these, nothing was sent. */
const notSent: readonly PalErrorCode[] = ["cancelled", "noJournal"];

describe("An error that a write met", () => {
  it.each(refusals)("was not applied for sure: %s", (code) => {
    expect(isRefusal(new PalError(code))).toBe(true);
  });

  it.each<PalErrorCode>([
    "timedOut",
    "unreachable",
    "serverError",
    "unreadableAnswer",
    "answerTooLarge",
    "unexpectedAnswer",
    "redirected",
    "unexpected",
    "unclear",
    "notVerified",
  ])("may have been applied: %s", (code) => {
    expect(isRefusal(new PalError(code))).toBe(false);
  });
});

describe("What the journal keeps of an error", () => {
  it("is its code, the correlation ID and Azure's words, and nothing else", () => {
    const error = new PalError("refused", {
      status: 400,
      azureCode: "BadRequest",
      azureMessage: "Invalid partner id.",
      correlationId: "c-1",
      challenge: "Bearer secret",
      networkCode: "ECONNRESET",
      foreignHost: "evil.example",
    });
    expect(journaledError(error)).toEqual({
      code: "refused",
      azureMessage: "Invalid partner id.",
      correlationId: "c-1",
    });
  });

  it("has no empty places", () => {
    const kept = journaledError(new PalError("timedOut"));
    expect(Object.keys(kept)).toEqual(["code"]);
  });

  it.each([
    ["User alice.b+c@contoso.example is blocked.", "alice", "b+c", "ontoso", "example"],
    ["<bob@fabrikam.example>, 'carol@a.b'", "bob", "carol"],
    ["x@y", "x", "y"],
  ])("names nobody by their address: %s", (azureMessage, ...parts) => {
    const kept = journaledError(new PalError("forbidden", { azureMessage })).azureMessage ?? "";
    parts.forEach((part) => expect(kept).not.toContain(part));
    expect(kept).toContain("***");
  });

  it("keeps the words around an address", () => {
    const error = new PalError("forbidden", { azureMessage: "User alice@contoso.example is <blocked@x.y>." });
    expect(journaledError(error).azureMessage).toMatch(/^User \*\S+ is <\*\S+>\.$/);
  });

  it("is a bounded text, of the first words", () => {
    const azureMessage = `First. ${"word ".repeat(1000)}`;
    const kept = rawText(journaledError(new PalError("refused", { azureMessage })).azureMessage) ?? "";
    expect(kept).toMatch(/^First\. word word/);
    expect(kept.length).toBeGreaterThan(500);
    expect(kept.length).toBeLessThan(1000);
  });
});

describe("How a step ended, in the journal's words", () => {
  it.each(["changed", "nothingToDo", "foundOther"] as const)("is the result's own: %s", (kind) => {
    expect(stepEnd({ kind })).toBe(kind);
  });

  it.each(palErrorCodes)("tells a failure of a write that was sent from any other: %s", (code) => {
    const told = code === "notVerified" || code === "unclear" ? code : "failed";
    expect(stepEnd({ kind: "failed", error: new PalError(code) })).toBe(told);
  });
});

function record(state: StepState, more: Partial<StepRecord> = {}): StepRecord {
  return { step: step(1, null, "4567890"), state, ...more };
}

describe("A write that the journal tells of", () => {
  const open = ["announced", "unclear", "notVerified", "failed"] as const;
  const announcedAt = 1_000_000;

  it.each(open)("may be applied if nobody saw what became of it: %s", (state) => {
    expect(mayBeApplied(record(state, { announcedAt }))).toBe(true);
  });

  it.each(open)("was never applied if it was not announced: %s", (state) => {
    expect(mayBeApplied(record(state))).toBe(false);
    expect(mayBeApplied(record(state, { error: { code: "unreachable" } }))).toBe(false);
  });

  it.each(["planned", "changed", "nothingToDo", "foundOther"] as const)(
    "is over, or never was: %s",
    (state) => {
      expect(mayBeApplied(record(state, { announcedAt }))).toBe(false);
    },
  );

  it.each(open.flatMap((state) => [...refusals, ...notSent].map((code) => [state, code] as const)))(
    "was not applied if it is %s after %s, unless only the read that followed met that",
    (state, code) => {
      const isOfRead = state === "unclear";
      expect(mayBeApplied(record(state, { announcedAt, error: { code } }))).toBe(isOfRead);
    },
  );

  it.each(
    open.flatMap((state) =>
      (["timedOut", "unreachable", "serverError"] as const).map((code) => [state, code] as const),
    ),
  )("may be applied if it is %s after %s", (state, code) => {
    expect(mayBeApplied(record(state, { announcedAt, error: { code } }))).toBe(true);
  });
});

describe("A step of an earlier window", () => {
  it.each(["changed", "nothingToDo", "foundOther"] as const)(
    "that ended as it was to end has its result: %s",
    (state) => {
      expect(earlierResult(record(state, { after: "4567890", afterName: "Contoso" }))).toEqual({
        kind: state,
        link: { partnerId: "4567890", partnerName: "Contoso" },
      });
    },
  );

  it("has no name where the journal has none", () => {
    const { link } = earlierResult(record("changed", { after: "4567890" })) as { link: object };
    expect(Object.keys(link)).toEqual(["partnerId"]);
  });

  it.each([null, undefined])("has no link where there was none: %s", (after) => {
    const found = earlierResult(record("changed", after === undefined ? {} : { after }));
    expect(Object.keys(found ?? {})).toEqual(["kind"]);
  });

  it.each(["planned", "announced", "notVerified", "unclear", "failed"] as const)(
    "that came to nothing sure is to be done: %s",
    (state) => {
      expect(earlierResult(record(state, { after: "4567890" }))).toBeUndefined();
    },
  );
});

describe("A write after which the tenant shows something else", () => {
  it("says what it shows, or that it shows nothing", () => {
    const found = notVerified({ partnerId: "111111" });
    expect([found.code, found.details]).toEqual(["notVerified", { foundPartnerId: "111111" }]);
    expect(notVerified(undefined).details).toEqual({});
  });
});
