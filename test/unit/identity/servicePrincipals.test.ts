import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NewPrincipal } from "../../../src/model/servicePrincipal.ts";
import { LocalEntra, Machine, outcome, PrincipalWindow } from "./principalScene.ts";

let entra: LocalEntra;
let machine: Machine;
let window: PrincipalWindow;

beforeAll(async () => {
  entra = await LocalEntra.start();
}, 30_000);
afterAll(() => entra.close());
beforeEach(async () => {
  machine = new Machine();
  window = await PrincipalWindow.open(entra, machine);
  await entra.control.forgetRequests();
});
afterEach(() => entra.control.clearFaults());

function bySecret(n: number, more: Partial<NewPrincipal> = {}): NewPrincipal {
  const { clientId, clientSecret, tenantId } = entra.app(n);
  return {
    cloud: "public",
    clientId,
    tenantIds: [tenantId],
    credential: { kind: "secret", secret: clientSecret },
    keepSecret: false,
    ...more,
  };
}

const tokenRequest = "login.microsoftonline.com /oauth2/v2.0/token";

describe("A service principal with a secret", () => {
  it("is added after one request, which also gives its first token", async () => {
    const { tenantId } = entra.app(0);
    const identity = await window.principals.add(bySecret(0, { label: "pipelines" }));
    expect(identity).toMatchObject({ source: "servicePrincipal", cloud: "public", label: "pipelines" });
    expect(await window.silently(identity, tenantId)).toBe("token");
    expect(await entra.asked()).toEqual([tokenRequest]);
    expect(await window.silently(identity)).toBe("token"); // without a tenant it is the first one
    expect(await entra.asked()).toEqual([tokenRequest, tokenRequest]);
  });

  it("gives a token for the tenant and the cloud that were asked", async () => {
    const { tenantId } = entra.app(0);
    const identity = await window.principals.add(bySecret(0));
    const token = await window.principals.silentToken(identity, tenantId);
    expect(token).toMatchObject({ tenantId, cloud: "public" });
    expect((token?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
  });

  it("signs in to every tenant that added its application, and to no other", async () => {
    const { clientId, tenantId } = entra.app(1);
    const others = [entra.app(2).tenantId, entra.app(3).tenantId];
    await entra.control.setCredentials(clientId, { alsoIn: others.slice(0, 1) });
    const identity = await window.principals.add(bySecret(1, { tenantIds: [tenantId, ...others] }));
    expect(window.principals.namedTenants(identity)).toEqual([tenantId, ...others]);
    expect(await window.silently(identity, others[0])).toBe("token");
    expect(await window.silently(identity, others[1])).toBe("signInFailed AADSTS700016");
  });

  it.each([["wrong", { kind: "secret", secret: "wrong" }, "credentialRefused AADSTS7000215"]] as const)(
    "that is %s is not added, and nothing is remembered",
    async (_what, credential, reason) => {
      expect(await outcome(() => window.principals.add(bySecret(4, { credential, keepSecret: true })))).toBe(
        reason,
      );
      expect(await window.principals.list()).toEqual([]);
      expect([...machine.secrets.texts, ...machine.storage.texts]).toEqual([]);
    },
  );

  it("that is not known in the tenant is not added", async () => {
    const wanted = bySecret(4, { tenantIds: [entra.app(5).tenantId] });
    expect(await outcome(() => window.principals.add(wanted))).toBe("signInFailed AADSTS700016");
    const nowhere = bySecret(4, { tenantIds: ["00000000-0000-4000-8000-000000000000"] });
    expect(await outcome(() => window.principals.add(nowhere))).toBe("unknownTenant AADSTS90002");
  });

  it("that expires or is revoked in the middle says so, and the person gives a new one", async () => {
    const { clientId, clientSecret, tenantId } = entra.app(6);
    const identity = await window.principals.add(bySecret(6, { label: "nightly" }));
    expect(await window.silently(identity, tenantId)).toBe("token");
    await entra.control.setCredentials(clientId, { secretExpired: true });
    expect(await window.silently(identity, tenantId)).toBe("credentialRefused AADSTS7000222");
    await entra.control.setCredentials(clientId, { secretExpired: false, clientSecret: "the new one" });
    expect(await window.silently(identity, tenantId)).toBe("credentialRefused AADSTS7000215");

    expect(await window.askingThePerson(identity, tenantId)).toBe("signInCancelled"); // they gave none
    window.person.secret = "mistyped";
    expect(await window.askingThePerson(identity, tenantId)).toBe("credentialRefused AADSTS7000215");
    window.person.secret = "the new one";
    expect(await window.askingThePerson(identity, tenantId)).toBe("token");
    expect(window.person.asked).toEqual(Array.from({ length: 3 }, () => "secret of nightly"));
    expect(await window.silently(identity, tenantId)).toBe("token");
    await entra.control.setCredentials(clientId, { clientSecret });
  });

  it("is asked once for its secret, however many tenants need it", async () => {
    const { clientId, clientSecret, tenantId } = entra.app(7);
    const other = entra.app(8).tenantId;
    await entra.control.setCredentials(clientId, { alsoIn: [other] });
    const identity = await window.principals.add(bySecret(7, { tenantIds: [tenantId, other] }));
    const later = await PrincipalWindow.restart(entra, machine);
    expect(await later.silently(identity, tenantId)).toBe("none"); // by default, it was not kept
    later.person.secret = clientSecret;
    const both = [tenantId, other].map((id) => later.askingThePerson(identity, id));
    expect(await Promise.all(both)).toEqual(["token", "token"]);
    expect(later.person.asked).toHaveLength(1);
    expect(machine.secrets.texts.size).toBe(0);
  });

  it("is unreachable, throttled or answered with nonsense: the reason is said, and nothing is sent twice", async () => {
    const { tenantId } = entra.app(9);
    const identity = await window.principals.add(bySecret(9));
    await window.silently(identity, tenantId); // the token that adding brought
    await entra.control.forgetRequests();
    const faults = [
      [{ reset: true }, "unreachable"],
      [{ status: 429, headers: { "retry-after": "7" } }, "throttled"],
      [{ status: 503 }, "serverError"],
      [{ status: 503, body: "html" }, "gatewayAnswered"],
      [{ status: 400, body: "html" }, "gatewayAnswered"],
      [{ status: 302, redirect: "https://evil.example/" }, "redirected"],
    ] as const;
    for (const [fault, reason] of faults) {
      await entra.control.addFault({ path: `/${tenantId}/`, ...fault });
      expect(await window.silently(identity, tenantId)).toBe(reason);
    }
    expect(await entra.asked()).toHaveLength(faults.length);
    expect(await window.silently(identity, tenantId)).toBe("token");
  });

  it("sends its secret to no other server, whatever the environment says", async () => {
    process.env["AZURE_AUTHORITY_HOST"] = "https://evil.example";
    process.env["AZURE_REGIONAL_AUTHORITY_NAME"] = "westeurope";
    try {
      const reached: string[] = [];
      const watched = await PrincipalWindow.open(entra, machine, (url, init) => {
        reached.push(new URL(url).host);
        return entra.fetch(url, init);
      });
      expect(await outcome(() => watched.principals.add(bySecret(0)))).toMatch(/token|wrongHost/);
      expect(new Set(reached)).toEqual(new Set(reached.length > 0 ? ["login.microsoftonline.com"] : []));
    } finally {
      delete process.env["AZURE_AUTHORITY_HOST"];
      delete process.env["AZURE_REGIONAL_AUTHORITY_NAME"];
    }
  });
});

describe("What is remembered", () => {
  it("is all but the secret; names and tenants stay when the credential is renewed", async () => {
    const { clientId, tenantId } = entra.app(10);
    const { id } = await window.principals.add(bySecret(10, { label: "tags", expiresAt: 5 }));
    await window.principals.rename(id, "PAL tags");
    await window.principals.addTenants(id, [entra.app(11).tenantId]);
    await window.principals.pin(id, true);
    await window.principals.add(bySecret(10));
    const later = await PrincipalWindow.restart(entra, machine);
    expect(later.principals.principals).toEqual([
      {
        id,
        cloud: "public",
        clientId,
        label: "PAL tags",
        kind: "secret",
        keepsSecret: false,
        tenantIds: [tenantId, entra.app(11).tenantId],
        pinned: true,
      },
    ]);
    expect(await later.principals.list()).toMatchObject([{ id, pinned: true }]);
    await later.principals.pin(id, false);
    expect((await later.principals.list()).map(({ pinned }) => pinned)).toEqual([undefined]);
  });

  it("is the secret, too, if the person asked for it; forgetting wipes it everywhere", async () => {
    const { tenantId } = entra.app(12);
    const identity = await window.principals.add(bySecret(12, { keepSecret: true }));
    const later = await PrincipalWindow.open(entra, machine);
    expect(await later.silently(identity, tenantId)).toBe("token");
    await later.principals.forget(identity.id);
    expect([...machine.secrets.texts.keys()]).toEqual([]);
    await expect.poll(() => window.principals.principals).toEqual([]);
    expect(await window.silently(identity, tenantId)).toBe("none"); // the window that added it holds nothing either
    await window.principals.add(bySecret(12, { label: "again" }));
    expect(await later.silently(identity, tenantId)).toBe("none");
  });

  it("stays when the keychain refuses to forget, and is forgotten at the next try", async () => {
    const { id } = await window.principals.add(bySecret(13, { keepSecret: true }));
    machine.secrets.fault = new Error("locked");
    await expect(window.principals.forget(id)).rejects.toThrow("locked");
    expect(window.principals.principals).toHaveLength(1);
    machine.secrets.fault = undefined;
    await window.principals.forget(id);
    expect([window.principals.principals.length, machine.secrets.texts.size]).toEqual([0, 0]);
  });

  it("is not said to be kept if the keychain does not take it", async () => {
    machine.secrets.delete = () => Promise.resolve();
    machine.secrets.fault = new Error("locked");
    await expect(window.principals.add(bySecret(13, { keepSecret: true }))).rejects.toThrow("locked");
    expect(window.principals.principals).toMatchObject([{ keepsSecret: false }]);
  });

  it("keeps every secret when it is damaged, lost or an old one, and has it again when it is whole", async () => {
    const { tenantId } = entra.app(14);
    const identity = await window.principals.add(bySecret(14, { keepSecret: true }));
    const whole = machine.storage.texts.get("identities.json") ?? "";
    const { secrets } = machine;
    const kept = [...secrets.texts];
    for (const text of [
      whole.replace("[", ""),
      undefined,
      whole.replace(/"principals":\[.*\]/, '"principals":[]'),
    ]) {
      machine = Object.assign(new Machine(), { secrets });
      if (text !== undefined) {
        machine.storage.texts.set("identities.json", text);
      }
      const later = await PrincipalWindow.open(entra, machine);
      expect(later.principals.principals).toEqual([]);
      await later.principals.add(bySecret(15));
      await PrincipalWindow.open(entra, machine);
      expect([...secrets.texts]).toEqual(kept);
    }
    machine.storage.texts.set("identities.json", whole);
    expect(await (await PrincipalWindow.open(entra, machine)).silently(identity, tenantId)).toBe("token");
  });

  it("is wiped by the next window if one was closed in the middle of forgetting", async () => {
    const { id } = await window.principals.add(bySecret(14, { keepSecret: true }));
    const other = await window.principals.add(bySecret(15, { keepSecret: true }));
    const key = [...machine.secrets.texts.keys()].find((one) => one.endsWith(id)) ?? "";
    const secret = machine.secrets.texts.get(key) ?? "";
    const { book } = window;
    const change = book.change.bind(book);
    book.change = async (how) => {
      await change(how);
      machine.secrets.texts.set(key, secret); // it was given again just before
      throw new Error("the window is closed");
    };
    await expect(window.principals.forget(id)).rejects.toThrow("closed");
    await PrincipalWindow.open(entra, machine);
    expect([...machine.secrets.texts.keys()]).toEqual([expect.stringMatching(new RegExp(`${other.id}$`))]);
    expect(machine.storage.texts.get("identities.json")).not.toContain(id.split(":").at(-1));
  });

  it("is not touched by other profiles and machines, which share the storage of secrets, until all is forgotten", async () => {
    const { tenantId } = entra.app(15);
    const identity = await window.principals.add(bySecret(15, { keepSecret: true }));
    const { secrets } = machine;
    const elsewhere = await PrincipalWindow.open(entra, Object.assign(new Machine(), { secrets }));
    await elsewhere.principals.add(bySecret(14, { keepSecret: true }));
    expect(secrets.texts.size).toBe(2);
    const later = await PrincipalWindow.restart(entra, machine);
    expect(await later.silently(identity, tenantId)).toBe("token");
    await elsewhere.principals.forgetAll();
    expect(secrets.texts.size).toBe(0);
  });

  it("of a newer version is left alone, with its secrets", async () => {
    machine.storage.texts.set("identities.json", '{"version":2,"principals":"?"}');
    machine.secrets.texts.set("servicePrincipal/x/y", "{}");
    const later = await PrincipalWindow.restart(entra, machine);
    await expect(later.principals.add(bySecret(14))).rejects.toMatchObject({ code: "unexpected" });
    expect(machine.storage.texts.get("identities.json")).toContain('"version":2');
    expect(machine.secrets.texts.size).toBe(1);
  });
});

describe("Whether the person is needed before a check makes sense", () => {
  it("is known without asking anybody: not while a secret is held or kept", async () => {
    const { tenantId } = entra.app(0);
    const once = await window.principals.add(bySecret(0));
    const kept = await window.principals.add(bySecret(1, { keepSecret: true }));
    const needed = ({ principals }: PrincipalWindow): boolean[] =>
      [once, kept].map((identity) => principals.needsPerson(identity, tenantId));
    expect(needed(window)).toEqual([false, false]);
    const later = await PrincipalWindow.restart(entra, machine);
    expect(needed(later)).toEqual([true, false]);
    later.person.secret = entra.app(0).clientSecret;
    await later.askingThePerson(once, tenantId);
    expect(needed(later)).toEqual([false, false]);
  });
});
