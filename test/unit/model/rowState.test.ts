import { describe, expect, it } from "vitest";
import { type Attempt, type Knowledge, readError } from "../../../src/model/knowledge.ts";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { deriveState, type RowState } from "../../../src/model/rowState.ts";
import type { Tenant } from "../../../src/model/tenant.ts";
import { alice, tenant } from "../testing/fixtures.ts";
import { palErrorCodes } from "../testing/palErrorCodes.ts";

const linked = (partnerId: string): Knowledge => ({ kind: "linked", link: { partnerId }, at: 1 });
const notLinked: Knowledge = { kind: "notLinked", at: 1 };
const nothing: Knowledge = { kind: "nothing" };
const none: Attempt = { kind: "none" };
const failed: Attempt = { kind: "failed", work: "check", error: new PalError("serverError") };
const ours = new Set(["4567890"]);

function stateOf(
  knowledge: Knowledge,
  attempt: Attempt,
  own: ReadonlySet<string> = ours,
  where: Tenant = tenant(1),
): RowState {
  const id = rowId(alice.id, where.tenantId);
  return deriveState({ id, identityId: alice.id, tenant: where, knowledge, attempt, mark: {} }, own);
}

describe("The state of a row", () => {
  it("is unknown until something is known or tried", () => {
    expect(stateOf(nothing, none)).toBe("unknown");
  });

  it("is linked when the link carries one of our partner IDs", () => {
    expect(stateOf(linked("4567890"), none)).toBe("linked");
  });

  it("is linkedToOther when it carries any other", () => {
    expect(stateOf(linked("111111"), none)).toBe("linkedToOther");
  });

  it("is linked with any ID as long as the user has named none of their own", () => {
    expect(stateOf(linked("111111"), none, new Set())).toBe("linked");
  });

  it.each<[string, Attempt]>([
    ["checking", { kind: "running", work: "check" }],
    ["throttled", { kind: "waiting", work: "check", until: 1 }],
    ["signInNeeded", { kind: "signInNeeded" }],
    ["mfaNeeded", { kind: "mfaNeeded", challenge: "Bearer" }],
    ["throttled", { kind: "throttled", error: new PalError("throttled") }],
    ["failed", failed],
  ])("is what the attempt says while nothing is known: %s", (state, attempt) => {
    expect(stateOf(nothing, attempt)).toBe(state);
  });

  it("keeps what is known when a later check fails", () => {
    expect(stateOf(linked("4567890"), failed)).toBe("linked");
    expect(stateOf(notLinked, failed)).toBe("notLinked");
  });

  it("names why an identity cannot be linked", () => {
    expect(stateOf({ kind: "cannotLink", reason: "noAccount", at: 1 }, none)).toBe("noAccount");
    expect(stateOf({ kind: "cannotLink", reason: "notOffered", at: 1 }, none)).toBe("notOffered");
  });

  it("points home where a tenant is reached through Lighthouse, instead of asking for a link there", () => {
    const lighthouse = tenant(2, { kind: "lighthouse" });
    expect(stateOf(nothing, none, ours, lighthouse)).toBe("linkAtHome");
    expect(stateOf(notLinked, none, ours, lighthouse)).toBe("linkAtHome");
    expect(stateOf(linked("4567890"), none, ours, lighthouse)).toBe("linked");
  });
});

describe("An error", () => {
  it.each(palErrorCodes)("is never taken for 'not linked': %s", (code) => {
    const { knowledge = nothing, attempt } = readError(
      new PalError(code),
      "check",
      { attempt: none, knowledge: nothing },
      1,
    );
    expect(stateOf(knowledge, attempt)).not.toBe("notLinked");
    expect(knowledge.kind).not.toBe("linked");
  });

  it("that was a cancellation leaves the row as it was", () => {
    const before: Attempt = { kind: "signInNeeded" };
    const row = { attempt: before, knowledge: nothing };
    expect(readError(new PalError("cancelled"), "check", row, 1)).toEqual({ attempt: before });
  });

  it.each([linked("4567890"), notLinked])(
    "that is only a code of Entra ID replaces nothing that was read: $kind",
    (knowledge) => {
      const error = new PalError("noAccount", { azureCode: "AADSTS50020" });
      const row = { attempt: none, knowledge };
      expect(readError(error, "check", row, 2)).toEqual({
        attempt: { kind: "failed", work: "check", error },
      });
      expect(readError(error, "check", { ...row, knowledge: nothing }, 2).knowledge?.kind).toBe("cannotLink");
      expect(readError(new PalError("noAccount"), "check", row, 2).knowledge?.kind).toBe("cannotLink"); // ARM's words
    },
  );
});
