import { beforeEach, describe, expect, it, vi } from "vitest";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { ConfirmedClouds } from "../../../src/identity/confirmedClouds.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { type CloudSettings, SovereignClouds } from "../../../src/identity/sovereignClouds.ts";
import { VscodeAccounts } from "../../../src/identity/vscodeAccounts.ts";
import { createIdentity } from "../../../src/model/identity.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { authentication } from "../testing/fakeVscode.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestSecrets } from "../testing/testSecrets.ts";
import { TestStorage } from "../testing/testStorage.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));

const alice = { id: "alice.home", label: "alice@contoso.example" };
const dan = { id: "dan.home", label: "dan@agency.example" };

let storage: TestStorage;
let settings: CloudSettings;
let accounts: VscodeAccounts;

beforeEach(async () => {
  authentication.reset();
  storage = new TestStorage();
  settings = { environment: "USGovernment", customEnvironment: undefined };
  accounts = await openWindow();
});

async function openWindow(): Promise<VscodeAccounts> {
  const book = new IdentityBook(storage, new TestLog(), () => crypto.randomUUID());
  await book.start();
  const clouds = new SovereignClouds(() => settings, new ConfirmedClouds(new TestSecrets(), new TestLog()));
  return new VscodeAccounts(systemClock, clouds, new AccountClouds(book));
}

async function listed(window = accounts): Promise<string[]> {
  return (await window.list()).map(({ id }) => id);
}

describe("A new account of another cloud", () => {
  const request = { detail: "test", cloud: "usGovernment" } as const;

  beforeEach(() => {
    authentication.accounts = [alice];
    authentication.person = dan;
  });

  it("is in no list before it is known where it is; the others stay", async () => {
    let meanwhile: string[] = [];
    authentication.whileAsked = async () => {
      meanwhile = await listed();
    };
    await accounts.signIn(request);
    expect(meanwhile).toEqual(["vscode:public:alice.home"]);
    expect(await listed()).toEqual(["vscode:public:alice.home", "vscode:usGovernment:dan.home"]);
  });

  it("is not taken for one of the public cloud if the disk does not take where it is", async () => {
    storage.fault = new Error("disk full");
    await expect(accounts.signIn(request)).rejects.toThrow("disk full");
    expect(await listed()).toEqual(["vscode:public:alice.home", "vscode:usGovernment:dan.home"]);
    storage.fault = undefined;
    await accounts.signIn(request);
    expect(await listed(await openWindow())).toContain("vscode:usGovernment:dan.home");
  });

  it("is known to be there although another one was asked for", async () => {
    authentication.person = { id: "carol.home", label: "carol@agency.example" };
    await accounts.signIn(request);
    const carol = (await accounts.list()).find(({ accountId }) => accountId === "carol.home");
    authentication.person = dan;
    await expect(accounts.signIn({ detail: "test" }, carol)).rejects.toMatchObject({ code: "wrongAccount" });
    expect(await listed()).toContain("vscode:usGovernment:dan.home");
    authentication.person = { id: "erin.home", label: "erin@agency.example" };
    const asked = carol && accounts.interactiveToken(carol, "tenant", { detail: "test" });
    await expect(asked).rejects.toMatchObject({ code: "wrongAccount" });
    expect(await listed()).toContain("vscode:usGovernment:erin.home");
  });

  it("does not hide accounts that come after a sign-in that failed", async () => {
    authentication.whileAsked = () => Promise.reject(new Error("Cancelled"));
    authentication.accounts = [];
    authentication.person = alice;
    await expect(accounts.signIn(request)).rejects.toMatchObject({ code: "signInCancelled" });
    expect(await listed()).toEqual(["vscode:public:alice.home"]);
  });
});

describe("Where a workspace sets the cloud of VS Code's second provider", () => {
  const workspace = { environment: "USGovernment", customEnvironment: undefined, isOfWorkspace: true };

  it("the accounts of the user's own cloud stay listed, but nobody is asked for their tokens", async () => {
    authentication.accounts = [alice];
    authentication.person = dan;
    await accounts.signIn({ detail: "test", cloud: "usGovernment" });
    const before = await accounts.list();
    authentication.asked = [];
    settings = workspace;
    const window = await openWindow();
    expect(await window.list()).toEqual(before);

    const there = createIdentity({
      source: "vscode",
      cloud: "usGovernment",
      accountId: dan.id,
      label: dan.label,
    });
    expect(before).toContainEqual(there);
    const refused = expect.objectContaining({ code: "workspaceCloud" });
    const request = { detail: "test" };
    await expect(window.silentToken(there, undefined)).rejects.toEqual(refused);
    await expect(window.interactiveToken(there, "tenant", request)).rejects.toEqual(refused);
    await expect(window.signIn(request, there)).rejects.toEqual(refused);
    expect(authentication.asked).toEqual([]);
  });

  it("no cloud but the public one is offered to sign in", () => {
    settings = workspace;
    expect(
      new SovereignClouds(() => settings, new ConfirmedClouds(new TestSecrets(), new TestLog())).forAccounts,
    ).toBeUndefined();
  });
});

describe("While it cannot be read in which clouds accounts are", () => {
  const there = createIdentity({
    source: "vscode",
    cloud: "usGovernment",
    accountId: "dan.home",
    label: "dan",
  });
  const here = createIdentity({ source: "vscode", cloud: "public", accountId: "alice.home", label: "alice" });

  beforeEach(() => {
    authentication.accounts = [alice, dan];
    storage.fault = Object.assign(new Error("denied"), { code: "EACCES" });
  });

  it.each([
    { environment: "USGovernment", customEnvironment: undefined },
    { environment: "custom", customEnvironment: { resourceManagerEndpointUrl: "http://x" } },
    { environment: undefined, customEnvironment: undefined, isOfWorkspace: true },
  ])("none is taken for one of the public cloud if there may be others, and all stay (%o)", async (set) => {
    settings = set;
    const window = await openWindow();
    expect(await listed(window)).toEqual([]);
    expect([window.isUnsure(there), window.isUnsure(here)]).toEqual([true, true]);
  });

  it("those of who knows only the public cloud are listed", async () => {
    settings = { environment: undefined, customEnvironment: undefined };
    const window = await openWindow();
    expect(await listed(window)).toEqual(["vscode:public:alice.home", "vscode:public:dan.home"]);
    expect([window.isUnsure(there), window.isUnsure(here)]).toEqual([false, false]);
  });

  it("who is in another cloud stays while its settings cannot be used, or its provider does not answer", async () => {
    storage.fault = undefined;
    settings = { environment: "custom", customEnvironment: { resourceManagerEndpointUrl: "http://x" } };
    expect([accounts.isUnsure(there), accounts.isUnsure(here)]).toEqual([true, false]);
    settings = { environment: "USGovernment", customEnvironment: undefined };
    authentication.getAccounts = (provider?: string) =>
      provider === "microsoft" ? Promise.resolve([alice, dan]) : Promise.reject(new Error("no provider"));
    await listed();
    expect([accounts.isUnsure(there), accounts.isUnsure(here)]).toEqual([true, false]);
    Reflect.deleteProperty(authentication, "getAccounts"); // the class's own is back
    await listed();
    expect(accounts.isUnsure(there)).toBe(false);
  });
});
