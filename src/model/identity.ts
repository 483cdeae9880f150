import { type CloudName, isCloudName } from "./cloud.ts";
import { tellingName } from "./tellingName.ts";
import type { Untrusted } from "./untrusted.ts";

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

/** The same by an identity's id. */
export function isApplicationId(id: IdentityId): boolean {
  const { source, accountId } = readIdentityId(id) ?? {};
  return source === "servicePrincipal" && accountId?.includes(".") === false;
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

/** What an identity's id says. A custom cloud's name has colons of its own; only in the others an account's id may have some. */
export function readIdentityId(id: string): Pick<Identity, "source" | "cloud" | "accountId"> | undefined {
  const [source = "", rest = ""] = splitAt(id, id.indexOf(":"));
  const isCustom = rest.startsWith("custom:");
  const [cloud = "", accountId = ""] = splitAt(rest, isCustom ? rest.lastIndexOf(":") : rest.indexOf(":"));
  const known = identitySources.find((one) => one === source);
  return known && isCloudName(cloud) ? { source: known, cloud, accountId } : undefined;
}

/** Whether an identity's id can be taken for no other's: a colon in an account's id could stand before a cloud's port. */
export function isOwnId({ id, cloud, accountId }: Identity): boolean {
  const read = readIdentityId(id);
  return accountId !== "" && read?.cloud === cloud && read.accountId === accountId;
}

function splitAt(text: string, place: number): string[] {
  return place < 0 ? [] : [text.slice(0, place), text.slice(place + 1)];
}
