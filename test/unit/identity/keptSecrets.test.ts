import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Identity } from "../../../src/model/identity.ts";
import type { NewPrincipal } from "../../../src/model/servicePrincipal.ts";
import { customEnvironment } from "../testing/customEnvironment.ts";
import { LocalEntra, Machine, PrincipalWindow } from "./principalScene.ts";

const hub = "custom:management.rig.test";
let entra: LocalEntra;
let folder: string;
let machine: Machine;
let window: PrincipalWindow;

beforeAll(async () => {
  entra = await LocalEntra.start();
  folder = await mkdtemp(path.join(tmpdir(), "pal-kept-"));
}, 30_000);
afterAll(async () => {
  await entra.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  machine = new Machine();
  machine.settings = { environment: "custom", customEnvironment };
  window = await PrincipalWindow.open(entra, machine);
  const { custom } = window.clouds;
  await (custom && window.clouds.confirm(custom));
  await entra.control.forgetRequests();
});

/** The n-th application with its secret, kept, in the custom cloud. */
function secretOf(n: number, more: Partial<NewPrincipal> = {}): NewPrincipal {
  const { clientId, clientSecret, tenantId } = entra.app(n);
  return {
    cloud: hub,
    clientId,
    tenantIds: [tenantId],
    credential: { kind: "secret", secret: clientSecret },
    keepSecret: true,
    ...more,
  };
}

/** The only record of the book, changed by somebody who can write files and nothing else. */
function tamper(change: (record: Record<string, unknown>) => Record<string, unknown>): void {
  const book = JSON.parse(machine.storage.texts.get("identities.json") ?? "") as { principals: object[] };
  const principals = book.principals.map((record) => change(record as Record<string, unknown>));
  machine.storage.texts.set("identities.json", JSON.stringify({ ...book, principals }));
}

/** What a new window of the machine sends to Entra ID for the first of its principals, in a tenant. */
async function sentByNewWindow(tenantId: string): Promise<{ ends: string; hosts: string[] }> {
  await entra.control.forgetRequests();
  const later = await PrincipalWindow.open(entra, machine);
  const [identity] = await later.principals.list();
  const ends = identity ? await later.silently(identity, tenantId).catch(String) : "nobody";
  const hosts = new Set((await entra.control.requests()).map(({ host }) => host));
  return { ends, hosts: [...hosts] };
}

/** A made-up book with one record. */
function makeUp(record: Record<string, unknown>, more: Record<string, unknown> = {}): void {
  const { clientId, tenantId } = entra.app(0);
  const principal = {
    accountId: clientId,
    cloud: "public",
    clientId,
    tenantIds: [tenantId],
    label: "made up",
    kind: "federation",
    keepsSecret: false,
    ...record,
  };
  const book = { version: 1, id: crypto.randomUUID(), principals: [principal], ...more };
  machine.storage.texts.set("identities.json", JSON.stringify(book));
}

describe("A kept secret", () => {
  it("is used again for what it was given for", async () => {
    await window.principals.add(secretOf(0));
    expect(await sentByNewWindow(entra.app(0).tenantId)).toEqual({
      ends: "token",
      hosts: ["login.rig.test"],
    });
  });

  it("is not sent to another authority, also if the user has confirmed that since", async () => {
    const { tenantId, clientSecret } = entra.app(0);
    const identity = await window.principals.add(secretOf(0));
    const activeDirectoryEndpointUrl = "https://login.other.test";
    const other = { ...customEnvironment, activeDirectoryEndpointUrl };
    machine.settings = { environment: "custom", customEnvironment: other };
    const { custom } = window.clouds;
    await (custom && window.clouds.confirm(custom));
    expect(window.clouds.find(hub).authority).toBe(activeDirectoryEndpointUrl);
    expect(await sentByNewWindow(tenantId)).toEqual({ ends: "none", hosts: [] });
    await window.silently(identity, tenantId); // the token of adding
    expect(await window.silently(identity, tenantId)).toBe("none"); // nor by the window that holds it
    expect([...machine.secrets.texts.values()].join("")).toContain(clientSecret); // it was not wiped
  });

  it("is not sent for another tenant or client ID than it was given for", async () => {
    await window.principals.add(secretOf(0));
    const elsewhere = entra.app(1).tenantId;
    tamper((record) => ({ ...record, tenantIds: [elsewhere] }));
    expect(await sentByNewWindow(elsewhere)).toEqual({ ends: "none", hosts: [] });
    tamper((record) => ({ ...record, clientId: entra.app(1).clientId }));
    expect(await sentByNewWindow(entra.app(0).tenantId)).toEqual({ ends: "nobody", hosts: [] });
    tamper((record) => ({ ...record, accountId: entra.app(1).clientId }));
    expect(await sentByNewWindow(entra.app(0).tenantId)).toEqual({ ends: "none", hosts: [] });
  });

  it("is sent for tenants that the user named later, and for one in which they gave it again", async () => {
    const { clientId, clientSecret } = entra.app(2);
    const [named, asked] = [entra.app(3).tenantId, entra.app(4).tenantId];
    await entra.control.setCredentials(clientId, { alsoIn: [named, asked] });
    const identity = await window.principals.add(secretOf(2));
    await window.principals.addTenants(identity.id, [named.toUpperCase()]);
    expect((await sentByNewWindow(named)).ends).toBe("token");
    expect((await sentByNewWindow(asked)).ends).toBe("none");
    const later = await PrincipalWindow.open(entra, machine);
    later.person.secret = clientSecret;
    expect(await later.askingThePerson(identity, asked)).toBe("token");
    expect((await sentByNewWindow(asked)).ends).toBe("token");
    expect((await sentByNewWindow(named)).ends).toBe("token");
  });

  it("of an earlier version, which does not say what it is for, is asked for once more and not wiped", async () => {
    const { clientSecret, tenantId } = entra.app(0);
    const identity = await window.principals.add(secretOf(0));
    const key = [...machine.secrets.texts.keys()].find((one) => one.startsWith("servicePrincipal/")) ?? "";
    const old = JSON.stringify({ kind: "secret", secret: clientSecret });
    machine.secrets.texts.set(key, old);
    expect(await sentByNewWindow(tenantId)).toEqual({ ends: "none", hosts: [] });
    expect(machine.secrets.texts.get(key)).toBe(old);
    const later = await PrincipalWindow.open(entra, machine);
    later.person.secret = clientSecret;
    expect(await later.askingThePerson(identity, tenantId)).toBe("token");
    expect((await sentByNewWindow(tenantId)).ends).toBe("token");
  });
});

