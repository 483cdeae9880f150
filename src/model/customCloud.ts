import { type Cloud, clouds, customCloudName, longestAddress } from "./cloud.ts";
import { PalError } from "./palError.ts";
import { parseForeignJson } from "./parseForeignJson.ts";
import { wireName } from "./wireText.ts";

/** Four addresses, and a name. */
const longestStored = 5 * longestAddress;

/** The names of the endpoints in VS Code's setting. */
const fields = {
  portal: "portalUrl",
  armEndpoint: "resourceManagerEndpointUrl",
  authority: "activeDirectoryEndpointUrl",
  audience: "activeDirectoryResourceId",
} as const;

/** Hosts at which Microsoft's own clouds sign people in, and that their tokens are for; anybody can have one in `cloudapp`. */
const microsofts =
  /(^|\.)(microsoft\.com|microsoftonline\.(com|us|cn|de)|windows\.net|(?<!cloudapp\.)azure\.(com|net|us|cn)|chinacloudapi\.cn|usgovcloudapi\.net)$/;

/**
 * Reads a custom cloud (Azure Stack Hub) out of VS Code's setting `microsoft-sovereign-cloud.customEnvironment`; the caller
 * sees to it that the value is the user's own. Throws `PalError`: `badEndpoint`, with the property that is wrong,
 * `needsEntraId` for one that signs in with AD FS, `mixedCloud`.
 */
export function readCustomCloud(setting: unknown): Cloud {
  const values =
    typeof setting === "object" && setting !== null ? new Map(Object.entries(setting)) : new Map();
  const armEndpoint = readOrigin(values, fields.armEndpoint);
  const name = customCloudName(armEndpoint);
  if (name === undefined) {
    throw new PalError("badEndpoint", { field: fields.armEndpoint });
  }
  const displayName = wireName(values.get("name"));
  const cloud: Cloud = {
    name,
    ...(displayName !== undefined && { displayName }),
    portal: readOrigin(values, fields.portal),
    armEndpoint,
    authority: readAuthority(values),
    audience: readResource(values, fields.audience),
  };
  refuseMixed(cloud);
  return cloud;
}

/**
 * Reads a custom cloud that was stored as JSON, with the same checks as the settings. Throws as `readCustomCloud`.
 */
export function readStoredCloud(json: string): Cloud {
  if (json.length > longestStored) {
    throw new PalError("badEndpoint");
  }
  const stored: unknown = parseForeignJson(json);
  const values = typeof stored === "object" && stored !== null ? new Map(Object.entries(stored)) : new Map();
  const endpoints = Object.entries(fields).map(([name, field]) => [field, values.get(name)]);
  return readCustomCloud({ name: values.get("displayName"), ...Object.fromEntries(endpoints) });
}

/** An https address of a server and nothing else: tokens and secrets go there. */
function readOrigin(values: ReadonlyMap<string, unknown>, field: string): string {
  const url = readUrl(values, field);
  if (url.pathname !== "/") {
    throw new PalError("badEndpoint", { field });
  }
  return url.origin;
}

/** AD FS, which Azure Stack Hub can have in place of Entra ID, is known by its path. */
function readAuthority(values: ReadonlyMap<string, unknown>): string {
  const field = fields.authority;
  if (/^\/adfs(\/|$)/i.test(readUrl(values, field).pathname)) {
    throw new PalError("needsEntraId", { field });
  }
  return readOrigin(values, field);
}

/** A resource's id: an address in form only, since nothing is sent there; on Azure Stack Hub it has a path. */
function readResource(values: ReadonlyMap<string, unknown>, field: string): string {
  const url = readUrl(values, field);
  return `${url.origin}${url.pathname}`.replace(/\/$/, "");
}

function readUrl(values: ReadonlyMap<string, unknown>, field: string): URL {
  const value = values.get(field);
  const isAddress = typeof value === "string" && value.length <= longestAddress && URL.canParse(value);
  const url = isAddress ? new URL(value) : undefined;
  const isBare = url && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!isBare || url.protocol !== "https:") {
    throw new PalError("badEndpoint", { field });
  }
  return url;
}

/**
 * A token that one of Microsoft's clouds gives, or that is for one, would open it to whoever gets it: so it must not go to an ARM
 * that is not of that very cloud.
 */
function refuseMixed({ armEndpoint, authority, audience }: Cloud): void {
  const own = Object.values(clouds).find((cloud) => cloud.armEndpoint === armEndpoint);
  const isWhole =
    own?.authority === authority && [own.audience, own.armEndpoint].some((resource) => resource === audience);
  const isMicrosofts = [authority, audience].some((url) =>
    microsofts.test(new URL(url).hostname.replace(/\.+$/, "")),
  );
  if ((own !== undefined || isMicrosofts) && !isWhole) {
    throw new PalError("mixedCloud");
  }
}
