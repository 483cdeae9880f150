import type { Identity } from "./identity.ts";
import type { PartnerLink } from "./partnerLink.ts";
import type { Tenant } from "./tenant.ts";

/** The wall clock. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** An access token for ARM in one tenant; kept in memory only. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The tenant the token was issued in, if it says so. */
  readonly tenantId?: string;
}

/** How a person is asked to sign in: in words, and with the challenge to be answered if there is one. */
export interface SignInRequest {
  /** Names the tenant, the account and the reason; shown in VS Code's dialog. */
  readonly detail: string;
  /** A `WWW-Authenticate` header with a claims challenge. */
  readonly challenge?: string;
}

/** Where identities and their tokens come from. */
export interface IdentitySourcePort {
  /** All identities the source knows; knowing one does not mean that its tokens may be used. */
  list(): Promise<readonly Identity[]>;
  /** A token without any prompt, or undefined; the source gives no reason. Without a tenant: the home tenant. */
  silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined>;
  /** A token after asking the person. Throws `signInCancelled`. */
  interactiveToken(identity: Identity, tenantId: string, request: SignInRequest): Promise<AccessToken>;
  /** Asks the person to sign in with any account and to grant this extension access. Throws `signInCancelled`. */
  signIn(request: SignInRequest): Promise<Identity>;
}

/** What every call to ARM needs. */
export interface ArmCall {
  readonly token: AccessToken;
  readonly signal?: AbortSignal;
}

/** Azure Resource Manager, as far as it is needed. Every method sends each request at most once and throws `PalError`. */
export interface ArmPort {
  /** All tenants of the token's account, over all pages. */
  listTenants(call: ArmCall): Promise<readonly Tenant[]>;
  /** The caller's own link in the token's tenant, or undefined if there is none. */
  readLink(call: ArmCall): Promise<PartnerLink | undefined>;
  /** Creates the caller's link. Throws `conflict` if there is one already. */
  createLink(call: ArmCall, partnerId: string): Promise<void>;
}

/** The log. `variable` comes last in the line; neither tokens nor names of people and tenants belong here. */
export interface LogPort {
  info(message: string, variable?: string): void;
  warn(message: string, variable?: string): void;
  error(message: string, error: unknown): void;
}
