import { randomUUID } from "node:crypto";
import { readTokenUnverified } from "./arm/bearerToken.ts";
import { clouds, graphHost, redirectHost } from "./world/clouds.ts";
import type { RawCall } from "./wire/call.ts";
import type { CallIdentity } from "./wire/httpsServer.ts";
import type { PhysicalRequest } from "./wire/requestLog.ts";

const armHosts = new Set(clouds.map((cloud) => cloud.armHost));
const authorityHosts = new Set(clouds.flatMap((cloud) => cloud.authorityHosts));
const armPath = /^\/(providers|subscriptions|tenants)(\/|$)/i;
const tenantInPath = /^\/([0-9a-f]{8}-[0-9a-f-]{27})\//i;

/** Says which part a request belongs to (by its host; direct calls by their path), and to whom. */
export function identify(call: RawCall): CallIdentity {
  const part = partOf(call.host, call.path);
  const correlationId =
    header(call, "x-ms-correlation-request-id") ??
    header(call, "client-request-id") ??
    call.query.get("client-request-id") ??
    randomUUID();
  if (part === "arm") {
    return { part, correlationId, ...readTokenUnverified(call.headers.authorization) };
  }
  const tenantId = part === "entra" ? tenantInPath.exec(call.path)?.[1]?.toLowerCase() : undefined;
  return { part, correlationId, ...(tenantId !== undefined && { tenantId }) };
}

function header(call: RawCall, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function partOf(host: string, path: string): PhysicalRequest["part"] {
  if (armHosts.has(host)) {
    return "arm";
  }
  if (authorityHosts.has(host)) {
    return "entra";
  }
  if (host === redirectHost) {
    return "redirect";
  }
  if (host === graphHost) {
    return "other";
  }
  return armPath.test(path) ? "arm" : "entra";
}
