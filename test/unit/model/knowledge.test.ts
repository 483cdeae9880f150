import { describe, expect, it } from "vitest";
import {
  type Attempt,
  type Knowledge,
  knowledgeOf,
  readError,
  type Work,
} from "../../../src/model/knowledge.ts";
import { PalError, type PalErrorCode, type PalErrorDetails } from "../../../src/model/palError.ts";
import { palErrorCodes } from "../testing/palErrorCodes.ts";

const at = 2_000_000;
const before: Attempt = { kind: "throttled", error: new PalError("throttled") };
const nothing: Knowledge = { kind: "nothing" };
const known: readonly Knowledge[] = [
  { kind: "linked", link: { partnerId: "4567890" }, at: 1 },
  { kind: "notLinked", at: 1 },
];

function read(
  code: PalErrorCode,
  details: PalErrorDetails = {},
  knowledge: Knowledge = nothing,
  work: Work = "update",
): { error: PalError } & ReturnType<typeof readError> {
  const error = new PalError(code, details);
  return { error, ...readError(error, work, { attempt: before, knowledge }, at) };
}

/** What is not simply a try that failed. */
const special: Partial<Record<PalErrorCode, Attempt["kind"]>> = {
  noAccount: "none",
  notOffered: "none",
  signInNeeded: "signInNeeded",
  unauthorized: "signInNeeded",
  mfaNeeded: "mfaNeeded",
  throttled: "throttled",
  cancelled: before.kind,
  signInCancelled: before.kind,
  deviceCodeExpired: before.kind,
};

describe("What an error means for a row", () => {
  it.each(palErrorCodes.filter((code) => special[code] === undefined && code !== "deviceCodeExpired"))(
    "is that the try failed, with what was tried and why: %s",
    (code) => {
      const { error, attempt } = read(code);
      expect(attempt).toEqual({ kind: "failed", work: "update", error });
    },
  );

  it.each(Object.entries(special) as [PalErrorCode, Attempt["kind"]][])(
    "is more than that: %s",
    (code, kind) => {
      expect(read(code).attempt.kind).toBe(kind);
    },
  );

  it.each(palErrorCodes.filter((code) => !["noAccount", "notOffered", "unclear", "inDoubt"].includes(code)))(
    "takes nothing away that is known: %s",
    (code) => {
      expect(read(code)).not.toHaveProperty("knowledge");
    },
  );

  it.each(["unclear", "inDoubt"] as const)(
    "is that nothing is known since then, where nobody knows what became of a write: %s",
    (code) => {
      expect(read(code).knowledge).toEqual({ kind: "nothing", at });
    },
  );

  it.each(["noAccount", "notOffered"] as const)("is knowledge where Azure says %s", (code) => {
    const expected = { knowledge: { kind: "cannotLink", reason: code, at }, attempt: { kind: "none" } };
    expect(read(code)).toMatchObject(expected);
    for (const knowledge of known) {
      expect(read(code, { azureCode: "BadRequest" }, knowledge, "check")).toMatchObject(expected);
      expect(read(code, {}, knowledge, "check")).toMatchObject(expected);
    }
  });

  it.each(["noAccount", "notOffered"] as const)(
    "is a failed try where a mere code of Entra ID says %s against what was read",
    (code) => {
      for (const knowledge of known) {
        const { error, ...outcome } = read(code, { azureCode: "AADSTS50020" }, knowledge);
        expect(outcome).toEqual({ attempt: { kind: "failed", work: "update", error } });
      }
      const others: readonly Knowledge[] = [nothing, { kind: "cannotLink", reason: "noAccount", at: 1 }];
      for (const knowledge of others) {
        expect(read(code, { azureCode: "AADSTS50020" }, knowledge).knowledge?.kind).toBe("cannotLink");
      }
    },
  );

  it.each(["signInNeeded", "unauthorized", "mfaNeeded"] as const)(
    "has the challenge to be answered, if there is one: %s",
    (code) => {
      const kind = special[code];
      expect(read(code, { challenge: "Bearer claims" }).attempt).toEqual({
        kind,
        challenge: "Bearer claims",
      });
      expect(Object.keys(read(code).attempt)).toEqual(["kind"]);
    },
  );

  it("has the error that says how long to wait", () => {
    const { error, attempt } = read("throttled", { retryAfterSeconds: 7 });
    expect(attempt).toEqual({ kind: "throttled", error });
  });

  it.each(["cancelled", "signInCancelled"] as const)(
    "is nothing at all where it was called off: %s",
    (code) => {
      expect(read(code).attempt).toBe(before);
    },
  );
});

describe("What a read tells", () => {
  it("is the link, or that there is none, and when", () => {
    const link = { partnerId: "4567890", partnerName: "Contoso" };
    expect(knowledgeOf(link, at)).toEqual({ kind: "linked", link, at });
    expect(knowledgeOf(undefined, at)).toEqual({ kind: "notLinked", at });
  });
});
