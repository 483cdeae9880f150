import { describe, expect, it } from "vitest";
import { type Attempt, type Knowledge, readError, type Work } from "../../../src/model/knowledge.ts";
import {
  PalError,
  type PalErrorCode,
  type PalErrorDetails,
  wantsOtherToken,
} from "../../../src/model/palError.ts";
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
    ["gatewayAnswered", { kind: "failed", work: "check", error: new PalError("gatewayAnswered") }],
    ["gatewayAnswered", { kind: "failed", work: "link", error: new PalError("gatewayAnswered") }],
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

  it.each<[Knowledge, Work]>([
    [linked("4567890"), "update"],
    [linked("4567890"), "remove"],
    [notLinked, "link"],
  ])(
    "that refuses a write for want of MFA, or by a policy, leaves what was read: %j, %s",
    (knowledge, work) => {
      for (const code of [
        "mfaNeeded",
        "forbidden",
        "gatewayAnswered",
        "wrongIdentity",
        "serverError",
      ] as const) {
        const outcome = readError(new PalError(code), work, { attempt: none, knowledge }, 2);
        expect(outcome.knowledge).toBeUndefined();
      }
    },
  );

  it.each(["noAccount", "notOffered"] as const)(
    "of a write does not take away the link that was read just before: %s",
    (code) => {
      const error = new PalError(code, { status: 400, azureCode: "BadRequest" });
      for (const work of ["update", "remove", "link"] as const) {
        const row = { attempt: none, knowledge: linked("4567890") };
        expect(readError(error, work, row, 2)).toEqual({ attempt: { kind: "failed", work, error } });
        const without = { attempt: none, knowledge: notLinked };
        expect(readError(error, work, without, 2).knowledge?.kind).toBe("cannotLink");
      }
    },
  );

  it.each<[PalErrorCode, PalErrorDetails, boolean]>([
    ["unauthorized", { status: 401 }, true],
    ["signInNeeded", { status: 401, challenge: "Bearer" }, true],
    ["mfaNeeded", { status: 401, challenge: "Bearer" }, true],
    ["mfaNeeded", { status: 403, challenge: "Bearer" }, true],
    ["gatewayAnswered", { status: 401 }, false],
    ["forbidden", { status: 403 }, false],
    ["throttled", { status: 429 }, false],
    ["signInNeeded", {}, false],
  ])("tells whether the token is to be thrown away: %s %j", (code, details, isWanted) => {
    expect(wantsOtherToken(new PalError(code, details))).toBe(isWanted);
  });
});
