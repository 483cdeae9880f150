import { beforeEach, describe, expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TenantLister } from "../../../src/links/tenantLister.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { createIdentity, type Identity, type IdentitySource } from "../../../src/model/identity.ts";
import type { IdentitySourcePort } from "../../../src/model/ports.ts";
import { passTurns } from "../testing/doubtScene.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import { ModelArm } from "../testing/modelArm.ts";

const robot = createIdentity({
  source: "servicePrincipal",
  cloud: "public",
  accountId: "robot-id",
  label: "robot",
});

const nobody = (): Promise<readonly Identity[]> => Promise.resolve([]);
const never = (): Promise<readonly Identity[]> => new Promise(() => undefined);

/** What each source does when it is asked whom it knows. */
let sources: Record<IdentitySource, () => Promise<readonly Identity[]>>;
let clock: TestClock;
let store: LinkStore;
let gate: TokenGate;
let lister: TenantLister;

beforeEach(() => {
  clock = new TestClock();
  store = new LinkStore(clock);
  const source: IdentitySourcePort = {
    list: (of) => (of === undefined ? nobody() : sources[of]()),
    silentToken: () => Promise.resolve(accessToken("silent")),
    interactiveToken: () => Promise.reject(new Error("A list must never prompt.")),
    signIn: () => Promise.reject(new Error("A list must never prompt.")),
  };
  gate = new TokenGate(source, clock);
  lister = new TenantLister({ source, gate, arm: new ModelArm(), store, clock, log: new TestLog() });
});

const ids = (): string[] => store.identities.map(({ identity }) => identity.id).toSorted();

describe("While one source does not answer", () => {
  it("whom the others know is there", async () => {
    sources = { vscode: never, servicePrincipal: () => Promise.resolve([robot]) };
    void lister.listIdentities();
    await passTurns();
    expect(ids()).toEqual([robot.id]);
  });

  it("whom the others do not know any more is gone, and the tokens of those that are there stay", async () => {
    sources = { vscode: () => Promise.resolve([alice]), servicePrincipal: () => Promise.resolve([robot]) };
    await lister.listIdentities();
    await gate.silent(alice, "t");
    await gate.silent(robot, "t");
    sources = { vscode: never, servicePrincipal: nobody };
    void lister.listIdentities();
    await passTurns();
    expect(ids()).toEqual([alice.id]);
    expect(gate.held(alice, "t")).toBeDefined();
    expect(gate.held(robot, "t")).toBeUndefined();
  });

  it("its tokens are kept that come meanwhile, although nobody has named their account yet", async () => {
    sources = { vscode: never, servicePrincipal: () => Promise.resolve([robot]) };
    void lister.listIdentities();
    await passTurns();
    await gate.silent(alice, "t");
    expect(gate.held(alice, "t")).toBeDefined();
  });

  it("nobody is told that nobody is there", async () => {
    sources = { vscode: never, servicePrincipal: nobody };
    const listing = lister.listIdentities();
    await passTurns();
    expect(store.settled).toBe(false);
    clock.advance(60_000);
    expect(await listing).toHaveLength(1);
    expect(store.settled).toBe(false);
  });

  it("nobody else's leaving leaves an empty list: the last one goes when all have answered", async () => {
    sources = { vscode: nobody, servicePrincipal: () => Promise.resolve([robot]) };
    await lister.listIdentities();
    const answer = Promise.withResolvers<readonly Identity[]>();
    sources = { vscode: () => answer.promise, servicePrincipal: nobody };
    const listing = lister.listIdentities();
    await passTurns();
    expect(ids()).toEqual([robot.id]);
    answer.resolve([alice]);
    await listing;
    expect(ids()).toEqual([alice.id]);
  });
});

it("Whichever source is faster, accounts of VS Code stand before service principals", async () => {
  const answer = Promise.withResolvers<readonly Identity[]>();
  sources = { vscode: () => answer.promise, servicePrincipal: () => Promise.resolve([robot]) };
  const listing = lister.listIdentities();
  await passTurns();
  answer.resolve([alice]);
  await listing;
  expect(store.identities.map(({ identity }) => identity.id)).toEqual([alice.id, robot.id]);
});

describe("An answer that comes later than one to a later question", () => {
  it("takes away nobody who came meanwhile", async () => {
    sources = { vscode: never, servicePrincipal: nobody };
    const first = lister.listIdentities();
    await passTurns();
    sources = { vscode: () => Promise.resolve([alice]), servicePrincipal: () => Promise.resolve([robot]) };
    await lister.listIdentities();
    store.setTenants(robot.id, [tenant(1)]);
    clock.advance(60_000);
    await first;
    expect(ids()).toEqual([robot.id, alice.id]);
    expect(store.rows).toHaveLength(1);
  });

  it("brings back nobody who went meanwhile, and leaves tokens alone", async () => {
    const late = Promise.withResolvers<readonly Identity[]>();
    sources = { vscode: () => late.promise, servicePrincipal: nobody };
    const first = lister.listIdentities();
    const bob = createIdentity({ source: "vscode", cloud: "public", accountId: "bob", label: "bob" });
    sources.vscode = () => Promise.resolve([alice]);
    await lister.listIdentities();
    await gate.silent(alice, "t");
    late.resolve([bob]);
    expect(await first).toEqual([]);
    expect(ids()).toEqual([alice.id]);
    expect(gate.held(alice, "t")).toBeDefined();
  });
});
