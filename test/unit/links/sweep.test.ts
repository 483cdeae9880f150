import { beforeEach, describe, expect, it } from "vitest";
import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { Sweep } from "../../../src/links/sweep.ts";
import { TenantLister } from "../../../src/links/tenantLister.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import type { Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, ArmPort } from "../../../src/model/ports.ts";
import { accessToken, alice, bob, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

const day = 24 * 60 * 60_000;

describe("A sweep", () => {
  let clock: TestClock;
  let store: LinkStore;
  let sweep: Sweep;
  let accounts: Identity[];
  let silent: (identity: Identity, tenantId: string | undefined) => AccessToken | undefined;
  let listed: string[];
  let read: string[];
  let fault: PalError | undefined;
  let opened: number;

  beforeEach(() => {
    clock = new TestClock();
    store = new LinkStore(clock);
    accounts = [alice];
    silent = ({ label }, tenantId) => accessToken(`${label}|${tenantId}`, { expiresAt: clock.now() + day });
    listed = [];
    read = [];
    fault = undefined;
    const source = {
      list: () => Promise.resolve(accounts),
      silentToken: (identity: Identity, tenantId: string | undefined) =>
        Promise.resolve(silent(identity, tenantId)),
      interactiveToken: () => Promise.reject(new Error("A sweep must never prompt.")),
      signIn: () => Promise.reject(new Error("A sweep must never prompt.")),
    };
    const arm: ArmPort = {
      listTenants: ({ token }) => {
        listed.push(token.token.split("|")[0] ?? "");
        return fault
          ? Promise.reject(fault)
          : Promise.resolve([tenant(1), tenant(2), tenant(3, { kind: "lighthouse" })]);
      },
      readLink: ({ token }) => {
        read.push(token.token.slice(-1));
        return fault ? Promise.reject(fault) : Promise.resolve({});
      },
      createLink: () => Promise.reject(new Error("A sweep must never write.")),
      updateLink: () => Promise.reject(new Error("A sweep must never write.")),
      deleteLink: () => Promise.reject(new Error("A sweep must never write.")),
    };
    const log = new TestLog();
    const gate = new TokenGate(source, clock);
    const lister = new TenantLister({ source, gate, arm, store, clock, log });
    const queue = new CheckQueue({ gate, arm, store, clock, log });
    opened = 0;
    sweep = new Sweep({ lister, queue, store, clock, onOpened: () => (opened += 1) });
  });

  it("lists once and reads each tenant once, but not those that are reached through Lighthouse", async () => {
    await sweep.freshen();
    expect(listed).toEqual(["alice@contoso.example"]);
    expect(read).toEqual(["1", "2"]);
  });

  it("asks for nothing again within a day, unless the user asks", async () => {
    await sweep.freshen();
    clock.advance(day - 1000);
    await sweep.freshen();
    expect([listed.length, read.length]).toEqual([1, 2]);
    await sweep.listAndCheck();
    expect([listed.length, read.length]).toEqual([2, 4]);
  });

  it("asks again after a day, the oldest knowledge first", async () => {
    await sweep.freshen();
    clock.advance(1000);
    const [first] = store.rows;
    await sweep.check(first ? [first.id] : []);
    clock.advance(day);
    read = [];
    await sweep.freshen();
    expect(read).toEqual(["2", "1"]);
  });

  it("tries again what failed, as soon as there is an occasion", async () => {
    fault = new PalError("unreachable");
    await sweep.freshen();
    fault = undefined;
    await sweep.freshen();
    expect(listed).toHaveLength(2);
    expect(read).toEqual(["1", "2"]);
  });

  it("does not bother VS Code within a day about tenants that need the user, but does after a sign-in", async () => {
    silent = (_identity, tenantId) =>
      tenantId === tenant(1).tenantId ? undefined : accessToken(`x|${tenantId}`);
    await sweep.freshen();
    silent = (_identity, tenantId) => accessToken(`x|${tenantId}`);
    await sweep.freshen();
    expect(read).toEqual(["2"]);
    await sweep.freshenAfterSignIn();
    expect(read).toEqual(["2", "1"]);
  });

  it("reads what a change left in doubt as soon as the view is opened, and tells of the opening", async () => {
    await sweep.freshen();
    const [first] = store.rows;
    clock.advance(1000);
    store.begin(first?.id ?? ("" as never), "link")?.fail(new PalError("unclear"));
    read = [];
    await sweep.freshen();
    expect(read).toEqual(["1"]);
    expect(store.rows[0]).toMatchObject({ knowledge: { kind: "notLinked" }, attempt: { kind: "none" } });
    expect(opened).toBe(2);
  });

  it("lists one account while another cannot be used, and says why", async () => {
    accounts = [alice, bob];
    silent = (identity, tenantId) => (identity === bob ? undefined : accessToken(`alice|${tenantId}`));
    await sweep.freshen();
    expect(store.identities.map(({ listing }) => listing.kind)).toEqual(["listed", "accessNotGranted"]);
    expect(store.rows).toHaveLength(3);
  });

  it("says that an account was signed out when it could be used before", async () => {
    await sweep.freshen();
    clock.advance(2 * day);
    silent = () => undefined;
    await sweep.freshen();
    expect(store.identities.map(({ listing }) => listing.kind)).toEqual(["signedOut"]);
    expect(store.rows).toHaveLength(3);
    silent = (_identity, tenantId) => accessToken(`x|${tenantId}`, { expiresAt: clock.now() + day });
    await sweep.freshenAfterSignIn();
    expect(store.identities.map(({ listing }) => listing.kind)).toEqual(["listed"]);
  });

  it("says that a personal account has no list", async () => {
    const personal = { ...alice, homeTenantId: "9188040d-6c67-4c5b-b112-36a304b66dad" };
    accounts = [personal];
    silent = () => undefined;
    await sweep.freshen();
    expect(store.identities.map(({ listing }) => listing.kind)).toEqual(["personal"]);
  });

  it("keeps a tenant that the user added, although Azure does not list it", async () => {
    await sweep.freshen();
    store.addTenant(alice.id, tenant(9).tenantId, "fabrikam.example");
    await sweep.listAndCheck();
    expect(store.rows.map(({ tenant: t }) => t.tenantId)).toContain(tenant(9).tenantId);
    expect(read).toContain("9");
  });

  it("leaves out of itself what the user called no customer", async () => {
    await sweep.list();
    store.setMarks(new Map([[tenant(1).tenantId, { notCustomer: true }]]));
    await sweep.check();
    expect(read).toEqual(["2"]);
  });

  it("lists once when it is asked twice at the same time", async () => {
    await Promise.all([sweep.freshen(), sweep.freshen()]);
    expect(listed).toHaveLength(1);
    expect(read).toEqual(["1", "2"]);
  });

  it("can be stopped while it lists, and starts anew", async () => {
    const started = sweep.onDidStart(() => sweep.stop());
    await sweep.listAndCheck();
    started.dispose();
    expect(store.identities.map(({ listing }) => listing.kind)).toEqual(["notListed"]);
    await sweep.listAndCheck();
    expect(read).toEqual(["1", "2"]);
  });
});
