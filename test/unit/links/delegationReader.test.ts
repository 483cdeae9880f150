import { beforeEach, describe, expect, it } from "vitest";
import { DelegationReader } from "../../../src/links/delegationReader.ts";
import { DelegationStore } from "../../../src/links/delegationStore.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import type { Delegation } from "../../../src/model/delegation.ts";
import type { Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, IdentitySourcePort } from "../../../src/model/ports.ts";
import { rowId } from "../../../src/model/row.ts";
import { accessToken, alice, bob, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

const home = tenant(1, { kind: "home" });
const guest = tenant(2);
const id = rowId(alice.id, home.tenantId);
const found: readonly Delegation[] = [{ customerId: "customer", subscriptionId: "s", roles: [] }];

describe("Who delegated subscriptions to the home tenant", () => {
  let store: LinkStore;
  let delegations: DelegationStore;
  let reader: DelegationReader;
  let log: TestLog;
  let asked: string[];
  let answer: () => Promise<readonly Delegation[]>;
  let tokenOf: (identity: Identity) => AccessToken | undefined;
  let waiting: ReadonlySet<string>;
  let gate: TokenGate;
  let silent: (identity: Identity) => Promise<AccessToken | undefined>;

  beforeEach(() => {
    const clock = new TestClock();
    store = new LinkStore(clock);
    store.setIdentities("vscode", [alice, bob]);
    store.setTenants(alice.id, [home, guest]);
    store.setTenants(bob.id, [{ ...home, kind: "guest" }]);
    delegations = new DelegationStore();
    log = new TestLog();
    asked = [];
    waiting = new Set();
    answer = () => Promise.resolve(found);
    tokenOf = ({ accountId }) => accessToken(accountId, { objectId: `object of ${accountId}` });
    silent = (identity) => Promise.resolve(tokenOf(identity));
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice, bob]),
      silentToken: (identity, tenantId) => {
        asked.push(`token ${identity.accountId} ${tenantId === home.tenantId ? "home" : tenantId}`);
        return silent(identity);
      },
      interactiveToken: () => Promise.reject(new Error("Reading must never prompt.")),
      signIn: () => Promise.reject(new Error("Reading must never prompt.")),
      needsPerson: (identity) => waiting.has(identity.id),
    };
    gate = new TokenGate(source, clock);
    reader = new DelegationReader({
      gate,
      azure: {
        listDelegations: ({ token }, managerId) => {
          asked.push(`customers ${token.token} ${managerId === home.tenantId ? "home" : managerId}`);
          return answer();
        },
      },
      store,
      delegations,
      log,
    });
  });

  it("is read when the user opens it, once", async () => {
    await Promise.all([reader.open(id), reader.open(id)]);
    await reader.open(id);
    expect(asked).toEqual(["token alice-id home", "customers alice-id home", "token bob-id home"]);
    expect(delegations.of(id)).toEqual({
      attempt: { kind: "none" },
      known: {
        customers: [{ tenantId: "customer", delegations: found }],
        ours: [
          { identityId: alice.id, objectId: "object of alice-id" },
          { identityId: bob.id, objectId: "object of bob-id" },
        ],
      },
    });
  });

  it("is read of no tenant but the home tenant", async () => {
    await reader.open(rowId(alice.id, guest.tenantId));
    await reader.open(rowId(bob.id, home.tenantId));
    expect(asked).toEqual([]);
  });

  it("is read again only where it was read before", async () => {
    await reader.readAgain([id]);
    expect(asked).toEqual([]);
    await reader.open(id);
    await reader.readAgain([id]);
    expect(asked.filter((what) => what.startsWith("customers"))).toHaveLength(2);
  });

  it("knows whose a link is without a token", async () => {
    const work = store.begin(rowId(bob.id, home.tenantId), "check");
    work?.learn({ kind: "linked", link: { partnerId: "4567890", objectId: "BOB-THERE" }, at: 1 });
    work?.end();
    await reader.open(id);
    expect(asked).not.toContain("token bob-id home");
    expect(delegations.of(id)?.known?.ours).toContainEqual({ identityId: bob.id, objectId: "bob-there" });
  });

  it("says of an identity that gives no token that it is not known, and asks nobody", async () => {
    tokenOf = (identity) => (identity === bob ? undefined : accessToken("alice-id"));
    await reader.open(id);
    expect(delegations.of(id)?.known?.ours).toEqual([{ identityId: alice.id }, { identityId: bob.id }]);
  });

  it("does not ask for a token that waits for a person", async () => {
    waiting = new Set([bob.id]);
    await reader.open(id);
    expect(asked).not.toContain("token bob-id home");
  });

  it("keeps what is known when it cannot be read again, and tries again when it is opened", async () => {
    await reader.open(id);
    const { known } = delegations.of(id) ?? {};
    answer = () => Promise.reject(new PalError("serverError"));
    await reader.read(id);
    expect(delegations.of(id)).toMatchObject({
      known,
      attempt: { kind: "failed", error: { code: "serverError" } },
    });
    expect(log.lines.at(-1)).toMatch(/^listing customers failed/);
    answer = () => Promise.resolve([]);
    await reader.open(id);
    expect(delegations.of(id)).toMatchObject({ known: { customers: [] }, attempt: { kind: "none" } });
  });

  it("needs the user where no token is had, and keeps the challenge to be answered", async () => {
    tokenOf = () => undefined;
    await reader.open(id);
    expect(delegations.of(id)?.attempt).toMatchObject({ error: { code: "signInNeeded" } });
    tokenOf = ({ accountId }) => accessToken(accountId);
    answer = () => Promise.reject(new PalError("mfaNeeded", { status: 401, challenge: "Bearer claims" }));
    await reader.open(id);
    expect(reader.challengeOf(id)).toBe("Bearer claims");
  });

  it("asks for a new token after Azure refused the old one", async () => {
    answer = () => Promise.reject(new PalError("unauthorized", { status: 401 }));
    await reader.open(id);
    await reader.open(id);
    expect(asked.filter((what) => what === "token alice-id home")).toHaveLength(2);
  });

  const carol: Identity = { ...bob, id: "vscode:carol-id" as Identity["id"], accountId: "carol-id" };
  const oursNow = (): unknown => delegations.of(id)?.known?.ours;

  it("counts an identity that comes later among ours, as one that nobody knows there yet", async () => {
    await reader.open(id);
    asked = [];
    store.setIdentities("vscode", [alice, bob, carol]);
    store.addTenant(carol.id, home.tenantId);
    expect(oursNow()).toEqual([
      { identityId: alice.id, objectId: "object of alice-id" },
      { identityId: bob.id, objectId: "object of bob-id" },
      { identityId: carol.id },
    ]);
    store.setIdentities("vscode", [alice, carol]);
    expect(oursNow()).toEqual([
      { identityId: alice.id, objectId: "object of alice-id" },
      { identityId: carol.id },
    ]);
    expect(asked).toEqual([]);
  });

  it("learns who an identity is there from its next check, without a question of its own", async () => {
    waiting = new Set([bob.id]);
    await reader.open(id);
    expect(oursNow()).toContainEqual({ identityId: bob.id });
    waiting = new Set();
    const work = store.begin(rowId(bob.id, home.tenantId), "check");
    await gate.silent(bob, home.tenantId);
    asked = [];
    work?.learn({ kind: "notLinked", at: 1 });
    work?.end();
    expect(oursNow()).toContainEqual({ identityId: bob.id, objectId: "object of bob-id" });
    expect(asked).toEqual([]);
  });

  it("counts an identity that comes while the customers are being read", async () => {
    const late = Promise.withResolvers<AccessToken>();
    silent = (identity) => (identity.id === bob.id ? late.promise : Promise.resolve(tokenOf(identity)));
    const reading = reader.open(id);
    await new Promise((resolve) => setImmediate(resolve));
    store.setIdentities("vscode", [alice, bob, carol]);
    store.addTenant(carol.id, home.tenantId);
    late.resolve(accessToken("bob-id", { objectId: "bob-there" }));
    await reading;
    expect(oursNow()).toContainEqual({ identityId: carol.id });
    expect(oursNow()).toContainEqual({ identityId: bob.id, objectId: "bob-there" });
  });

  it("keeps who came while the customers could not be read again", async () => {
    await reader.open(id);
    const late = Promise.withResolvers<readonly Delegation[]>();
    answer = () => late.promise;
    const reading = reader.read(id);
    await new Promise((resolve) => setImmediate(resolve));
    store.setIdentities("vscode", [alice, bob, carol]);
    store.addTenant(carol.id, home.tenantId);
    late.reject(new PalError("serverError"));
    await reading;
    expect(delegations.of(id)?.attempt.kind).toBe("failed");
    expect(oursNow()).toContainEqual({ identityId: carol.id });
  });

  it("is forgotten with the account, also when the answer comes late", async () => {
    const late = Promise.withResolvers<readonly Delegation[]>();
    answer = () => late.promise;
    const reading = reader.open(id);
    await Promise.resolve();
    store.setIdentities("vscode", [bob]);
    late.resolve(found);
    await reading;
    expect(delegations.of(id)).toBeUndefined();
  });
});
