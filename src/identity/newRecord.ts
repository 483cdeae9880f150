import { createIdentity } from "../model/identity.ts";
import type { NewPrincipal, ServicePrincipal } from "../model/servicePrincipal.ts";
import type { EntraApp } from "./issuedToken.ts";
import { wireName } from "../model/wireText.ts";

/** What is to be remembered, and whether the user named it. */
export interface NewRecord {
  readonly record: ServicePrincipal;
  readonly isNamed: boolean;
}

/** What a sign-in told of the identity. */
interface Learnt {
  readonly expiresAt?: number;
  readonly homeAccountId?: string;
  readonly username?: string;
}

/** What is remembered of a principal whose credential has given a token: all but its secret. */
export function newRecord(wanted: NewPrincipal, { clientId }: EntraApp, learnt: Learnt): NewRecord {
  const { cloud, credential, keepSecret } = wanted;
  const { homeAccountId, username } = learnt;
  const label = wireName(wanted.label) ?? wireName(username) ?? clientId;
  // Two people may use the same application.
  const accountId = homeAccountId === undefined ? clientId : `${clientId}.${homeAccountId}`;
  const expiresAt = learnt.expiresAt ?? wanted.expiresAt;
  const canKeep = credential.kind === "secret" || credential.kind === "certificate";
  const path = keepSecret && canKeep ? undefined : pathOf(wanted);
  const record: ServicePrincipal = {
    id: createIdentity({ source: "servicePrincipal", cloud, accountId, label }).id,
    cloud,
    clientId,
    tenantIds: [...new Set(wanted.tenantIds.map((tenantId) => tenantId.toLowerCase()))],
    label,
    kind: credential.kind,
    keepsSecret: keepSecret && canKeep,
    ...(path !== undefined && "password" in credential && { hasPassword: true }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(path !== undefined && { path }),
    ...(homeAccountId !== undefined && { homeAccountId }),
  };
  return { record, isNamed: wanted.label !== undefined };
}

/** A principal that was known gets a new credential: its name and tenants stay. */
export function renew(
  before: ServicePrincipal,
  record: ServicePrincipal,
  isNamed: boolean,
): ServicePrincipal {
  return {
    ...record,
    label: isNamed ? record.label : before.label,
    tenantIds: [...new Set([...before.tenantIds, ...record.tenantIds])],
    ...(before.pinned && { pinned: true }),
  };
}

function pathOf({ credential }: NewPrincipal): string | undefined {
  return "path" in credential ? credential.path : undefined;
}
