import { describe, expect, it, vi } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { StoreChange } from "../../../src/links/storeChange.ts";
import { TenantLister } from "../../../src/links/tenantLister.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { createIdentity, type Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, ArmCall, ArmPort, IdentitySourcePort } from "../../../src/model/ports.ts";
import type { Tenant } from "../../../src/model/tenant.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import { ModelArm } from "../testing/modelArm.ts";

/** An account whose list of tenants is answered as it is told. */
class ListScene {
  readonly clock = new TestClock();
  readonly store = new LinkStore(this.clock);
  readonly lister: TenantLister;
  token: () => AccessToken | undefined = () => accessToken("home");
  asked = 0;

  constructor(answer: (call: ArmCall, asked: number) => readonly Tenant[] | PalError) {
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice]),
      silentToken: () => Promise.resolve(this.token()),
      interactiveToken: () => Promise.reject(new Error("A list must never prompt.")),
      signIn: () => Promise.reject(new Error("A list must never prompt.")),
    };
    const arm: ArmPort = Object.assign(new ModelArm(), {
      listTenants: (call: ArmCall) => {
        this.asked += 1;
        const answered = answer(call, this.asked);
        return answered instanceof PalError ? Promise.reject(answered) : Promise.resolve(answered);
      },
    });
    const { clock, store } = this;
    const gate = new TokenGate(source, clock);
    this.lister = new TenantLister({ source, gate, arm, store, clock, log: new TestLog() });
  }

  get listing(): object | undefined {
    return this.store.identities[0]?.listing;
  }
}

const busy = (retryAfterSeconds?: number): PalError =>
  new PalError("throttled", retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

describe("The list of an account's tenants", () => {
  it("is not asked for again with a token that Azure refused", async () => {
    const tokens = ["refused", "accepted"].map((token) => accessToken(token));
    const scene = new ListScene(({ token }) =>
      token.token === "accepted" ? [tenant(1)] : new PalError("unauthorized", { status: 401 }),
    );
    scene.token = () => tokens.shift();
    await scene.lister.list(() => false);
    expect(scene.listing).toMatchObject({ kind: "failed", error: { code: "unauthorized" } });
    await scene.lister.list(() => false);
    expect(scene.listing).toEqual({ kind: "listed" });
  });

  it.each([
    ["a time", 7, 7000],
    ["an absurd time", 86_400, 60_000],
    ["no time", undefined, 5000],
  ])(
    "waits when Azure is busy and tells %s, says so, and is asked for once more",
    async (_what, told, wait) => {
      const scene = new ListScene((_call, asked) => (asked === 1 ? busy(told) : [tenant(1)]));
      const listing = scene.lister.list(() => false);
      await vi.waitFor(() => expect(scene.listing).toEqual({ kind: "waiting", until: 1_000_000 + wait }));
      scene.clock.advance(wait - 1);
      expect(scene.asked).toBe(1);
      scene.clock.advance(1);
      await listing;
      expect(scene.listing).toEqual({ kind: "listed" });
      expect(scene.store.rows).toHaveLength(1);
    },
  );

  it("waits only once, and then says that Azure is busy", async () => {
    const scene = new ListScene(() => busy(1));
    const listing = scene.lister.list(() => false);
    await vi.waitFor(() => expect(scene.listing).toMatchObject({ kind: "waiting" }));
    scene.clock.advance(1000);
    await listing;
    expect(scene.asked).toBe(2);
    expect(scene.listing).toMatchObject({ kind: "failed", error: { code: "throttled" } });
  });

  it("is as it was before when the wait is called off", async () => {
    const scene = new ListScene((_call, asked) => (asked === 1 ? [tenant(1)] : busy(60)));
    await scene.lister.list(() => false);
    const stop = new AbortController();
    const listing = scene.lister.list(() => false, stop.signal);
    await vi.waitFor(() => expect(scene.listing).toMatchObject({ kind: "waiting" }));
    stop.abort();
    await listing;
    expect(scene.listing).toEqual({ kind: "listed" });
    expect(scene.asked).toBe(2);
  });

  it("is not asked for after the account was signed out while Azure made it wait", async () => {
    const scene = new ListScene(() => busy(1));
    const listing = scene.lister.list(() => false);
    await vi.waitFor(() => expect(scene.listing).toMatchObject({ kind: "waiting" }));
    scene.store.setIdentities("vscode", []);
    scene.clock.advance(1000);
    await listing;
    expect(scene.asked).toBe(1);
  });

  it("that brings nothing new draws no tree, and one that brings a new name draws that row alone", async () => {
    const scene = new ListScene((_call, asked) => [
      tenant(1, { displayName: "Contoso" }),
      tenant(2, { displayName: asked === 3 ? "Fabrikam GmbH" : "Fabrikam" }),
    ]);
    await scene.lister.list(() => false);
    const changes: StoreChange[] = [];
    scene.store.onDidChange((change) => changes.push(change));
    await scene.lister.list(() => false);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["listing"]));
    changes.length = 0;
    await scene.lister.list(() => false);
    expect(changes.filter(({ kind }) => kind !== "listing")).toEqual([
      { kind: "rows", rows: new Set([scene.store.rows[1]?.id]) },
    ]);
  });
});

