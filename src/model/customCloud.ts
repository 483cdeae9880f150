import type { Cloud } from "./cloud.ts";
import { PalError } from "./palError.ts";
import { wireName } from "./wireText.ts";

/** Addresses of servers are not longer. */
const longestAddress = 2048;

/**
 * Reads a custom cloud (Azure Stack Hub) out of VS Code's setting `microsoft-sovereign-cloud.customEnvironment`; the caller
 * sees to it that the value is the user's own. Throws `PalError`: `badEndpoint`, with the property that is wrong.
 */
export function readCustomCloud(setting: unknown): Cloud {
  const values =
    typeof setting === "object" && setting !== null ? new Map(Object.entries(setting)) : new Map();
  const armEndpoint = readOrigin(values, "resourceManagerEndpointUrl");
  const displayName = wireName(values.get("name"));
  return {
    name: `custom:${new URL(armEndpoint).host}`,
    ...(displayName !== undefined && { displayName }),
    portal: readOrigin(values, "portalUrl"),
    armEndpoint,
    authority: readOrigin(values, "activeDirectoryEndpointUrl"),
    audience: readResource(values, "activeDirectoryResourceId"),
  };
}

/** An https address of a server and nothing else: tokens and secrets go there. */
function readOrigin(values: ReadonlyMap<string, unknown>, field: string): string {
  const url = readUrl(values, field);
  if (url.pathname !== "/") {
    throw new PalError("badEndpoint", { field });
  }
  return url.origin;
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
