import type { IdentityId } from "../model/identity.ts";
import type { AccessToken, Clock } from "../model/ports.ts";

/** A token that ends sooner is not handed on. Milliseconds. */
const leastLifetime = 5 * 60_000;

/** Tokens that a sign-in gave beforehand, by identity and tenant: the first one who asks gets it. */
export class ReadyTokens {
  readonly #clock: Pick<Clock, "now">;
  readonly #tokens = new Map<IdentityId, Map<string, AccessToken>>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  set(id: IdentityId, tenantId: string, token: AccessToken): void {
    this.#tokens.set(id, (this.#tokens.get(id) ?? new Map<string, AccessToken>()).set(tenantId, token));
  }

  /** Gives a token away; undefined if there is none that lasts. */
  take(id: IdentityId, tenantId: string): AccessToken | undefined {
    const tokens = this.#tokens.get(id);
    const token = tokens?.get(tenantId);
    tokens?.delete(tenantId);
    return token && token.expiresAt - this.#clock.now() > leastLifetime ? token : undefined;
  }

  /** Forgets what belongs to identities that are gone. */
  release(known: ReadonlySet<IdentityId>): void {
    for (const id of this.#tokens.keys()) {
      if (!known.has(id)) {
        this.#tokens.delete(id);
      }
    }
  }
}
