import * as vscode from "vscode";
import type { CloudName } from "../model/cloud.ts";
import { createIdentity, type Identity } from "../model/identity.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken, Clock, IdentitySourcePort, SignInRequest } from "../model/ports.ts";
import { isGuid } from "../model/tenant.ts";
import type { AccountClouds } from "./accountClouds.ts";
import { readEntraMessage } from "./entraMessage.ts";
import type { SovereignClouds } from "./sovereignClouds.ts";
import { readTokenClaims } from "./tokenClaims.ts";
import { rawText } from "../model/untrusted.ts";
import { wireName } from "../model/wireText.ts";

/** VS Code's providers: one for the public cloud, one for the other cloud that its settings name. */
const publicProvider = "microsoft";
const sovereignProvider = "microsoft-sovereign-cloud";

/** A session does not say when its token ends; if the token does not either, it is trusted so long. Milliseconds. */
const assumedLifetime = 5 * 60_000;

/**
 * The accounts of VS Code's Microsoft providers. Both list the accounts of both, and send an account's refresh token to whichever cloud
 * is asked for [V]: an account is asked for in its own cloud only. It is always passed, because without it the provider tries all
 * of them; every dialog carries a detail that names tenant, account and reason.
 */
export class VscodeAccounts implements IdentitySourcePort {
  readonly #clock: Clock;
  readonly #clouds: SovereignClouds;
  readonly #accountClouds: AccountClouds;
  /** The accounts of the second provider, as they were last known. */
  #there: readonly vscode.AuthenticationSessionAccountInformation[] = [];
  /** Whether the second provider has answered, if it was asked. */
  #hasAnswered = true;
  /** For each sign-in to another cloud that is under way: the accounts that were there before. */
  readonly #knownBefore = new Set<ReadonlySet<string>>();

  constructor(clock: Clock, clouds: SovereignClouds, accountClouds: AccountClouds) {
    this.#clock = clock;
    this.#clouds = clouds;
    this.#accountClouds = accountClouds;
  }

  /** Who is in another cloud stays while that one's provider does not answer, or what the settings say of it cannot be used. */
  isUnsure({ cloud, accountId }: Identity): boolean {
    const { isBad } = this.#clouds;
    return (
      this.#isAnywhere ||
      this.#mayBeElsewhere(accountId) ||
      (cloud !== "public" && (isBad || !this.#hasAnswered))
    );
  }

  /** As long as there may be another cloud than the public one, accounts of which nobody knows where they are are not used. */
  get #isAnywhere(): boolean {
    return !this.#accountClouds.isSure && this.#areOtherClouds;
  }

  get #areOtherClouds(): boolean {
    const { ofProvider, isOfWorkspace, isBad } = this.#clouds;
    return ofProvider !== undefined || isOfWorkspace || isBad;
  }

