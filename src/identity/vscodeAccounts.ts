import * as vscode from "vscode";
import { clouds } from "../model/cloud.ts";
import { createIdentity, type Identity } from "../model/identity.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken, Clock, IdentitySourcePort, SignInRequest } from "../model/ports.ts";
import { readTokenClaims } from "./tokenClaims.ts";

const providerId = "microsoft";

/** A session does not say when its token ends; if the token does not either, it is trusted so long. Milliseconds. */
const assumedLifetime = 5 * 60_000;

/**
 * The accounts of VS Code's Microsoft provider. The account is always passed, because without it the provider tries all
 * of them; every dialog carries a detail that names tenant, account and reason.
 */
export class VscodeAccounts implements IdentitySourcePort {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async list(): Promise<readonly Identity[]> {
    const accounts = await vscode.authentication.getAccounts(providerId);
    return accounts.map(toIdentity);
  }

  async silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined> {
    const session = await vscode.authentication.getSession(providerId, scopes(identity, tenantId), {
      silent: true,
      account: toAccount(identity),
    });
    return session && this.#toToken(session);
  }

  async interactiveToken(
    identity: Identity,
    tenantId: string,
    { detail, challenge }: SignInRequest,
  ): Promise<AccessToken> {
    const account = toAccount(identity);
    const wanted = scopes(identity, tenantId);
    return this.#toToken(
      await asked(() =>
        challenge === undefined
          ? vscode.authentication.getSession(providerId, wanted, { forceNewSession: { detail }, account })
          : vscode.authentication.getSession(
              providerId,
              { wwwAuthenticate: challenge, fallbackScopes: wanted },
              { createIfNone: { detail }, account },
            ),
      ),
    );
  }

  async signIn({ detail }: SignInRequest): Promise<Identity> {
    const session = await asked(() =>
      vscode.authentication.getSession(providerId, homeScopes, {
        createIfNone: { detail },
        clearSessionPreference: true, // else the account picked last is taken without asking
      }),
    );
    return toIdentity(session.account);
  }

  #toToken(session: vscode.AuthenticationSession): AccessToken {
    const { expiresAt, tenantId } = readTokenClaims(session.accessToken);
    return {
      token: session.accessToken,
      expiresAt: expiresAt ?? this.#clock.now() + assumedLifetime,
      ...(tenantId !== undefined && { tenantId }),
    };
  }
}

const homeScopes = [`${clouds.public.audience}/.default`];

/** `VSCODE_TENANT:` makes the provider ask that tenant's authority; without it the account's home answers. */
function scopes(identity: Identity, tenantId: string | undefined): string[] {
  const arm = `${clouds[identity.cloud].audience}/.default`;
  return tenantId === undefined ? [arm] : [arm, `VSCODE_TENANT:${tenantId}`];
}

/** VS Code throws plain errors: a dialog that was cancelled is a decision, anything else a failure told in Entra's words. */
async function asked(
  ask: () => Thenable<vscode.AuthenticationSession>,
): Promise<vscode.AuthenticationSession> {
  try {
    return await ask();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw /did not consent|cancel/i.test(message)
      ? new PalError("signInCancelled", {}, error)
      : new PalError("signInFailed", { azureMessage: message }, error);
  }
}

function toIdentity(account: vscode.AuthenticationSessionAccountInformation): Identity {
  return createIdentity("vscode", "public", account.id, account.label);
}

function toAccount(identity: Identity): vscode.AuthenticationSessionAccountInformation {
  return { id: identity.accountId, label: identity.label };
}