/** The number and kind of each tenant. */
function shown(store: LinkStore): string[] {
  return store.rows.map(({ tenant: { tenantId, kind } }) => `${Number(tenantId.slice(-2))} ${kind}`);
}

describe("The tenants of a service principal", () => {
  const robot = createIdentity({
    source: "servicePrincipal",
    cloud: "public",
    accountId: "robot-id",
    label: "robot",
    homeTenantId: tenant(1).tenantId,
  });

  /** A service principal beside nobody, with tenants 1 to 3 named; Azure lists tenants 1 and 4. */
  function scene(
    answer: () => Promise<readonly Tenant[]>,
    robots: readonly Identity[] = [robot],
  ): { store: LinkStore; lister: TenantLister } {
    const clock = new TestClock();
    const store = new LinkStore(clock);
    const source: IdentitySourcePort = {
      list: () => Promise.resolve(robots),
      silentToken: () => Promise.resolve(accessToken("robot")),
      interactiveToken: () => Promise.reject(new Error("A list must never prompt.")),
      signIn: () => Promise.reject(new Error("A list must never prompt.")),
      namedTenants: () => [1, 2, 3].map((n) => tenant(n).tenantId),
    };
    const arm = Object.assign(new ModelArm(), { listTenants: answer });
    const gate = new TokenGate(source, clock);
    return { store, lister: new TenantLister({ source, gate, arm, store, clock, log: new TestLog() }) };
  }

  it("are those that were named, and those that Azure lists", async () => {
    const { store, lister } = scene(() => Promise.resolve([tenant(1), tenant(4)]));
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    await lister.listIdentities();
    expect(shown(store).toSorted()).toEqual(["1 guest", "2 guest", "3 guest"]);
    expect(changes).toHaveLength(2); // the identity, and all of its tenants at once
    await lister.list(() => false);
    expect(shown(store).toSorted()).toEqual(["1 home", "2 guest", "3 guest", "4 guest"]);
  });

  it("are told of at once, however many service principals there are", async () => {
    const robots = [1, 2, 3].map((n) =>
      createIdentity({
        source: "servicePrincipal",
        cloud: "public",
        accountId: `robot-${n}`,
        label: "robot",
      }),
    );
    const { store, lister } = scene(() => Promise.resolve([]), robots);
    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    await lister.listIdentities();
    expect(store.rows).toHaveLength(9);
    expect(changes).toHaveLength(2); // the identities, and all of their tenants
    await lister.listIdentities();
    expect(changes).toHaveLength(2);
  });

  it("stay when Azure gives no list", async () => {
    const { store, lister } = scene(() => Promise.reject(new PalError("forbidden", { status: 403 })));
    await lister.list(() => false);
    expect(shown(store)).toHaveLength(3);
    expect(store.identities[0]?.listing).toMatchObject({ kind: "failed", error: { code: "forbidden" } });
  });
});

describe("A source that cannot say whom it knows", () => {
  it("takes nobody away: the others are listed, and its own stay as they are", async () => {
    const clock = new TestClock();
    const store = new LinkStore(clock);
    const app = createIdentity({
      source: "servicePrincipal",
      cloud: "public",
      accountId: "app",
      label: "app",
    });
    store.setIdentities("servicePrincipal", [app]);
    store.setIdentities("vscode", [alice]);
    store.setTenants(app.id, [tenant(1)]);
    let isUnsure = true;
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([]),
      isUnsure: ({ source: where }) => isUnsure && where === "servicePrincipal",
      silentToken: () => Promise.resolve(undefined),
      interactiveToken: () => Promise.reject(new Error("A list must never prompt.")),
      signIn: () => Promise.reject(new Error("A list must never prompt.")),
    };
    const gate = new TokenGate(source, clock);
    const lister = new TenantLister({ source, gate, arm: new ModelArm(), store, clock, log: new TestLog() });
    await lister.listIdentities();
    expect(store.rows.map(({ identityId }) => identityId)).toEqual([app.id]);
    expect(store.identity(alice.id)).toBeUndefined();
    isUnsure = false;
    await lister.listIdentities();
    expect(store.rows).toEqual([]);
  });
});
