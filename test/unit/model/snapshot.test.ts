import { describe, expect, it } from "vitest";
import type { Attempt, Knowledge, LearntReason } from "../../../src/model/knowledge.ts";
import { PalError } from "../../../src/model/palError.ts";
import { type Row, rowId } from "../../../src/model/row.ts";
import {
  isSameState,
  knowsMore,
  learntAt,
  mergeRow,
  type RememberedRow,
  rememberRow,
} from "../../../src/model/snapshot.ts";
import { alice, tenant } from "../testing/fixtures.ts";

const nothing: Knowledge = { kind: "nothing" };
const linked = (at: number): Knowledge => ({ kind: "linked", link: { partnerId: "4567890" }, at });
const notLinked = (at: number): Knowledge => ({ kind: "notLinked", at });
const because = (code: LearntReason["code"], at: number): LearntReason => ({ code, at, azureMessage: "No." });
const none: Attempt = { kind: "none" };

function row(more: Partial<Row> = {}): Row {
  return {
    id: rowId(alice.id, tenant(1).tenantId),
    identityId: alice.id,
    tenant: tenant(1),
    knowledge: nothing,
    attempt: none,
    mark: {},
    ...more,
  };
}

function remembered(more: Partial<RememberedRow> = {}): RememberedRow {
  return { identityId: alice.id, tenant: tenant(1), knowledge: nothing, ...more };
}

/** A row that waits for the user since then, here and as it is remembered. */
const waits = (kind: "signInNeeded" | "mfaNeeded", triedAt: number): Partial<Row> => ({
  attempt: { kind },
  triedAt,
});
const needs = (kind: "signInNeeded" | "mfaNeeded", triedAt: number): Partial<RememberedRow> => ({
  needs: kind,
  triedAt,
});

/** What of a row comes together from two windows, and nothing in its place where there is none. */
function known({ knowledge, attempt, triedAt, reason }: Row): Partial<Row> {
  return { knowledge, attempt, ...(triedAt !== undefined && { triedAt }), ...(reason && { reason }) };
}

describe("What is remembered of a row", () => {
  it("is all that is known, but neither its mark nor its attempt", () => {
    const full = row({
      knowledge: linked(3),
      reason: because("mfaNeeded", 2),
      triedAt: 1,
      mark: { name: "Ada" },
      attempt: { kind: "failed", work: "check", error: new PalError("serverError") },
    });
    expect(rememberRow(full, undefined)).toEqual(
      remembered({ knowledge: linked(3), reason: because("mfaNeeded", 2), triedAt: 1 }),
    );
  });

  it.each(["signInNeeded", "mfaNeeded"] as const)("is that it waits for the user: %s", (kind) => {
    expect(rememberRow(row(waits(kind, 1)), undefined)).toEqual(remembered(needs(kind, 1)));
  });

  it("is what came of the try before, while there is another", () => {
    const running = row({ attempt: { kind: "running", work: "check" }, triedAt: 1 });
    expect(rememberRow(running, { kind: "mfaNeeded" })).toEqual(remembered(needs("mfaNeeded", 1)));
    expect(rememberRow(row(waits("signInNeeded", 1)), none)).toEqual(remembered({ triedAt: 1 }));
  });
});

