import { describe, expect, it } from "vitest";
import { type Attempt, type Knowledge, readError } from "../../../src/model/knowledge.ts";
import { PalError, type PalErrorCode } from "../../../src/model/palError.ts";
import { deriveState } from "../../../src/model/rowState.ts";

const linked = (partnerId: string): Knowledge => ({ kind: "linked", link: { partnerId }, at: 1 });
const notLinked: Knowledge = { kind: "notLinked", at: 1 };
const nothing: Knowledge = { kind: "nothing" };
const none: Attempt = { kind: "none" };
const failed: Attempt = { kind: "failed", error: new PalError("serverError") };
const ours = new Set(["4567890"]);

describe("The state of a row", () => {
  it("is unknown until something is known or tried", () => {
    expect(deriveState(nothing, none, ours)).toBe("unknown");
  });

  it("is linked when the link carries one of our partner IDs", () => {
    expect(deriveState(linked("4567890"), none, ours)).toBe("linked");
  });

  it("is linkedToOther when it carries any other", () => {
    expect(deriveState(linked("111111"), none, ours)).toBe("linkedToOther");
  });

  it("is linked with any ID as long as the user has named none of their own", () => {
    expect(deriveState(linked("111111"), none, new Set())).toBe("linked");
  });

  it.each<[Attempt["kind"], Attempt]>([
    ["checking", { kind: "checking" }],
    ["signInNeeded", { kind: "signInNeeded" }],
    ["mfaNeeded", { kind: "mfaNeeded", challenge: "Bearer" }],
    ["throttled", { kind: "throttled", error: new PalError("throttled") }],
    ["failed", failed],
  ])("is what the attempt says while nothing is known: %s", (state, attempt) => {
    expect(deriveState(nothing, attempt, ours)).toBe(state);
  });

  it("keeps what is known when a later check fails", () => {
    expect(deriveState(linked("4567890"), failed, ours)).toBe("linked");
    expect(deriveState(notLinked, failed, ours)).toBe("notLinked");
  });

  it("names why an identity cannot be linked", () => {
    expect(deriveState({ kind: "cannotLink", reason: "noAccount", at: 1 }, none, ours)).toBe("noAccount");
    expect(deriveState({ kind: "cannotLink", reason: "notOffered", at: 1 }, none, ours)).toBe("notOffered");
  });
});

describe("An error", () => {
  const everyCode: PalErrorCode[] = [
    "signInNeeded",
    "signInCancelled",
    "signInFailed",
    "mfaNeeded",
    "unauthorized",
    "forbidden",
    "noAccount",
    "notOffered",
    "refused",
    "conflict",
    "throttled",
    "serverError",
    "unreadableAnswer",
    "answerTooLarge",
    "unexpectedAnswer",
    "redirected",
    "wrongHost",
    "timedOut",
    "unreachable",
    "cancelled",
    "notVerified",
    "unexpected",
  ];

  it.each(everyCode)("is never taken for 'not linked': %s", (code) => {
    const { knowledge = nothing, attempt } = readError(new PalError(code), 1);
    expect(deriveState(knowledge, attempt, ours)).not.toBe("notLinked");
    expect(knowledge.kind).not.toBe("linked");
  });

  it("that was a cancellation leaves no mark on the row", () => {
    expect(readError(new PalError("cancelled"), 1)).toEqual({ attempt: none });
  });
});