  /** The same of one account, where only some are known; signing in again settles it. */
  #mayBeElsewhere(accountId: string): boolean {
    return this.#areOtherClouds && !this.#accountClouds.isSettled(accountId);
  }

  async list(): Promise<readonly Identity[]> {
    if (this.#isAnywhere) {
      return [];
    }
    const { ofProvider: cloud, isOfWorkspace } = this.#clouds;
    const [here] = await Promise.all([
      vscode.authentication.getAccounts(publicProvider),
      cloud === undefined || isOfWorkspace ? undefined : this.#listThere(),
    ]);
    const there = isOfWorkspace ? here : this.#there; // what is known of those accounts must not end with a folder
    return [...this.#of("public", here), ...(cloud === undefined ? [] : this.#of(cloud, there))];
  }

  async hasAccountsElsewhere(cloud: CloudName): Promise<boolean> {
    const known = await vscode.authentication.getAccounts(publicProvider);
    return [...known, ...this.#there].some(
      ({ id }) => this.#accountClouds.cloudOf(id) !== cloud || this.#mayBeElsewhere(id),
    );
  }

  async silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined> {
    const wanted = this.#scopes(identity.cloud, tenantId);
    const session = await vscode.authentication.getSession(this.#providerOf(identity.cloud), wanted, {
      silent: true,
      account: toAccount(identity),
    });
    return session && this.#toToken(session, identity, tenantId);
  }

  async interactiveToken(
    identity: Identity,
    tenantId: string,
    { detail, challenge }: SignInRequest,
  ): Promise<AccessToken> {
    const account = toAccount(identity);
    const provider = this.#providerOf(identity.cloud);
    const wanted = this.#scopes(identity.cloud, tenantId);
    const session = await this.#ask(identity.cloud, identity, () =>
      challenge === undefined
        ? vscode.authentication.getSession(provider, wanted, { forceNewSession: { detail }, account })
        : vscode.authentication.getSession(
            provider,
            { wwwAuthenticate: challenge, fallbackScopes: wanted },
            { createIfNone: { detail }, account },
          ),
    );
    return this.#toToken(session, identity, tenantId);
  }

  async signIn({ detail, cloud = "public", username }: SignInRequest, identity?: Identity): Promise<void> {
    const where = identity?.cloud ?? cloud;
    const provider = this.#providerOf(where);
    const wanted = this.#scopes(where, undefined);
    const session = await this.#ask(where, identity, () =>
      vscode.authentication.getSession(provider, wanted, {
        createIfNone: { detail },
        // Without an account, the one picked last would be taken without asking.
        ...(identity ? { account: toAccount(identity) } : { clearSessionPreference: true }),
        // VS Code knows no account of this id, so it asks the cloud for the token of none before the person signs in.
        ...(username !== undefined && { account: { id: "", label: username.toLowerCase() } }),
      }),
    );
    if (identity) {
      requireAccount(session, identity);
    }
  }

  /**
   * Asks a person, and remembers where the account is that comes. VS Code tells of a new account before the one who asked gets it: until it
   * is known where it is, it is in no list, so that nobody asks another cloud for its tokens.
   */
  async #ask(
    cloud: CloudName,
    identity: Identity | undefined,
    ask: () => Thenable<vscode.AuthenticationSession>,
  ): Promise<vscode.AuthenticationSession> {
    const accounts = cloud === "public" ? [] : await vscode.authentication.getAccounts(publicProvider);
    const before = new Set(accounts.map(({ id }) => id));
    if (cloud !== "public") {
      this.#knownBefore.add(before);
    }
    try {
      const session = await asked(ask);
      const { id } = session.account;
      const isStranger = cloud !== "public" && id !== identity?.accountId && !before.has(id);
      if (!identity || isStranger || !this.#accountClouds.isSettled(id)) {
        await this.#accountClouds.remember(id, cloud);
      }
      return session;
    } finally {
      this.#knownBefore.delete(before);
    }
  }

  #of(cloud: CloudName, accounts: readonly vscode.AuthenticationSessionAccountInformation[]): Identity[] {
    return accounts
      .filter(
        ({ id }) =>
          this.#accountClouds.cloudOf(id) === cloud &&
          !this.#mayBeElsewhere(id) &&
          !this.#isComing(id, cloud),
      )
      .map((account) => toIdentity(account, cloud));
  }

  #isComing(accountId: string, cloud: CloudName): boolean {
    return cloud === "public" && [...this.#knownBefore].some((before) => !before.has(accountId));
  }

  /** A second provider that does not start, for example because its settings are wrong, must not hide the first one's. */
  async #listThere(): Promise<void> {
    try {
      this.#there = await vscode.authentication.getAccounts(sovereignProvider);
      this.#hasAnswered = true;
    } catch {
      this.#hasAnswered = false; // what was known of it stays
    }
  }

  /**
   * Throws `workspaceCloud` if a workspace may lead the second provider elsewhere, `unknownCloud` if it signs in to another cloud
   * by now.
   */
  #providerOf(cloud: CloudName): string {
    if (cloud === "public") {
      return publicProvider;
    }
    if (this.#clouds.isOfWorkspace) {
      throw new PalError("workspaceCloud");
    }
    if (cloud !== this.#clouds.ofProvider) {
      throw new PalError("unknownCloud");
    }
    return sovereignProvider;
  }

  /**
   * `VSCODE_TENANT:` makes the provider ask that tenant's authority; without it the account's home answers. Throws
   * `cloudNotConfirmed`.
   */
  #scopes(cloud: CloudName, tenantId: string | undefined): string[] {
    const arm = `${this.#clouds.find(cloud).audience}/.default`;
    return tenantId === undefined ? [arm] : [arm, `VSCODE_TENANT:${tenantId}`];
  }

  #toToken(
    session: vscode.AuthenticationSession,
    identity: Identity,
    wantedTenantId: string | undefined,
  ): AccessToken {
    requireAccount(session, identity);
    const claims = readTokenClaims(session.accessToken);
    const wanted = wantedTenantId?.toLowerCase();
    if (wanted !== undefined && claims.tenantId !== undefined && claims.tenantId !== wanted) {
      throw new PalError("wrongTenant");
    }
    const tenantId = wanted ?? claims.tenantId;
    const { expiresAt, objectId } = claims;
    return {
      token: session.accessToken,
      cloud: identity.cloud,
      expiresAt: expiresAt ?? this.#clock.now() + assumedLifetime,
      ...(tenantId !== undefined && { tenantId }),
      ...(objectId !== undefined && { objectId }),
    };
  }
}

/**
 * In its dialogs VS Code lets the person go on with another account than the one asked for; that one's token must never
 * be used in this one's name.
 */
function requireAccount({ account }: vscode.AuthenticationSession, identity: Identity): void {
  if (account.id !== identity.accountId) {
    throw new PalError("wrongAccount");
  }
}

/** VS Code throws plain errors. */
async function asked(
  ask: () => Thenable<vscode.AuthenticationSession>,
): Promise<vscode.AuthenticationSession> {
  try {
    return await ask();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw readEntraMessage(message, error);
  }
}

function toIdentity(
  { id, label }: vscode.AuthenticationSessionAccountInformation,
  cloud: CloudName,
): Identity {
  // The provider takes MSAL's `homeAccountId` for the account's id: `<object id>.<home tenant id>` [V].
  const homeTenantId = id.split(".").at(-1)?.toLowerCase() ?? "";
  return createIdentity({
    source: "vscode",
    cloud,
    accountId: id,
    label: wireName(label) ?? id,
    ...(isGuid(homeTenantId) && id.includes(".") && { homeTenantId }),
  });
}

function toAccount(identity: Identity): vscode.AuthenticationSessionAccountInformation {
  return { id: identity.accountId, label: rawText(identity.label) };
}
