import type { Identity } from "../model/identity.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken, Clock, IdentitySourcePort, SignInRequest } from "../model/ports.ts";

/** A token that ends sooner than this is asked for anew, so that it lasts for the request. Milliseconds. */
const leastLifetime = 60_000;

/**
 * The one gate to an identity source. VS Code's provider answers silent calls one after another, in a queue shared by all
 * extensions, and gets slower with each tenant; so there is never more than one silent call outstanding, and a token that
 * is still valid is never asked for again. Tokens live in memory only.
 */
export class TokenGate {
  readonly #source: IdentitySourcePort;
  readonly #clock: Clock;
  readonly #tokens = new Map<string, AccessToken>();
  readonly #interactive = new Map<string, Promise<AccessToken>>();
  #lastSilent: Promise<unknown> = Promise.resolve();

  constructor(source: IdentitySourcePort, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /**
   * A token without any prompt; without `tenantId` for the identity's home tenant.
   * Throws `signInNeeded` (the source gives no reason) or `cancelled`.
   */
  async silent(identity: Identity, tenantId?: string, signal?: AbortSignal): Promise<AccessToken> {
    const held = this.#held(identity, tenantId);
    if (held) {
      return held;
    }
    const turn = this.#lastSilent.then(() => this.#askSilently(identity, tenantId, signal));
    this.#lastSilent = turn.catch(() => undefined);
    return turn;
  }

  /**
   * A token after asking the person; two askers for the same identity and tenant share one dialog.
   * Throws `signInCancelled`.
   */
  async interactive(identity: Identity, tenantId: string, request: SignInRequest): Promise<AccessToken> {
    const key = keyOf(identity, tenantId);
    const running = this.#interactive.get(key);
    if (running) {
      return running;
    }
    const asking = this.#source.interactiveToken(identity, tenantId, request).then((token) => {
      this.#tokens.set(key, token);
      return token;
    });
    this.#interactive.set(key, asking);
    try {
      return await asking;
    } finally {
      this.#interactive.delete(key);
    }
  }

  /** Forgets a token that Azure refused, so that the next call asks for a new one. */
  forget(token: AccessToken): void {
    for (const [key, held] of this.#tokens) {
      if (held.token === token.token) {
        this.#tokens.delete(key);
      }
    }
  }

  /** Forgets all tokens of identities that are not in `identities`. */
  keepOnly(identities: readonly Identity[]): void {
    const kept = identities.map((identity) => keyOf(identity, ""));
    for (const key of this.#tokens.keys()) {
      if (!kept.some((prefix) => key.startsWith(prefix))) {
        this.#tokens.delete(key);
      }
    }
  }

  async #askSilently(
    identity: Identity,
    tenantId: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken> {
    if (signal?.aborted) {
      throw new PalError("cancelled"); // it waited for its turn in vain
    }
    const held = this.#held(identity, tenantId); // another asker may have got it meanwhile
    if (held) {
      return held;
    }
    const token = await this.#source.silentToken(identity, tenantId);
    if (!token) {
      throw new PalError("signInNeeded", tenantId === undefined ? {} : { tenantId });
    }
    this.#tokens.set(keyOf(identity, tenantId), token);
    if (tenantId === undefined && token.tenantId !== undefined) {
      this.#tokens.set(keyOf(identity, token.tenantId), token); // the home tenant's own row needs no second token
    }
    return token;
  }

  #held(identity: Identity, tenantId: string | undefined): AccessToken | undefined {
    const token = this.#tokens.get(keyOf(identity, tenantId));
    return token && token.expiresAt - this.#clock.now() > leastLifetime ? token : undefined;
  }
}

function keyOf(identity: Identity, tenantId: string | undefined): string {
  return `${identity.id}/${tenantId ?? "home"}`;
}