describe("Two windows that know something of a row", () => {
  it.each<[string, Partial<Row>, Partial<RememberedRow>, Partial<Row>]>([
    ["what is newer there", { knowledge: notLinked(1) }, { knowledge: linked(2) }, { knowledge: linked(2) }],
    [
      "what is newer here",
      { knowledge: notLinked(2) },
      { knowledge: linked(1) },
      { knowledge: notLinked(2) },
    ],
    [
      "what is here, if both are as old",
      { knowledge: notLinked(2) },
      { knowledge: linked(2) },
      { knowledge: notLinked(2) },
    ],
    ["what there is, if nothing is known here", {}, { knowledge: linked(2) }, { knowledge: linked(2) }],
    [
      "that nothing is sure any more",
      { knowledge: linked(1) },
      { knowledge: { kind: "nothing", at: 2 } },
      { knowledge: { kind: "nothing", at: 2 } },
    ],
    [
      "what was read after nothing was sure",
      { knowledge: linked(3) },
      { knowledge: { kind: "nothing", at: 2 } },
      { knowledge: linked(3) },
    ],
    ["that the user is needed there", {}, needs("signInNeeded", 5), waits("signInNeeded", 5)],
    [
      "that MFA is needed there",
      { knowledge: linked(1) },
      needs("mfaNeeded", 5),
      { knowledge: linked(1), ...waits("mfaNeeded", 5) },
    ],
    ["that the user is needed here", waits("mfaNeeded", 5), {}, waits("mfaNeeded", 5)],
    [
      "which of two needs is the newer: there",
      waits("signInNeeded", 4),
      needs("mfaNeeded", 5),
      waits("mfaNeeded", 5),
    ],
    [
      "which of two needs is the newer: here",
      waits("signInNeeded", 5),
      needs("mfaNeeded", 4),
      waits("signInNeeded", 5),
    ],
    [
      "that a check there came to something after the need here",
      waits("signInNeeded", 4),
      { knowledge: linked(5) },
      { knowledge: linked(5) },
    ],
    [
      "that a check here came to something after the need there",
      { knowledge: linked(5) },
      needs("signInNeeded", 4),
      { knowledge: linked(5) },
    ],
    [
      "a check that came to something at the same moment",
      waits("signInNeeded", 5),
      { knowledge: linked(5) },
      { knowledge: linked(5) },
    ],
    [
      "a need that is newer than what is known there",
      waits("signInNeeded", 6),
      { knowledge: linked(5) },
      { knowledge: linked(5), ...waits("signInNeeded", 6) },
    ],
    [
      "a failed try of this window",
      { attempt: { kind: "running", work: "check" } },
      { knowledge: linked(5) },
      { knowledge: linked(5), attempt: { kind: "running", work: "check" } },
    ],
    [
      "that a check there came to something after MFA was needed here",
      waits("mfaNeeded", 4),
      { knowledge: linked(5) },
      { knowledge: linked(5) },
    ],
    [
      "the reason here, if both are as old",
      { reason: because("refused", 2) },
      { reason: because("forbidden", 2) },
      { reason: because("refused", 2) },
    ],
    ["no need without a time", { attempt: { kind: "signInNeeded" } }, {}, {}],
    ["a reason there", {}, { reason: because("forbidden", 2) }, { reason: because("forbidden", 2) }],
    ["a reason here", { reason: because("forbidden", 2) }, {}, { reason: because("forbidden", 2) }],
    [
      "the newer of two reasons: there",
      { reason: because("refused", 1) },
      { reason: because("forbidden", 2) },
      { reason: because("forbidden", 2) },
    ],
    [
      "the newer of two reasons: here",
      { reason: because("refused", 3) },
      { reason: because("forbidden", 2) },
      { reason: because("refused", 3) },
    ],
    [
      "no reason that a check overcame",
      { reason: because("forbidden", 2) },
      { knowledge: linked(3) },
      { knowledge: linked(3) },
    ],
    [
      "no reason as old as what is known",
      { reason: because("forbidden", 3) },
      { knowledge: linked(3) },
      { knowledge: linked(3) },
    ],
    [
      "a reason that came after what is known",
      { knowledge: linked(3) },
      { reason: because("forbidden", 4) },
      { knowledge: linked(3), reason: because("forbidden", 4) },
    ],
    [
      "that changes need MFA, which no check overcomes",
      { reason: because("mfaNeeded", 2) },
      { knowledge: linked(3) },
      { knowledge: linked(3), reason: because("mfaNeeded", 2) },
    ],
  ])("come to %s", (_what, here, there, expected) => {
    expect(known(mergeRow(row(here), remembered(there)))).toEqual(known(row(expected)));
  });

  it("leave the tenant, the mark and what is being tried to this window", () => {
    const here = row({
      tenant: tenant(1, { displayName: "Ada" }),
      mark: { name: "Supplier" },
      attempt: { kind: "failed", work: "check", error: new PalError("serverError") },
    });
    const there = remembered({ tenant: tenant(1, { displayName: "Zoe" }), knowledge: linked(2) });
    expect(mergeRow(here, there)).toMatchObject({ ...here, knowledge: linked(2) });
  });

  it("come to the same when they know the same", () => {
    for (const same of [
      row(),
      row(waits("mfaNeeded", 5)),
      row({ knowledge: linked(3), reason: because("mfaNeeded", 2) }),
    ]) {
      const merged = mergeRow(same, rememberRow(same, undefined));
      expect(merged).toEqual(same);
      expect(isSameState(same, merged)).toBe(true);
    }
  });
});

describe("Two states of a row", () => {
  it.each<[string, Partial<Row>]>([
    ["what is known", { knowledge: linked(1) }],
    ["what is tried", { attempt: { kind: "signInNeeded" } }],
    ["since when it waits", { triedAt: 2 }],
    ["why", { reason: because("refused", 2) }],
  ])("differ by %s", (_what, more) => {
    expect(isSameState(row({ triedAt: 1 }), row({ triedAt: 1, ...more }))).toBe(false);
  });
});

describe("A row here", () => {
  it.each<[string, Partial<Row>, Partial<RememberedRow>]>([
    ["what was read later", { knowledge: linked(2) }, { knowledge: linked(1) }],
    ["what was never read there", { knowledge: linked(2) }, {}],
    ["that the user is needed since later", waits("signInNeeded", 2), needs("signInNeeded", 1)],
    ["that the user is needed at all", waits("signInNeeded", 2), {}],
    ["a newer reason", { reason: because("refused", 2) }, { reason: because("refused", 1) }],
    ["a reason", { reason: because("refused", 2) }, {}],
  ])("holds more than what is remembered: %s", (_what, here, there) => {
    expect(knowsMore(row(here), remembered(there))).toBe(true);
    const same = rememberRow(row(here), undefined);
    expect(knowsMore(row(here), same)).toBe(false);
    expect(knowsMore(row(), remembered(there))).toBe(false);
  });

  it("holds more than nothing", () => {
    expect(knowsMore(row(), undefined)).toBe(true);
    expect(knowsMore(row(), remembered())).toBe(false);
  });
});

describe("When a check last came to something", () => {
  it.each<[number, Partial<Row>]>([
    [0, {}],
    [3, { knowledge: linked(3) }],
    [4, { knowledge: linked(3), triedAt: 4 }],
    [5, { knowledge: { kind: "nothing", at: 5 }, triedAt: 4 }],
  ])("is at %d", (at, more) => {
    expect(learntAt(row(more))).toBe(at);
  });
});
