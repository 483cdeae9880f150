import { PalError } from "./palError.ts";

/** The clouds whose endpoints Microsoft has documented. */
export type BuiltInCloudName = "public" | "usGovernment" | "china";

/**
 * The names of the clouds a tenant can live in. A custom one (Azure Stack Hub) carries the host of its ARM, so that what is known of
 * one, and a token of one, is never taken for another's when the user's settings change.
 */
export type CloudName = BuiltInCloudName | `custom:${string}`;

/** Where one cloud's services are. All endpoints are https origins without a trailing slash. */
export interface Cloud {
  readonly name: CloudName;
  /** What the user calls a custom cloud. Hostile text: escape it. */
  readonly displayName?: string;
  readonly portal: string;
  readonly armEndpoint: string;
  /** Entra ID: where tokens are issued and a domain is looked up. */
  readonly authority: string;
  /** The resource that ARM tokens are asked for; the scope is `<audience>/.default`. */
  readonly audience: string;
}

/**
 * Endpoints as documented by Microsoft [V]. Beside this table only the user's own settings name endpoints: `customCloud.ts`.
 * Whether a cloud offers Partner Admin Link stands nowhere: ARM's answer decides.
 */
export const clouds: Readonly<Record<BuiltInCloudName, Cloud>> = {
  public: {
    name: "public",
    portal: "https://portal.azure.com",
    armEndpoint: "https://management.azure.com",
    authority: "https://login.microsoftonline.com",
    audience: "https://management.core.windows.net",
  },
  usGovernment: {
    name: "usGovernment",
    portal: "https://portal.azure.us",
    armEndpoint: "https://management.usgovcloudapi.net",
    authority: "https://login.microsoftonline.us",
    audience: "https://management.core.usgovcloudapi.net",
  },
  china: {
    name: "china",
    portal: "https://portal.azure.cn",
    armEndpoint: "https://management.chinacloudapi.cn",
    authority: "https://login.chinacloudapi.cn",
    audience: "https://management.core.chinacloudapi.cn",
  },
};

/** Finds a cloud's endpoints. Throws `PalError`: `unknownCloud`, or `cloudNotConfirmed` for a custom one. */
export type FindCloud = (name: CloudName) => Cloud;

/** Whether it is a name of the table above. */
export function isBuiltIn(name: string): name is BuiltInCloudName {
  return Object.hasOwn(clouds, name);
}

const customPrefix = "custom:";

/** Addresses of servers are not longer. */
export const longestAddress = 2048;

/** A host as `URL` writes it (names, IPv4, IPv6), with a port; hosts of Azure Stack Hub have underscores, too. */
const hostForm = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?$/;

/**
 * What a custom cloud is called: after the host of its ARM. The one place where such names are made, so that every name that was
 * given is known again. Undefined if the address has no host that can be a name.
 */
export function customCloudName(armEndpoint: string): CloudName | undefined {
  const isAddress = armEndpoint.length <= longestAddress && URL.canParse(armEndpoint);
  const host = isAddress ? new URL(armEndpoint).host : "";
  return hostForm.test(host) ? `${customPrefix}${host}` : undefined;
}

/** Whether `name` is a cloud's name; a custom one need not be in the settings (any more). */
export function isCloudName(name: string): name is CloudName {
  return isBuiltIn(name) || customCloudName(`https://${name.replace(customPrefix, "")}`) === name;
}

/** The endpoints of a cloud of the table; a custom one is unknown. */
export const findBuiltInCloud: FindCloud = (name) => {
  if (!isBuiltIn(name)) {
    throw new PalError("unknownCloud");
  }
  return clouds[name];
};

/** Whether two clouds are the same servers. */
export function hasSameEndpoints(one: Cloud, other: Cloud): boolean {
  return (
    one.name === other.name &&
    one.portal === other.portal &&
    one.armEndpoint === other.armEndpoint &&
    one.authority === other.authority &&
    one.audience === other.audience
  );
}
