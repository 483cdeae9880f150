/** What Entra's conditional access does with sign-ins to a tenant, or what is wrong with the tenant. */
export const tenantPolicies = [
  "normal",
  "mfaOnWrites",
  "mfaOnWrites403",
  "mfaOnWrites403NoHeader",
  "mfaToSignIn",
  "noAccount",
  "blockedByConditionalAccess",
  "deleted",
  "consentMissing",
] as const;
export type TenantPolicy = (typeof tenantPolicies)[number];

export interface Tenant {
  readonly tenantId: string;
  /** Guests and service principals often get no name [V]. */
  displayName?: string;
  readonly defaultDomain?: string;
  readonly countryCode: string;
  readonly category: "Home" | "ManagedBy" | "ProjectedBy";
  policy: TenantPolicy;
}

export interface Account {
  readonly username: string;
  readonly name: string;
  readonly homeTenantId: string;
  /** Tenants that `/tenants` lists for this account, the home tenant first. */
  readonly tenantIds: readonly string[];
}

export interface ServicePrincipal {
  readonly tenantId: string;
  readonly clientId: string;
  clientSecret: string;
  /** Its secret has expired. */
  secretExpired?: boolean;
  readonly objectId: string;
  /** Other tenants that added the application; it has another object id in each. */
  alsoIn?: string[];
  /** PEM of a certificate uploaded for this application, if any. */
  certificate?: string;
  /** A federated credential (OIDC), if any. */
  federation?: { issuer: string; subject: string; publicKey: string };
}

export interface Partner {
  readonly partnerId: string;
  readonly partnerName: string;
  readonly kind: "location" | "global";
}

/** A stored Partner Admin Link; it belongs to one object in one tenant [V]. */
export interface Link {
  readonly tenantId: string;
  readonly objectId: string;
  partnerId: string;
  state: "Active" | "Deleted";
  version: number;
  createdTime: string;
  updatedTime: string;
  /** Old links are answered without `partnerName` [V REC]. */
  nameless: boolean;
}

export type AgreementType =
  | "EnterpriseAgreement"
  | "MicrosoftCustomerAgreement"
  | "MicrosoftOnlineServicesProgram"
  | "MicrosoftPartnerAgreement"
  | "Other";

export interface Subscription {
  readonly subscriptionId: string;
  readonly displayName: string;
  readonly tenantId: string;
  readonly state: "Enabled" | "Warned" | "PastDue" | "Disabled" | "Deleted";
  readonly quotaId: string;
  readonly spendingLimit: "On" | "Off";
  readonly agreementType: AgreementType;
  /** Status of the billing answer: callers without billing access get 401, 403 or 404 [V]. */
  readonly billingStatus: 200 | 401 | 403 | 404;
  /** Tenants that manage this subscription through Azure Lighthouse. */
  readonly managedByTenantIds: readonly string[];
}

export interface RoleAssignment {
  readonly name: string;
  readonly tenantId: string;
  readonly scope: string;
  readonly roleDefinitionId: string;
  readonly principalId: string;
  readonly principalType: "User" | "Group" | "ServicePrincipal";
}
