import { describe, expect, it } from "vitest";
import { customCloudName, isCloudName } from "../../../src/model/cloud.ts";
import { readCustomCloud, readStoredCloud } from "../../../src/model/customCloud.ts";
import { createIdentity, isOwnId, readIdentityId } from "../../../src/model/identity.ts";
import { customEnvironment } from "../testing/customEnvironment.ts";

function withArm(resourceManagerEndpointUrl: string): Record<string, string> {
  return { ...customEnvironment, resourceManagerEndpointUrl };
}

describe("A custom cloud's name", () => {
  it.each([
    "https://management.my_region.hub",
    "https://[fe80::1]:8443",
    "https://[2001:db8::7]",
    "https://10.0.0.7:30024",
    "https://Management.Hub.Example",
    "https://management.häuschen.example",
    "https://xn--a.example:443",
    "https://hub",
  ])("is known again, and so are identities there: %s", (arm) => {
    const cloud = readCustomCloud(withArm(arm));
    expect(isCloudName(cloud.name)).toBe(true);
    expect(readStoredCloud(JSON.stringify(cloud))).toEqual(cloud);
    const accountId = "00000000-0000-4000-8000-000000000001";
    const identity = createIdentity({ source: "servicePrincipal", cloud: cloud.name, accountId, label: "x" });
    expect(readIdentityId(identity.id)).toEqual({ source: "servicePrincipal", cloud: cloud.name, accountId });
    expect(isOwnId(identity)).toBe(true);
  });

  it.each([
    "https://hub.example.",
    "https://$(x).example",
    "https://a..b",
    "https://a`b",
    "https://ex'ample",
  ])("is not made of what could not be known again: %s", (arm) => {
    expect(() => readCustomCloud(withArm(arm))).toThrow(
      expect.objectContaining({ details: { field: "resourceManagerEndpointUrl" } }),
    );
    expect(customCloudName(arm)).toBeUndefined();
  });

  it.each([
    "custom:",
    "custom:a/b",
    "custom:a@b",
    "custom:A",
    "custom:a b",
    "custom:a:99999999",
    "other",
    "custom:a?",
  ])("is not %s", (name) => {
    expect(isCloudName(name)).toBe(false);
  });

  it("and an account's id are never taken for another pair of both", () => {
    const one = { source: "vscode", cloud: "custom:hub:123", accountId: "x", label: "" } as const;
    const other = { source: "vscode", cloud: "custom:hub", accountId: "123:x", label: "" } as const;
    expect(createIdentity(one).id).toBe(createIdentity(other).id);
    expect([one, other].map((known) => isOwnId(createIdentity(known)))).toEqual([true, false]);
    const colon = createIdentity({ source: "vscode", cloud: "public", accountId: "a:b", label: "" });
    expect(isOwnId(colon)).toBe(true);
  });
});

describe("A custom cloud is refused", () => {
  it.each([
    "https://adfs.hub.example/adfs",
    "https://adfs.hub.example/ADFS/",
    "https://adfs.hub.example/adfs/oauth2",
  ])("because it needs Entra ID: %s", (activeDirectoryEndpointUrl) => {
    expect(() => readCustomCloud({ ...customEnvironment, activeDirectoryEndpointUrl })).toThrow(
      expect.objectContaining({ code: "needsEntraId" }),
    );
  });

  it.each([
    { activeDirectoryEndpointUrl: "https://login.microsoftonline.com" },
    { activeDirectoryEndpointUrl: "https://login.microsoftonline.com." },
    { activeDirectoryEndpointUrl: "https://login.microsoftonline.us/" },
    { activeDirectoryEndpointUrl: "https://LOGIN.chinacloudapi.cn" },
    { activeDirectoryEndpointUrl: "https://login.windows.net" },
    { activeDirectoryEndpointUrl: "https://westeurope.login.microsoft.com" },
    { activeDirectoryResourceId: "https://management.core.windows.net/" },
    { activeDirectoryResourceId: "https://management.azure.com" },
    { activeDirectoryResourceId: "https://graph.microsoft.com" },
    { activeDirectoryResourceId: "https://management.core.usgovcloudapi.net" },
    { resourceManagerEndpointUrl: "https://management.azure.com" },
    {
      resourceManagerEndpointUrl: "https://management.chinacloudapi.cn",
      activeDirectoryEndpointUrl: "https://login.microsoftonline.com",
      activeDirectoryResourceId: "https://management.core.windows.net",
    },
  ])("because it mixes Microsoft's endpoints with others: %o", (mixed) => {
    const refused = expect.objectContaining({ code: "mixedCloud" });
    expect(() => readCustomCloud({ ...customEnvironment, ...mixed })).toThrow(refused);
    const { portalUrl, name } = customEnvironment;
    const stored = { ...customEnvironment, ...mixed };
    const text = JSON.stringify({
      displayName: name,
      portal: portalUrl,
      armEndpoint: stored.resourceManagerEndpointUrl,
      authority: stored.activeDirectoryEndpointUrl,
      audience: stored.activeDirectoryResourceId,
    });
    expect(() => readStoredCloud(text)).toThrow(refused);
  });

  it("but not if it is all one of Microsoft's clouds, or somebody's machine there", () => {
    const whole = {
      portalUrl: "https://portal.azure.cn",
      resourceManagerEndpointUrl: "https://management.chinacloudapi.cn",
      activeDirectoryEndpointUrl: "https://login.chinacloudapi.cn",
      activeDirectoryResourceId: "https://management.core.chinacloudapi.cn/",
    };
    expect(readCustomCloud(whole).name).toBe("custom:management.chinacloudapi.cn");
    const resourceManagerEndpointUrl = "https://hub.westeurope.cloudapp.azure.com";
    expect(readCustomCloud({ ...customEnvironment, resourceManagerEndpointUrl }).name).toBe(
      "custom:hub.westeurope.cloudapp.azure.com",
    );
  });
});