describe("Who can write files, and nothing else,", () => {
  const evil = {
    name: "custom:management.evil.example",
    portal: "https://evil.example",
    armEndpoint: "https://management.evil.example",
    authority: "https://login.evil.example",
    audience: "https://management.evil.example",
  } as const;

  it("confirms no cloud", async () => {
    makeUp({ cloud: evil.name }, { clouds: [evil] });
    const later = await PrincipalWindow.open(entra, machine);
    expect(() => later.clouds.find(evil.name)).toThrow(expect.objectContaining({ code: "unknownCloud" }));
    expect(later.clouds.isConfirmed(evil)).toBe(false);
    expect((await sentByNewWindow(entra.app(0).tenantId)).ends).toBe("unknownCloud");
  });

  it("changes the endpoints of none that was confirmed", async () => {
    const stolen = { ...evil, name: hub };
    makeUp({ cloud: hub }, { clouds: [stolen] });
    const later = await PrincipalWindow.open(entra, machine);
    expect(later.clouds.find(hub).authority).toBe("https://login.rig.test");
  });

  it.each([
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"],
    ["words", "the password is opensesame"],
    ["three words", "one.two.three"],
    ["two parts of a token", "eyJhbGciOiJSUzI1NiJ9.e30"],
    ["nothing", ""],
  ])("sends no file to Entra ID that holds %s and no token of another issuer", async (_what, content) => {
    const file = path.join(folder, "file");
    await writeFile(file, content);
    makeUp({ path: file });
    const sent = await sentByNewWindow(entra.app(0).tenantId);
    expect(sent).toEqual({ ends: "credentialFile", hosts: [] });
  });
});

describe("The clouds that were confirmed", () => {
  it("are known after a restart and in other windows, from the keychain only", async () => {
    const other = await PrincipalWindow.open(entra, machine);
    expect(other.clouds.find(hub)).toEqual(window.clouds.custom);
    expect([...machine.storage.texts.values()].join("")).not.toContain("rig.test");
    await window.principals.forgetAll();
    expect([...machine.secrets.texts.keys()]).toEqual([]);
    for (const { clouds } of [window, other, await PrincipalWindow.open(entra, machine)]) {
      expect(() => clouds.find(hub)).toThrow(expect.objectContaining({ code: "cloudNotConfirmed" }));
    }
  });

  it.each([
    ["no JSON", "{"],
    ["http", { authority: "http://login.rig.test" }],
    ["another cloud's name", { armEndpoint: "https://management.other.test" }],
    ["an authority of Microsoft's", { authority: "https://login.microsoftonline.com" }],
    ["AD FS", { authority: "https://login.rig.test/adfs" }],
  ])("are checked as the settings are: %s", async (_what, change) => {
    const key = `confirmedCloud/${hub}`;
    const cloud = JSON.parse(machine.secrets.texts.get(key) ?? "") as object;
    machine.secrets.texts.set(
      key,
      typeof change === "string" ? change : JSON.stringify({ ...cloud, ...change }),
    );
    const later = await PrincipalWindow.open(entra, machine);
    expect(() => later.clouds.find(hub)).toThrow(expect.objectContaining({ code: "cloudNotConfirmed" }));
    await (later.clouds.custom && later.clouds.confirm(later.clouds.custom));
    expect(later.clouds.find(hub)).toEqual(window.clouds.custom);
  });

  it("are asked for again while the keychain does not answer", async () => {
    machine.secrets.keys = () => Promise.reject(new Error("locked"));
    const later = await PrincipalWindow.open(entra, machine);
    expect(() => later.clouds.find(hub)).toThrow(expect.objectContaining({ code: "cloudNotConfirmed" }));
  });
});

describe("While it cannot be read who there is", () => {
  it("nobody is taken for gone", async () => {
    const identity: Identity = await window.principals.add(secretOf(0));
    const { principals } = await PrincipalWindow.open(entra, machine);
    expect(principals.isUnsure(identity)).toBe(false);
    machine.storage.fault = new Error("EIO");
    const unsure = await PrincipalWindow.open(entra, machine);
    expect([unsure.principals.isUnsure(identity), await unsure.principals.list()]).toEqual([true, []]);
    machine.storage.fault = undefined;
    await unsure.book.refresh();
    expect(unsure.principals.isUnsure(identity)).toBe(false);
    expect((await unsure.principals.list()).map(({ id }) => id)).toEqual([identity.id]);
  });
});
