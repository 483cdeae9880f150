import { describe, expect, it } from "vitest";
import { bookFormat } from "../../../src/identity/bookFormat.ts";
import { snapshotFormat } from "../../../src/links/snapshotFormat.ts";
import { journalLine } from "../../../src/links/journalFormat.ts";
import { is } from "valibot";

const id = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const pause = async (): Promise<void> => {};

/** Whether a service principal of the book is read that has this among its facts. */
async function readsPrincipal(facts: Record<string, unknown>): Promise<boolean> {
  const named = { accountId: id, cloud: "public", clientId: id, tenantIds: [id], label: "x", kind: "secret" };
  const principals = [{ ...named, keepsSecret: true, ...facts }];
  return (await bookFormat.parse({ version: 1, id, principals }, pause)).value.principals.length === 1;
}

async function readsRow(facts: Record<string, unknown>): Promise<boolean> {
  const identity = { source: "vscode", cloud: "public", accountId: "a.b", label: "x" };
  const row = {
    identity: 0,
    tenant: { tenantId: id, kind: "home" },
    knowledge: { kind: "nothing" },
    ...facts,
  };
  const file = { version: 1, identities: [{ identity }], rows: [row] };
  return (await snapshotFormat.parse(file, pause)).value.rows.length === 1;
}

async function readsIdentity(listedAt: number): Promise<boolean> {
  const identity = { source: "vscode", cloud: "public", accountId: "a.b", label: "x" };
  const file = { version: 1, identities: [{ identity, listedAt }], rows: [] };
  return (await snapshotFormat.parse(file, pause)).value.identities.length === 1;
}

const readsOrder = (order: number): Promise<boolean> =>
  readsRow({ knowledge: { kind: "notLinked", at: 1, order } });

const link = (times: Record<string, number>): Record<string, unknown> => ({
  knowledge: { kind: "linked", link: { partnerId: "1234567", ...times }, at: 1 },
});

const times: Record<string, (at: number) => Promise<boolean> | boolean> = {
  "the end of a credential": (expiresAt) => readsPrincipal({ expiresAt }),
  "a warning of that": (warnedAt) => readsPrincipal({ warnedAt }),
  "when a row was read": (at) => readsRow({ knowledge: { kind: "notLinked", at } }),
  "when one was tried": (triedAt) => readsRow({ triedAt }),
  "when a link was made": (createdAt) => readsRow(link({ createdAt })),
  "when one was changed": (updatedAt) => readsRow(link({ updatedAt })),
  "when an account was listed": readsIdentity,
  "when a run was closed": (at) => is(journalLine, { type: "closed", at, how: "finished", fence: 1 }),
};

describe("A stored time is one that can be shown", () => {
  it.each(Object.keys(times))("%s", async (what) => {
    const reads = (at: number): unknown => times[what]?.(at);
    for (const at of [0, 1, 1_800_000_000_000, 8.64e15]) {
      expect([at, await reads(at)]).toEqual([at, true]);
      expect(() => new Date(at).toISOString()).not.toThrow();
    }
    for (const at of [-1, 0.5, 8.64e15 + 1, 1e300, -8.64e15, NaN, Infinity]) {
      expect([at, await reads(at)]).toEqual([at, false]);
    }
  });

  it("and an order stays one in which something can come next", async () => {
    expect(await Promise.all([8.64e15 + 1, 1e300, 2 ** 53, 0.5, -1].map(readsOrder))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
