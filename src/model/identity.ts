import type { CloudName } from "./cloud.ts";
import type { Untrusted } from "./untrusted.ts";
import { tellingName } from "./tellingName.ts";

/** Where an identity comes from: an account of VS Code, or one that the user added with a credential of its own. */
export type IdentitySource = "vscode" | "servicePrincipal";

/** All sources. */
export const identitySources: readonly IdentitySource[] = ["vscode", "servicePrincipal"];

/** `<source>:<cloud>:<id>`: unique over all sources and clouds, so two accounts can never be mixed up. */
export type IdentityId = string & { readonly __identityId: never };

/** Somebody who can be linked. */
export interface Identity {
  readonly id: IdentityId;
  readonly source: IdentitySource;
  readonly cloud: CloudName;
  /** The source's own id of the account. */
  readonly accountId: string;
  /** Where the identity comes from, if its source says so; its list of tenants is asked for there. */
  readonly homeTenantId?: string;
  /** What the person knows the identity by, usually a mail address, or a name they gave. */
  readonly label: Untrusted;
  /** The user wants it on top. */
  readonly pinned?: true;
}

/** The directory in which all personal Microsoft accounts live [V]. */
const personalTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

/** Whether it is a personal Microsoft account, which has no directory of its own and so no list of tenants. */
export function isPersonal({ homeTenantId }: Identity): boolean {
  return homeTenantId === personalTenantId;
}

/** Whether it is an application and no person: who signs in with a device code is one, and has their own id after the application's. */
export function isApplication({ source, accountId }: Identity): boolean {
  return source === "servicePrincipal" && !accountId.includes(".");
}

/** The same by an identity's id, which ends in the account's. */
export function isApplicationId(id: IdentityId): boolean {
  return id.startsWith("servicePrincipal:") && !id.slice(id.lastIndexOf(":")).includes(".");
}

/** Whether its silent tokens come one after another, and slower with each tenant: those of VS Code's provider do. */
export function isQueued({ source }: Identity): boolean {
  return source === "vscode";
}

/** Builds an identity from what its source knows; without a name that can be seen, it is called by its ID. */
export function createIdentity(known: Omit<Identity, "id">): Identity {
  const { source, cloud, accountId } = known;
  const label = tellingName(known.label, accountId) ?? accountId;
  return { ...known, label, id: `${source}:${cloud}:${accountId}` as IdentityId };
}
