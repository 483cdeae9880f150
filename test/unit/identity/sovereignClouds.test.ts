import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import type { CloudName } from "../../../src/model/cloud.ts";
import { readCustomCloud } from "../../../src/model/customCloud.ts";
import type { ArmCall } from "../../../src/model/ports.ts";
import { customEnvironment } from "../testing/customEnvironment.ts";
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

/** The cloud of VS Code's second provider, when the user's own settings say this. */
function ofProvider(environment: unknown): CloudName | undefined {
  machine.settings = { environment, customEnvironment: undefined };
  return window.clouds.ofProvider;
}

/** Adds the first application in a cloud and reads its link; gives how that ends. */
async function readLinkIn(cloud: CloudName): Promise<string> {
  const { clientId, clientSecret, tenantId } = entra.app(0);
  const identity = await window.principals.add({
    cloud,
    clientId,
    tenantIds: [tenantId],
    credential: { kind: "secret", secret: clientSecret },
    keepSecret: false,
  });
  const token = await window.principals.silentToken(identity, tenantId);
  const arm = createAzureArm(entra.fetch, window.clouds.find);
  return token ? outcome(() => arm.readLink({ token } satisfies ArmCall)) : "none";
}

describe("A cloud", () => {
  it.each([
    ["public", "login.microsoftonline.com", "management.azure.com", "token"],
    ["usGovernment", "login.microsoftonline.us", "management.usgovcloudapi.net", "notOffered"],
    ["china", "login.chinacloudapi.cn", "management.chinacloudapi.cn", "notOffered"],
  ] as const)("%s is asked for tokens and links at its own servers", async (cloud, authority, arm, end) => {
    expect(await readLinkIn(cloud)).toContain(end);
    const hosts = new Set((await entra.control.requests()).map(({ host }) => host));
    expect(hosts).toEqual(new Set([authority, arm]));
  });

  it("of the user's own is used once they have confirmed its endpoints, and again when they change", async () => {
    const name = "custom:management.rig.test";
    expect(window.clouds.custom).toBeUndefined();
    await expect(readLinkIn(name)).rejects.toMatchObject({ code: "unknownCloud" });
    machine.settings = { environment: "custom", customEnvironment };
    const { custom } = window.clouds;
    expect(custom).toMatchObject({ name, displayName: "Hub", authority: "https://login.rig.test" });
    await expect(readLinkIn(name)).rejects.toMatchObject({ code: "cloudNotConfirmed" });
    expect(await entra.control.requests()).toEqual([]);

    expect(custom && window.clouds.isConfirmed(custom)).toBe(false);
    await (custom && window.clouds.confirm(custom));
    expect(custom && window.clouds.isConfirmed(custom)).toBe(true);
    expect(window.clouds.ofProvider).toBe(name);
    expect(await readLinkIn(name)).toBe("token");
    const hosts = new Set((await entra.control.requests()).map(({ host }) => host));
    expect(hosts).toEqual(new Set(["login.rig.test", "management.rig.test"]));

    machine.settings = {
      environment: "custom",
      customEnvironment: { ...customEnvironment, activeDirectoryEndpointUrl: "https://login.evil.example" },
    };
    await expect(readLinkIn(name)).rejects.toMatchObject({ code: "cloudNotConfirmed" });
    machine.settings = { environment: undefined, customEnvironment: undefined };
    const later = await PrincipalWindow.restart(entra, machine);
    expect(later.clouds.find(name)).toEqual(custom); // identities that were added there still know where it is
  });

  it.each([
    ["resourceManagerEndpointUrl", "http://management.rig.test"],
    ["activeDirectoryEndpointUrl", "http://login.rig.test"],
    ["portalUrl", "http://portal.rig.test"],
    ["activeDirectoryResourceId", "http://management.rig.test"],
    ["resourceManagerEndpointUrl", "https://user:password@management.rig.test"],
    ["resourceManagerEndpointUrl", "https://management.rig.test/?to=evil"],
    ["activeDirectoryEndpointUrl", "https://login.rig.test/tenant"],
    ["activeDirectoryEndpointUrl", "login.rig.test"],
    ["portalUrl", undefined],
    ["portalUrl", 7],
  ])("of the user's own is refused with %s %s", async (field, value) => {
    const setting = { ...customEnvironment, [field]: value };
    expect(() => readCustomCloud(setting)).toThrow(
      expect.objectContaining({ code: "badEndpoint", details: { field } }),
    );
    machine.settings = { environment: "custom", customEnvironment: setting };
    expect(window.clouds.ofProvider).toBeUndefined();
    expect(await entra.control.requests()).toEqual([]);
  });

  it.each([undefined, null, "x", []])("is not made of %s", (setting) => {
    expect(() => readCustomCloud(setting)).toThrow(expect.objectContaining({ code: "badEndpoint" }));
  });

  it("of VS Code's second provider is the one that the user's own settings name", () => {
    expect([
      ofProvider("USGovernment"),
      ofProvider("ChinaCloud"),
      ofProvider("custom"),
      ofProvider(""),
      ofProvider(7),
    ]).toEqual(["usGovernment", "china", undefined, undefined, undefined]);
  });
});
