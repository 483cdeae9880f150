import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Credential, NewPrincipal } from "../../../src/model/servicePrincipal.ts";
import { textsIn } from "../testing/reachable.ts";
import { LocalEntra, Machine, outcome, PrincipalWindow } from "./principalScene.ts";

const certificates = path.join(import.meta.dirname, "certificates");
const password = "open-sesame";
let entra: LocalEntra;
let folder: string;
let machine: Machine;
let window: PrincipalWindow;

beforeAll(async () => {
  entra = await LocalEntra.start();
  folder = await mkdtemp(path.join(tmpdir(), "pal-forgetting-"));
  const certificate = await readFile(path.join(certificates, "without-key.pem"), "utf8");
  await entra.control.setCredentials(entra.app(0).clientId, { certificate });
}, 30_000);
afterAll(async () => {
  await entra.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  machine = new Machine();
  window = await PrincipalWindow.open(entra, machine);
});

function wanted(credential: Credential, keepSecret: boolean): NewPrincipal {
  const { clientId, tenantId } = entra.app(0);
  return { cloud: "public", clientId, tenantIds: [tenantId], label: "nightly", credential, keepSecret };
}

/** The n-th application with its own secret, kept. */
function secretOf(n: number): NewPrincipal {
  const { clientId, clientSecret, tenantId } = entra.app(n);
  const credential = { kind: "secret", secret: clientSecret } as const;
  return {
    cloud: "public",
    clientId,
    tenantIds: [tenantId],
    label: `app ${n}`,
    credential,
    keepSecret: true,
  };
}

/** Resolves when the keychain is asked for it. After `holdBack`. */
function watchFor(act: "set" | "delete"): Promise<void> {
  const { secrets } = machine;
  const asked = Promise.withResolvers<void>();
  const original = secrets[act].bind(secrets) as (...given: string[]) => Promise<never>;
  secrets[act] = (...given: string[]) => {
    asked.resolve();
    return original(...given);
  };
  return asked.promise;
}

/**
 * Lets the keychain's next answer wait until the returned function is called; what is asked afterwards is answered at once. It
 * reads and deletes at once and stores in the end: the worst that can be.
 */
function holdBack(act: "get" | "set" | "delete"): () => void {
  const { secrets } = machine;
  const hold = Promise.withResolvers<void>();
  const original = secrets[act].bind(secrets) as (...given: string[]) => Promise<never>;
  let isFirst = true;
  secrets[act] = async (...given: string[]) => {
    if (!isFirst) {
      return original(...given);
    }
    isFirst = false;
    const done = act === "set" ? undefined : { answer: await original(...given) };
    await hold.promise;
    return done ? done.answer : original(...given);
  };
  return hold.resolve;
}

/** What of a text is found in the window's memory, in the keychain and in files. */
function placesOf(secret: string): string[] {
  const places = {
    memory: textsIn(window.principals),
    keychain: [...machine.secrets.texts.values()],
    files: [...machine.storage.texts.values()],
  };
  return Object.entries(places)
    .filter(([, texts]) => texts.some((text) => text.includes(secret)))
    .map(([place]) => place);
}

