import type { CloudName } from "./cloud.ts";

/** Where an identity comes from. Service principals and others follow. */
export type IdentitySource = "vscode";

/** `<source>:<cloud>:<id>`: unique over all sources and clouds, so two accounts can never be mixed up. */
export type IdentityId = string & { readonly __identityId: never };

/** Somebody who can be linked: today an account of VS Code's Microsoft provider. */
export interface Identity {
  readonly id: IdentityId;
  readonly source: IdentitySource;
  readonly cloud: CloudName;
  /** The source's own id of the account. */
  readonly accountId: string;
  /** What the person knows the account by, usually a mail address. Hostile text: escape it. */
  readonly label: string;
}

/** Builds an identity from what its source knows. */
export function createIdentity(
  source: IdentitySource,
  cloud: CloudName,
  accountId: string,
  label: string,
): Identity {
  return { id: `${source}:${cloud}:${accountId}` as IdentityId, source, cloud, accountId, label };
}
