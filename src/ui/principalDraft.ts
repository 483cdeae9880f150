import type { Cloud } from "../model/cloud.ts";
import type { Credential, CredentialKind, NewPrincipal } from "../model/servicePrincipal.ts";
import { isGuid } from "../model/tenant.ts";
import { parseTenantReference, type TenantReference } from "../model/tenantReference.ts";

/** What a person has entered of a service principal so far. It lives as long as the wizard and holds secrets. */
export interface PrincipalDraft {
  readonly cloud?: Cloud;
  /** The application (client) ID, as it was typed. */
  readonly clientId: string;
  /** IDs and domains, as they were typed. */
  readonly tenants: string;
  readonly kind?: CredentialKind;
  readonly secret: string;
  readonly path: string;
  readonly password: string;
  readonly keep: boolean;
  /** The day on which the secret ends, as it was typed. */
  readonly endsOn: string;
}

/** Where the wizard begins. */
export const emptyDraft: PrincipalDraft = {
  clientId: "",
  tenants: "",
  secret: "",
  path: "",
  password: "",
  keep: false,
  endsOn: "",
};

/** What is asked for, one thing a step. */
export type PrincipalStep =
  | "cloud"
  | "clientId"
  | "tenants"
  | "kind"
  | "secret"
  | "path"
  | "password"
  | "keep"
  | "endsOn";

const ofCredential: Readonly<Record<CredentialKind, readonly PrincipalStep[]>> = {
  secret: ["secret", "keep"],
  certificate: ["path", "password", "keep"],
  federation: ["path"],
  deviceCode: [],
};

/**
 * The steps for what was entered so far: those of a credential come once its kind is known, and the end of a secret is asked
 * for only if it is kept.
 *
 * @param renews only the credential of a principal that is there already is asked for.
 */
export function principalSteps({ kind, keep }: PrincipalDraft, renews: boolean): readonly PrincipalStep[] {
  const credential = kind === undefined ? (["secret", "keep"] as const) : ofCredential[kind];
  return [
    ...(renews ? [] : (["cloud", "clientId", "tenants"] as const)),
    "kind",
    ...credential,
    ...(keep && kind === "secret" ? (["endsOn"] as const) : []),
  ];
}

/** The tenants that were typed or pasted, each once, and what is none. */
export interface TypedTenants {
  readonly tenants: readonly TenantReference[];
  readonly strange: readonly string[];
}

/** More than a thousand tenants. */
const longestTenants = 65_536;

/** Reads IDs and domains with commas, semicolons, spaces or line breaks between. */
export function readTenants(text: string): TypedTenants {
  const tenants = new Map<string, TenantReference>();
  const strange: string[] = [];
  if (text.length > longestTenants) {
    return { tenants: [], strange: [text] };
  }
  for (const part of text.split(/[\s,;]+/).filter((one) => one !== "")) {
    const reference = parseTenantReference(part);
    if (reference) {
      tenants.set(nameOf(reference), reference);
    } else {
      strange.push(part);
    }
  }
  return { tenants: [...tenants.values()], strange };
}

/** How Entra ID is asked for it. */
export function nameOf(reference: TenantReference): string {
  return reference.kind === "id" ? reference.tenantId : reference.domain;
}

/** The application (client) ID that was typed; undefined if it is none. */
export function readClientId(text: string): string | undefined {
  const id = text.replaceAll(/[\s{}]/g, "").toLowerCase();
  return isGuid(id) ? id : undefined;
}

/**
 * A path as it is copied out of a file manager: without the quotes that Windows puts around it.
 * Undefined if it does not begin at a root, because nobody knows what else it would begin at.
 */
export function readPath(text: string): string | undefined {
  const path = text.trim().replace(/^"(.*)"$/, "$1");
  return /^(\/|[A-Za-z]:[\\/]|\\\\)./.test(path) ? path : undefined;
}

/** The end of a day (milliseconds since 1970, UTC) that was typed as `2027-01-31`; undefined if there is no such day. */
export function readDay(text: string): number | undefined {
  const day = text.trim();
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? at : undefined;
}

/** The credential that was entered; undefined if something is missing. */
export function credentialOf({ kind, secret, path, password }: PrincipalDraft): Credential | undefined {
  const file = readPath(path);
  switch (kind) {
    case "secret":
      return secret.trim() === "" ? undefined : { kind, secret: secret.trim() };
    case "certificate":
      return file === undefined ? undefined : { kind, path: file, ...(password !== "" && { password }) };
    case "federation":
      return file === undefined ? undefined : { kind, path: file };
    case "deviceCode":
      return { kind };
    default:
      return kind;
  }
}

/** What is to be added; undefined if something is missing. @param tenantIds what the typed tenants turned out to be. */
export function newPrincipalOf(
  draft: PrincipalDraft,
  tenantIds: readonly string[],
): NewPrincipal | undefined {
  const credential = credentialOf(draft);
  const clientId = readClientId(draft.clientId);
  const hasApplication = clientId !== undefined || credential?.kind === "deviceCode";
  if (!draft.cloud || !credential || !hasApplication || tenantIds.length === 0) {
    return undefined;
  }
  const canKeep = credential.kind === "secret" || credential.kind === "certificate";
  const expiresAt = credential.kind === "secret" && draft.keep ? readDay(draft.endsOn) : undefined;
  return {
    cloud: draft.cloud.name,
    ...(clientId !== undefined && { clientId }),
    tenantIds,
    credential,
    keepSecret: draft.keep && canKeep,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