describe("Forgetting a service principal wipes", () => {
  it.each([true, false])("its secret from memory and keychain (kept: %s)", async (keepSecret) => {
    const { clientSecret, tenantId } = entra.app(0);
    const identity = await window.principals.add(
      wanted({ kind: "secret", secret: clientSecret }, keepSecret),
    );
    await window.silently(identity, tenantId); // the first token came with adding
    await window.silently(identity, tenantId);
    // The keychain of the scene is part of the window's memory.
    expect(placesOf(clientSecret)).toEqual(keepSecret ? ["memory", "keychain"] : ["memory"]);
    await window.principals.forget(identity.id);
    expect(placesOf(clientSecret)).toEqual([]);
    expect(placesOf("nightly")).toEqual([]);
  });

  it.each([true, false])("its certificate's key and password (kept: %s)", async (keepSecret) => {
    const file = path.join(folder, "aes.pfx");
    await copyFile(path.join(certificates, "aes.pfx"), file);
    const plain = await readFile(path.join(certificates, "plain.pem"), "utf8");
    const key = plain.split("PRIVATE KEY-----\n")[1]?.slice(0, 60) ?? "?";
    const identity = await window.principals.add(
      wanted({ kind: "certificate", path: file, password }, keepSecret),
    );
    await window.silently(identity);
    await window.silently(identity);
    expect(placesOf(key)).toEqual(keepSecret ? ["memory", "keychain"] : ["memory"]);
    expect(placesOf(password)).toEqual(keepSecret ? [] : ["memory"]);
    await window.principals.forget(identity.id);
    expect([...placesOf(key), ...placesOf(password)]).toEqual([]);
  });

  it("what a person's device code brought", async () => {
    const { tenantId } = entra.app(1);
    window.person.onCode = (code) => entra.enter(code, "alice@contoso.example");
    const identity = await window.principals.add({
      cloud: "public",
      tenantIds: [tenantId],
      credential: { kind: "deviceCode" },
      keepSecret: false,
    });
    const anyToken = "eyJ";
    expect(placesOf(anyToken)).toEqual(["memory"]); // the one that adding brought
    expect(placesOf("alice@")).toEqual(["memory", "files"]);
    await window.principals.forget(identity.id);
    expect(placesOf(anyToken)).toEqual([]);
    expect(placesOf("alice@")).toEqual([]);
    expect(await window.silently(identity, tenantId)).toBe("none");
  });

  it("its secret also while somebody is asked for it, or while it is read", async () => {
    const { clientSecret, tenantId } = entra.app(0);
    const kept = wanted({ kind: "secret", secret: clientSecret }, true);
    const identity = await window.principals.add(kept);
    window = await PrincipalWindow.restart(entra, machine);
    const { secrets } = machine;
    const get = secrets.get.bind(secrets);
    const forgotten = Promise.withResolvers<void>();
    secrets.get = async (key) => {
      const text = await get(key);
      await forgotten.promise;
      return text;
    };
    const reading = window.silently(identity, tenantId);
    await window.principals.forget(identity.id);
    forgotten.resolve();
    expect(await reading).toBe("none");
    expect(placesOf(clientSecret)).toEqual([]);

    await window.principals.add(kept);
    window = await PrincipalWindow.restart(entra, machine);
    machine.secrets.texts.clear();
    window.person.askSecret = async () => {
      await window.principals.forget(identity.id);
      return clientSecret;
    };
    expect(await window.askingThePerson(identity, tenantId)).toBe("cancelled");
    expect(placesOf(clientSecret)).toEqual([]);
  });

  it("no other's secret, though it is read just now", async () => {
    const { tenantId } = entra.app(0);
    const identity = await window.principals.add(secretOf(0));
    const other = await window.principals.add(secretOf(1));
    window = await PrincipalWindow.restart(entra, machine);
    const goOn = holdBack("get");
    const reading = window.silently(identity, tenantId);
    await window.principals.rename(other.id, "renamed");
    await window.principals.forget(other.id);
    goOn();
    expect(await reading).toBe("token");
  });

  it("not the newer secret that was given while the older one was read", async () => {
    const { tenantId, clientId, clientSecret } = entra.app(2);
    const identity = await window.principals.add(secretOf(2));
    window = await PrincipalWindow.restart(entra, machine);
    const goOn = holdBack("get");
    const reading = window.silently(identity, tenantId);
    await entra.control.setCredentials(clientId, { clientSecret: "newer" });
    await window.principals.add({ ...secretOf(2), credential: { kind: "secret", secret: "newer" } });
    goOn();
    await reading;
    expect(await window.silently(identity, tenantId)).toBe("token");
    await entra.control.setCredentials(clientId, { clientSecret });
  });

  it.each(["one", "all"])("its secret, though it was given again while it was wiped (%s)", async (what) => {
    const { clientSecret, tenantId } = entra.app(3);
    const identity = await window.principals.add(secretOf(3));
    window = await PrincipalWindow.restart(entra, machine);
    machine.secrets.texts.clear();
    machine.secrets.texts.set("servicePrincipal/other/machine", "{}");
    window.person.askSecret = () => Promise.resolve(clientSecret);
    const goOn = holdBack("delete");
    const forgetting = what === "one" ? window.principals.forget(identity.id) : window.principals.forgetAll();
    expect(await window.askingThePerson(identity, tenantId)).toBe("token");
    goOn();
    await forgetting;
    expect(placesOf(clientSecret)).toEqual([]);
  });

  it("its secret, though the keychain takes it after it was forgotten", async () => {
    const { clientSecret, tenantId } = entra.app(3);
    const identity = await window.principals.add(secretOf(3));
    window = await PrincipalWindow.restart(entra, machine);
    machine.secrets.texts.clear();
    window.person.askSecret = () => Promise.resolve(clientSecret);
    const goOn = holdBack("set");
    const isKept = watchFor("set");
    const asking = window.askingThePerson(identity, tenantId);
    await isKept;
    await window.principals.forget(identity.id);
    goOn();
    expect(await asking).toBe("cancelled");
    expect(placesOf(clientSecret)).toEqual([]);
  });

  it.each(["delete", "set"] as const)("its secret, though it was being renewed (%s)", async (act) => {
    const { clientSecret } = entra.app(3);
    const { id } = await window.principals.add(secretOf(3));
    const goOn = holdBack(act);
    const isReached = watchFor(act);
    const renewing = outcome(() => window.principals.add(secretOf(3)));
    await isReached;
    await window.principals.forget(id);
    goOn();
    expect(await renewing).toBe("cancelled");
    expect(placesOf(clientSecret)).toEqual([]);
    expect(placesOf("eyJ")).toEqual([]);
  });

  it("the token that a sign-in brings afterwards", async () => {
    const forgotten = Promise.withResolvers<void>();
    let isHeldBack = false;
    window = await PrincipalWindow.open(entra, machine, async (url, init) => {
      const answer = await entra.fetch(url, init);
      await (isHeldBack && forgotten.promise);
      return answer;
    });
    const identity = await window.principals.add(secretOf(3));
    isHeldBack = true;
    const signingIn = outcome(() => window.principals.signIn({ detail: "test" }, identity));
    await window.principals.forget(identity.id);
    forgotten.resolve();
    expect(await signingIn).toBe("cancelled");
    expect(placesOf("eyJ")).toEqual([]);
  });

  it("everything of all of them at once", async () => {
    const { clientSecret } = entra.app(0);
    await window.principals.add(wanted({ kind: "secret", secret: clientSecret }, true));
    expect(placesOf(clientSecret)).toEqual(["memory", "keychain"]);
    await window.principals.forgetAll();
    expect(placesOf(clientSecret)).toEqual([]);
    expect(await outcome(() => window.principals.list())).toBe("token"); // it lives on
  });
});

it("Forgetting everything removes what was set aside or never finished, too, since it tells of principals", async () => {
  await window.principals.add(secretOf(0));
  const { texts } = machine.storage;
  texts.set("identities.json.1.damaged", "{}");
  texts.set("identities.json.2.tmp", "{");
  await window.principals.forgetAll();
  expect([...texts.keys()]).toEqual(["identities.json"]);
});
