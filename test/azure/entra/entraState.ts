import type { Settings } from "../control/settings.ts";
import type { Account } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { SecretLog } from "./secretLog.ts";
import type { SigningKeys } from "./signingKeys.ts";

/** One interactive sign-in of a person; refresh tokens hang on it. */
export interface Session {
  readonly account: Account;
  /** Tenants in which multi-factor authentication was passed. */
  readonly mfaTenantIds: Set<string>;
  revoked: boolean;
}

export interface AuthorizationCode {
  readonly session: Session;
  readonly tenant: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: { value: string; method: string } | undefined;
  readonly nonce: string | undefined;
  readonly expiresAt: number;
  redeemed: boolean;
}

export interface RefreshToken {
  readonly session: Session;
  readonly clientId: string;
  /** The cloud that issued it: another one does not know it. */
  readonly cloud: string;
}

/** A refresh token that a client sent to another cloud than the one it is of. */
export interface StrayToken {
  readonly username: string;
  readonly from: string;
  readonly to: string;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly clientId: string;
  readonly tenant: string;
  /** What the device asked for. */
  readonly scope: string;
  readonly expiresAt: number;
  outcome: "pending" | "declined" | Session;
}

/** What Entra ID remembers. */
export interface EntraState {
  readonly world: World;
  readonly settings: Settings;
  readonly keys: SigningKeys;
  readonly codes: Map<string, AuthorizationCode>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly deviceCodes: Map<string, DeviceCode>;
  /** `tenant/username/client` of consents given where the policy asks for one. */
  readonly consents: Set<string>;
  readonly secrets: SecretLog;
  readonly strays: StrayToken[];
}

export function newEntraState(world: World, settings: Settings, keys: SigningKeys): EntraState {
  return {
    world,
    settings,
    keys,
    codes: new Map(),
    refreshTokens: new Map(),
    deviceCodes: new Map(),
    consents: new Set(),
    secrets: new SecretLog(),
    strays: [],
  };
}

export function newSession(account: Account): Session {
  return { account, mfaTenantIds: new Set(), revoked: false };
}
