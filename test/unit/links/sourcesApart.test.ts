import { beforeEach, describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TenantLister } from "../../../src/links/tenantLister.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { createIdentity, type Identity, type IdentitySource } from "../../../src/model/identity.ts";
import type { IdentitySourcePort } from "../../../src/model/ports.ts";
import { rawText } from "../../../src/model/untrusted.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import { ModelArm } from "../testing/modelArm.ts";

const robot = createIdentity({
  source: "servicePrincipal",
  cloud: "public",
  accountId: "robot-id",
  label: "robot",
});

/** What each source does when it is asked whom it knows. */
let sources: Record<IdentitySource, () => Promise<readonly Identity[]>>;
let store: LinkStore;
let gate: TokenGate;
let lister: TenantLister;
let clock: TestClock;
const refuse = (): Promise<never> => Promise.reject(new Error("Canceled"));

beforeEach(() => {
  clock = new TestClock();
  store = new LinkStore(clock);
  sources = { vscode: () => Promise.resolve([alice]), servicePrincipal: () => Promise.resolve([robot]) };
  const source: IdentitySourcePort = {
    list: async (of) => (of === undefined ? [] : sources[of]()),
    silentToken: () => Promise.resolve(accessToken("silent")),
    interactiveToken: () => Promise.reject(new Error("A list must never prompt.")),
    signIn: () => Promise.reject(new Error("A list must never prompt.")),
  };
  gate = new TokenGate(source, clock);
  const arm = Object.assign(new ModelArm(), { listTenants: () => Promise.resolve([tenant(1)]) });
  lister = new TenantLister({ source, gate, arm, store, clock, log: new TestLog() });
});

const known = (): string[] => store.identities.map(({ identity }) => rawText(identity.label)).toSorted();

describe("VS Code's accounts, when they cannot be listed,", () => {
  it("stay as they are known, with their tokens, and service principals come and go", async () => {
    await lister.listIdentities();
    await gate.silent(alice, "t");
    sources = { vscode: refuse, servicePrincipal: () => Promise.resolve([]) };
    expect(await lister.listIdentities()).toMatchObject([{ code: "unexpected" }]);
    expect(known()).toEqual([alice.label]);
    expect(gate.held(alice, "t")).toBeDefined();
  });

  it("do not keep the tenants of service principals from being listed", async () => {
    sources.vscode = refuse;
    await lister.list(() => false);
    expect(known()).toEqual(["robot"]);
    expect(store.rows).toHaveLength(1);
  });

  it("are not said to be nobody, and whoever asked for the list hears of it", async () => {
    sources = { vscode: refuse, servicePrincipal: () => Promise.resolve([]) };
    await expect(lister.list(() => false)).rejects.toMatchObject({ code: "unexpected" });
    expect(store.settled).toBe(false);
  });

  it("are given up after a while, so that others are not kept waiting for ever", async () => {
    sources.vscode = () => new Promise(() => undefined);
    const listing = lister.list(() => false);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(60_000);
    await listing;
    expect(store.rows).toHaveLength(1);
  });
});
