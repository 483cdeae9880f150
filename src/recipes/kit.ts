import type { Cloud } from "../model/cloud.ts";
import { isGuid } from "../model/tenant.ts";
import { inertName } from "./inertName.ts";
import { toolCloud } from "./toolClouds.ts";

/** How the partner will sign in as the new principal. */
export type KitCredential =
  /** Lives ten minutes: long enough to link once. */
  | { readonly kind: "secret" }
  /** Tokens of another issuer, such as a pipeline, are trusted for this subject. */
  | { readonly kind: "federation"; readonly issuer: string; readonly subject: string };

/** What a partner wishes of a customer. */
export interface KitWishes {
  /** What the application is to be called. Hostile text. */
  readonly name: string;
  /** Where the principal is to be made; absent: in the tenant that the customer is signed in to. */
  readonly tenantId?: string;
  /** What the roles are for; absent: the subscription that the customer's tool is set to. */
  readonly scope?: string;
  readonly credential: KitCredential;
}

/** Checked wishes: every part has a form in which it can stand between single quotes of bash and PowerShell. */
export type Kit = KitFacts & { readonly __checked: never };

interface KitFacts {
  readonly name: string;
  readonly tenantId?: string;
  readonly scope?: string;
  readonly credential: KitCredential;
  /** What the tools call the cloud. */
  readonly cloud: string;
  readonly federationAudience: string;
}

/**
 * The roles a standing principal gets: Support Request Contributor counts for partner earned credit, Reader does not
 * (`pec-roles.json`) but shows what the support requests are about. By ID: names are not unique [V Learn, built-in roles].
 */
export const kitRoles = [
  { name: "Support Request Contributor", id: "cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e" },
  { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" },
] as const;

/** What the credential is called where the customer sees it. */
export const credentialName = "partner-admin-link";

/** How long the secret lives, in minutes. */
export const secretMinutes = 10;

const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const scopeForm = new RegExp(
  `^(/subscriptions/${guid}(/resourceGroups/[\\p{L}\\p{N}._()-]{1,90})?|/providers/Microsoft\\.Management/managementGroups/[A-Za-z0-9._()-]{1,90})$`,
  "iu",
);
/** An https address without query. */
const issuerForm = /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~-]+)*\/?$/;
/** Of GitHub, Azure DevOps, Kubernetes and others, such as `repo:contoso/deploy:ref:refs/heads/main`. */
const subjectForm = /^[A-Za-z0-9/][A-Za-z0-9 :/._@*+=~-]{0,598}[A-Za-z0-9/*]$/;

/** Checks what a partner wishes; undefined if a part has not the form it must have, or in a cloud of somebody's own. */
export function checkKit(wishes: KitWishes, { armEndpoint }: Pick<Cloud, "armEndpoint">): Kit | undefined {
  const { tenantId, scope, credential } = wishes;
  const cloud = toolCloud(armEndpoint);
  const sound =
    (tenantId === undefined || isGuid(tenantId)) &&
    (scope === undefined || scopeForm.test(scope)) &&
    (credential.kind === "secret" ||
      (issuerForm.test(credential.issuer) && subjectForm.test(credential.subject)));
  if (!cloud || !sound) {
    return undefined;
  }
  const facts: KitFacts = {
    name: inertName(wishes.name) || "Partner Admin Link",
    ...(tenantId !== undefined && { tenantId: tenantId.toLowerCase() }),
    ...(scope !== undefined && { scope }),
    credential,
    cloud: cloud.name,
    federationAudience: cloud.federationAudience,
  };
  return facts as Kit;
}

/** What the customer reads before they run a kit. */
export const kitAbout: readonly string[] = [
  "Prepares a service principal that a partner links to its partner ID (Partner Admin Link).",
  "Makes an application and its principal, gives it the roles",
  `${kitRoles.map(({ name }) => name).join(" and ")}, and a way to sign in.`,
  "Needs rights to register applications, and Owner or User Access Administrator at the scope.",
];
