/** One Azure cloud as its names on the wire. */
export interface Cloud {
  readonly name: string;
  readonly authorityHosts: readonly string[];
  readonly armHost: string;
  /** Resource identifiers that a token for this cloud's ARM may carry, without a trailing slash. */
  readonly audiences: readonly string[];
  /** A Microsoft playbook says that PAL is not offered in Government and China [S]. */
  readonly offersPartnerLinks: boolean;
}

export const publicCloud: Cloud = {
  name: "public",
  authorityHosts: ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com"],
  armHost: "management.azure.com",
  audiences: ["https://management.azure.com", "https://management.core.windows.net"],
  offersPartnerLinks: true,
};

export const clouds: readonly Cloud[] = [
  publicCloud,
  {
    name: "US Government",
    authorityHosts: ["login.microsoftonline.us"],
    armHost: "management.usgovcloudapi.net",
    audiences: ["https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net"],
    offersPartnerLinks: false,
  },
  {
    name: "China",
    authorityHosts: ["login.chinacloudapi.cn", "login.partner.microsoftonline.cn"],
    armHost: "management.chinacloudapi.cn",
    audiences: ["https://management.chinacloudapi.cn", "https://management.core.chinacloudapi.cn"],
    offersPartnerLinks: false,
  },
  {
    name: "custom",
    authorityHosts: ["login.rig.test"],
    armHost: "management.rig.test",
    audiences: ["https://management.rig.test"],
    offersPartnerLinks: true,
  },
];

export const redirectHost = "vscode.dev";
export const graphHost = "graph.microsoft.com";

/** Every host name that the local Azure answers for; the proxy refuses all others. */
export const playedHosts: readonly string[] = [
  ...clouds.flatMap((cloud) => [...cloud.authorityHosts, cloud.armHost]),
  redirectHost,
  graphHost,
];

/** The cloud that a host name belongs to; direct calls to the origin (localhost) count as the public cloud. */
export function cloudOfHost(host: string): Cloud {
  return clouds.find((cloud) => cloud.armHost === host || cloud.authorityHosts.includes(host)) ?? publicCloud;
}
