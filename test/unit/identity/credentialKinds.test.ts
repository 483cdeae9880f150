import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Credential, NewPrincipal } from "../../../src/model/servicePrincipal.ts";
import { LocalEntra, Machine, outcome, PrincipalWindow } from "./principalScene.ts";

const password = "open-sesame";
const certificates = path.join(import.meta.dirname, "certificates");
let entra: LocalEntra;
let folder: string;
let machine: Machine;
let window: PrincipalWindow;

beforeAll(async () => {
  entra = await LocalEntra.start();
  folder = await mkdtemp(path.join(tmpdir(), "pal-credentials-"));
}, 30_000);
afterAll(async () => {
  await entra.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  machine = new Machine();
  window = await PrincipalWindow.open(entra, machine);
});

function wanted(n: number, credential: Credential, keepSecret = false): NewPrincipal {
  const { clientId, tenantId } = entra.app(n);
  return { cloud: "public", clientId, tenantIds: [tenantId], label: "test", credential, keepSecret };
}

/** How adding the first application with a certificate of the test files ends. */
function addFrom(name: string, given?: string): Promise<string> {
  const file = path.join(certificates, name);
  const credential = {
    kind: "certificate",
    path: file,
    ...(given !== undefined && { password: given }),
  } as const;
  return outcome(() => window.principals.add(wanted(0, credential)));
}

function byCode(...tenantIds: string[]): NewPrincipal {
  return { cloud: "public", tenantIds, credential: { kind: "deviceCode" }, keepSecret: true };
}

/** Registers the certificate of the test files, or of another file, at the n-th application. */
async function register(n: number): Promise<void> {
  const certificate = await readFile(path.join(certificates, "without-key.pem"), "utf8");
  await entra.control.setCredentials(entra.app(n).clientId, { certificate });
}

describe("A service principal with a certificate", () => {
  it.each([
    ["plain.pem", undefined],
    ["encrypted.pem", password],
    ["aes.pfx", password],
    ["triple-des.pfx", password],
  ])("signs in with %s, and its end is known", async (name, given) => {
    await register(0);
    const credential = {
      kind: "certificate",
      path: path.join(certificates, name),
      ...(given !== undefined && { password: given }),
    } as const;
    const identity = await window.principals.add(wanted(0, credential));
    expect(await window.silently(identity)).toBe("token");
    expect(await window.silently(identity)).toBe("token");
    const [known] = window.principals.principals;
    expect(known).toMatchObject({ kind: "certificate", path: credential.path, keepsSecret: false });
    expect(new Date(known?.expiresAt ?? 0).getUTCFullYear()).toBe(2126);
  });

  it("is not added with a wrong password, without a key, or from no file", async () => {
    expect(await addFrom("aes.pfx", "wrong")).toBe("wrongPassword");
    expect(await addFrom("aes.pfx")).toBe("wrongPassword");
    expect(await addFrom("without-key.pem")).toBe("noPrivateKey");
    expect(await addFrom("nowhere.pem")).toBe("credentialFile");
    expect(await addFrom("..")).toBe("credentialFile");
    expect(machine.storage.texts.size).toBe(0);
  });

  it("that Entra does not know is refused", async () => {
    const credential = { kind: "certificate", path: path.join(certificates, "plain.pem") } as const;
    expect(await outcome(() => window.principals.add(wanted(1, credential)))).toBe(
      "credentialRefused AADSTS700027",
    );
  });

  it("is asked for its password again in another window, and not without need", async () => {
    await register(2);
    const credential = { kind: "certificate", path: path.join(certificates, "aes.pfx"), password } as const;
    const identity = await window.principals.add(wanted(2, credential));
    const { tenantId } = entra.app(2);
    const later = await PrincipalWindow.restart(entra, machine);
    expect(await later.silently(identity)).toBe("none");
    later.person.secret = "wrong";
    expect(await later.askingThePerson(identity, tenantId)).toBe("wrongPassword");
    later.person.secret = password;
    expect(await later.askingThePerson(identity, tenantId)).toBe("token");
    expect(await later.askingThePerson(identity, tenantId)).toBe("token");
    expect(await later.silently(identity)).toBe("token");
    expect(later.person.asked).toEqual(["password of test", "password of test"]);
    expect(machine.secrets.texts.size).toBe(0);
  });

  it("that is kept needs neither file nor password any more, and is wiped with it", async () => {
    await register(3);
    const file = path.join(folder, "kept.pfx");
    await copyFile(path.join(certificates, "aes.pfx"), file);
    const identity = await window.principals.add(
      wanted(3, { kind: "certificate", path: file, password }, true),
    );
    await rm(file);
    const later = await PrincipalWindow.restart(entra, machine);
    expect(await later.silently(identity)).toBe("token");
    expect(machine.storage.texts.get("identities.json")).not.toContain("kept.pfx");
    await later.principals.forget(identity.id);
    expect(machine.secrets.texts.size).toBe(0);
  });

  it("whose file goes away says so", async () => {
    await register(4);
    const file = path.join(folder, "gone.pem");
    await copyFile(path.join(certificates, "plain.pem"), file);
    const identity = await window.principals.add(wanted(4, { kind: "certificate", path: file }));
    await rm(file);
    const later = await PrincipalWindow.restart(entra, machine);
    expect(await later.silently(identity)).toBe("credentialFile");
    expect(await later.askingThePerson(identity, entra.app(4).tenantId)).toBe("credentialFile");
    expect(later.person.asked).toEqual([]);
  });
});

