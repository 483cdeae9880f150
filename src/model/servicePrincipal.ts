import type { CloudName } from "./cloud.ts";
import type { IdentityId } from "./identity.ts";
import type { Untrusted } from "./untrusted.ts";

/**
 * How an identity of our own signs in: with a client secret, a certificate, a token that another issuer vouches for it with
 * (workload identity federation), or as a person who enters a code in any browser.
 */
export type CredentialKind = "secret" | "certificate" | "federation" | "deviceCode";

/** What is remembered of a service principal (or of a person who signs in with a device code). Never a secret. */
export interface ServicePrincipal {
  readonly id: IdentityId;
  readonly cloud: CloudName;
  /** The application (client) ID. */
  readonly clientId: string;
  /** The tenants that were named, the first one is where its list of tenants is asked for. At least one. */
  readonly tenantIds: readonly string[];
  /** What the user calls it. */
  readonly label: Untrusted;
  readonly kind: CredentialKind;
  /** The secret, or the certificate with its key or the password of its file, is in VS Code's secret storage. */
  readonly keepsSecret: boolean;
  /** The certificate's file has a password, which is not kept. */
  readonly hasPassword?: true;
  /** When the credential ends, where that is known (milliseconds since 1970). */
  readonly expiresAt?: number;
  /** When the user was last told that it ends soon (milliseconds since 1970). */
  readonly warnedAt?: number;
  /** Where the certificate, or the token of the federation, is read from each time. */
  readonly path?: string;
  /** Entra's id of the person behind a device code, the same in all tenants: nobody else may answer for them. */
  readonly homeAccountId?: string;
  /** The user wants it on top. */
  readonly pinned?: true;
}

/** What signs a service principal in: what is secret in it lives in memory and goes nowhere but to the cloud's authority. */
export type Credential =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "certificate"; readonly path: string; readonly password?: string }
  | { readonly kind: "federation"; readonly path: string }
  | { readonly kind: "deviceCode" };

/** A service principal to be added. */
export interface NewPrincipal {
  readonly cloud: CloudName;
  /** The application (client) ID; for a device code it may be left out. */
  readonly clientId?: string;
  /** At least one; the first one is asked at once whether the credential is right. */
  readonly tenantIds: readonly string[];
  /** Without it, the client ID, or what Entra calls the person. */
  readonly label?: string;
  readonly credential: Credential;
  /**
   * The user asked for the secret to outlive this window. Of a certificate, certificate and key are kept and its file is not
   * read again; otherwise only the path is remembered, and a password lives in this window only.
   */
  readonly keepSecret: boolean;
  /** When a secret ends, if the user knows it (milliseconds since 1970); certificates tell it themselves. */
  readonly expiresAt?: number;
}

/** The application that a person signs in to with a device code unless another is named: the Azure CLI's [V azure-cli]. */
export const deviceCodeClientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/** The code that a person enters in a browser. */
export interface DeviceCode {
  readonly userCode: string;
  /** An https page of the cloud's authority, or Microsoft's short address of it. Foreign text: show it before it is opened. */
  readonly verificationUri: string;
}