describe("A service principal that another issuer vouches for", () => {
  const issuer = "https://token.actions.example";
  const subject = "repo:contoso/deploy:ref:refs/heads/main";

  it("signs in with the token in its file, which is read anew each time", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    await entra.control.setCredentials(entra.app(5).clientId, {
      federation: { issuer, subject, publicKey: await exportSPKI(publicKey) },
    });
    const file = path.join(folder, "token");
    const write = async (sub: string, lifetime: string): Promise<void> => {
      const token = new SignJWT({ iss: issuer, sub, aud: "api://AzureADTokenExchange" });
      const signed = await token
        .setProtectedHeader({ alg: "RS256" })
        .setExpirationTime(lifetime)
        .sign(privateKey);
      await writeFile(file, `${signed}\n`);
    };
    await write(subject, "5m");
    const identity = await window.principals.add(wanted(5, { kind: "federation", path: file }));
    expect(await window.silently(identity)).toBe("token");
    await write("repo:contoso/other", "5m");
    expect(await window.silently(identity)).toBe("signInFailed AADSTS700213");
    await write(subject, "-1h");
    expect(await window.silently(identity)).toBe("credentialRefused AADSTS700024");
    await writeFile(file, "");
    expect(await window.silently(identity)).toBe("credentialFile");
    await rm(file);
    expect(await window.askingThePerson(identity, entra.app(5).tenantId)).toBe("credentialFile");
    expect(window.person.asked).toEqual([]);
  });
});

describe("A person with a device code", () => {
  const alice = "alice@contoso.example";
  it("signs in to each tenant with a code of its own; no other person may answer", async () => {
    const [one, other] = [entra.app(0).tenantId, entra.app(1).tenantId];
    window.person.onCode = (code) => entra.enter(code, alice);
    const identity = await window.principals.add(byCode(one, other));
    expect(identity.label).toBe(alice);
    expect(await window.silently(identity, one)).toBe("token"); // the one that adding brought
    expect(await window.silently(identity, one)).toBe("token"); // the one that the SDK holds
    expect(await window.silently(identity, other)).toBe("none");
    expect(await window.askingThePerson(identity, other)).toBe("token");
    expect(await window.principals.silentToken(identity, other)).toMatchObject({ tenantId: other });
    expect(machine.secrets.texts.size).toBe(0);

    const bobs = entra.azure.description.tenants.find(
      ({ tenantId, members, policy }) =>
        members.includes("bob@contoso.example") && policy === "normal" && ![one, other].includes(tenantId),
    );
    window.person.onCode = (code) => entra.enter(code, "bob@contoso.example");
    expect(await window.askingThePerson(identity, bobs?.tenantId ?? "")).toBe("wrongAccount");
    expect(await window.silently(identity, bobs?.tenantId)).toBe("none");
  });

  it("declines in the browser or gives up here: both are a cancelled sign-in", async () => {
    const { tenantId } = entra.app(2);
    window.person.onCode = (code) => entra.enter(code, alice, true);
    expect(await outcome(() => window.principals.add(byCode(tenantId)))).toBe("signInCancelled");
    window.person.showDeviceCode = () => Promise.resolve(); // closes what is shown
    expect(await outcome(() => window.principals.add(byCode(tenantId)))).toBe("signInCancelled");
    expect(machine.storage.texts.size).toBe(0);
  });

  it("is too late", async () => {
    await entra.control.changeSettings({ deviceCodeLifetimeSeconds: 1 });
    const { tenantId } = entra.app(3);
    expect(await outcome(() => window.principals.add(byCode(tenantId)))).toBe("deviceCodeExpired");
    await entra.control.changeSettings({ deviceCodeLifetimeSeconds: 900 });
  });

  it("is never led to a page that is not https", async () => {
    const { tenantId } = entra.app(4);
    const json = {
      user_code: "A",
      device_code: "B",
      verification_uri: "command:evil",
      expires_in: 9,
      interval: 1,
    };
    await entra.control.addFault({ path: `/${tenantId}/oauth2/v2.0/devicecode`, status: 200, json });
    expect(await outcome(() => window.principals.add(byCode(tenantId)))).toBe("unexpectedAnswer");
    expect(window.person.asked).toEqual([]);
  });
});
