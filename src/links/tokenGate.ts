import {
  type Identity,
  type IdentityId,
  type IdentitySource,
  isQueued,
  readIdentityId,
} from "../model/identity.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken, Clock, IdentitySourcePort, SignInRequest } from "../model/ports.ts";
import { Emitter } from "./emitter.ts";
import { Limiter } from "./limiter.ts";
import { Refusals } from "./refusals.ts";
import { untilAborted } from "./untilAborted.ts";

/** A token that ends sooner than this is asked for anew, so that it lasts for the request. Milliseconds. */
const leastLifetime = 60_000;

/** A silent call that takes longer never ends. Milliseconds. */
const longestCall = 60_000;

/** A double click must not lead to a second dialog: so long after one, its token answers. Milliseconds. */
const cooldown = 5000;

/** So many tokens of service principals are asked for at once. */
const tokensAtOnce = 8;

/** A token, and when it ends by the clock that nobody can set back. */
interface HeldToken {
  readonly token: AccessToken;
  readonly endsAt: number;
}

/**
 * The one gate to all identity sources. VS Code's provider answers silent calls one after another, in a queue shared by all
 * extensions, and gets slower with each tenant; so there is never more than one silent call outstanding, and a token that
 * is still valid is never asked for again. Service principals have no such queue: some of their tokens overlap. Tokens live in
 * memory only.
 */
export class TokenGate {
  readonly #source: IdentitySourcePort;
  readonly #clock: Clock;
  readonly #tokens = new Map<IdentityId, Map<string, HeldToken>>();
  readonly #interactive = new Map<string, Promise<AccessToken>>();
  /** Whom each source knows, as far as it has said so. */
  readonly #known = new Map<IdentitySource, ReadonlySet<IdentityId>>();
  readonly #answered = new Map<string, { readonly at: number; readonly challenge: string | undefined }>();
  readonly #asked = new Emitter<number>();
  #lastSilent: Promise<unknown> = Promise.resolve();
  readonly #overlapping = new Limiter(tokensAtOnce);

  constructor(source: IdentitySourcePort, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** A silent call of VS Code's provider has ended; so long it took (milliseconds). */
  readonly onDidAskSilently = this.#asked.event;

  /**
   * A token without any prompt; without `tenantId` for the identity's home tenant.
   * Throws `signInNeeded` if the source gives no reason, the reason if it does, or `cancelled` as soon as `signal` is aborted.
   *
   * @param refusals what was refused in the run that this belongs to.
   */
  async silent(
    identity: Identity,
    tenantId?: string,
    signal?: AbortSignal,
    refusals: Refusals = new Refusals(),
  ): Promise<AccessToken> {
    const held = this.held(identity, tenantId);
    if (held) {
      return held;
    }
    return untilAborted(
      this.#inTurn(identity, () => this.#askSilently(identity, tenantId, signal, refusals)),
      signal,
    );
  }

  /**
   * A token after asking the person; two askers for the same identity and tenant share one dialog.
   * Throws what `IdentitySourcePort.interactiveToken` throws.
   */
  async interactive(identity: Identity, tenantId: string, request: SignInRequest): Promise<AccessToken> {
    const key = `${identity.id}/${tenantId}`;
    const running = this.#interactive.get(key);
    if (running) {
      return running;
    }
    const held = this.held(identity, tenantId);
    const last = this.#answered.get(key);
    const justAnswered =
      last && last.challenge === request.challenge && this.#clock.elapsed() - last.at < cooldown;
    if (held && justAnswered) {
      return held;
    }
    const asking = this.#source.interactiveToken(identity, tenantId, request);
    this.#interactive.set(key, asking);
    try {
      const token = await asking;
      this.#keep(identity, tenantId, token);
      this.#answered.set(key, { at: this.#clock.elapsed(), challenge: request.challenge });
      return token;
    } finally {
      this.#interactive.delete(key);
    }
  }

  /** Whether a silent token is sure not to come before the person has done something: asking for it is in vain. */
  needsPerson(identity: Identity, tenantId: string): boolean {
    return !this.held(identity, tenantId) && this.#source.needsPerson?.(identity, tenantId) === true;
  }

  /** The token that is there already and lasts for a request; without `tenantId`, of the identity's home tenant. Asks nobody. */
  held(identity: Identity, tenantId: string | undefined): AccessToken | undefined {
    const held = this.#tokens.get(identity.id)?.get(tenantId ?? "home");
    // By both clocks: the one on the wall may have been set back, and the other may stand still while the machine sleeps.
    const isGood =
      held &&
      held.token.expiresAt - this.#clock.now() > leastLifetime &&
      held.endsAt - this.#clock.elapsed() > leastLifetime;
    return isGood ? held.token : undefined;
  }

  /** Forgets a token that Azure refused, so that the next call asks for a new one. */
  forget(token: AccessToken): void {
    for (const tokens of this.#tokens.values()) {
      for (const [key, held] of tokens) {
        if (held.token.token === token.token) {
          tokens.delete(key);
        }
      }
    }
  }

  /** Forgets all tokens of identities of a source that are not in `identities`, also those that are on their way. */
  keepOnly(source: IdentitySource, identities: readonly Identity[]): void {
    const known = new Set(identities.map(({ id }) => id));
    this.#known.set(source, known);
    for (const id of this.#tokens.keys()) {
      if (readIdentityId(id)?.source === source && !known.has(id)) {
        this.#tokens.delete(id);
      }
    }
  }

  /** One after another at VS Code's provider; elsewhere, a few at once. */
  #inTurn(identity: Identity, ask: () => Promise<AccessToken>): Promise<AccessToken> {
    if (!isQueued(identity)) {
      return this.#overlapping.run(ask);
    }
    const turn = this.#lastSilent.then(ask);
    this.#lastSilent = turn.catch(() => undefined);
    return turn;
  }

  async #askSilently(
    identity: Identity,
    tenantId: string | undefined,
    signal: AbortSignal | undefined,
    refusals: Refusals,
  ): Promise<AccessToken> {
    if (signal?.aborted) {
      throw new PalError("cancelled"); // it waited for its turn in vain
    }
    const held = this.held(identity, tenantId); // another asker may have got it meanwhile
    if (held) {
      return held;
    }
    const answeredBefore = this.#answered.get(`${identity.id}/${tenantId}`);
    const token = await refusals.try(identity.id, () =>
      this.#timed(identity, () => this.#source.silentToken(identity, tenantId)),
    );
    if (!token) {
      throw new PalError("signInNeeded");
    }
    if (this.#answered.get(`${identity.id}/${tenantId}`) !== answeredBefore) {
      return this.held(identity, tenantId) ?? token; // the person signed in meanwhile: that token can more
    }
    this.#keep(identity, tenantId, token);
    return token;
  }

  /** Tells how long the call took; gives up one that never ends, which would block all others. */
  async #timed<T>(identity: Identity, call: () => Promise<T>): Promise<T> {
    const begun = this.#clock.elapsed();
    const over = new AbortController();
    const tooLong = this.#clock.sleep(longestCall, over.signal).then(() => {
      throw new PalError("timedOut");
    });
    tooLong.catch(() => undefined);
    try {
      return await Promise.race([call(), tooLong]);
    } finally {
      over.abort();
      if (isQueued(identity)) {
        this.#asked.fire(this.#clock.elapsed() - begun);
      }
    }
  }

  #keep(identity: Identity, tenantId: string | undefined, token: AccessToken): void {
    if (this.#known.get(identity.source)?.has(identity.id) === false) {
      return; // signed out while the token was on its way
    }
    const tokens = this.#tokens.get(identity.id) ?? new Map<string, HeldToken>();
    this.#tokens.set(identity.id, tokens);
    const held = { token, endsAt: this.#clock.elapsed() + token.expiresAt - this.#clock.now() };
    tokens.set(tenantId ?? "home", held);
    if (tenantId === undefined && token.tenantId !== undefined) {
      tokens.set(token.tenantId, held); // the home tenant's own row needs no second token
    }
  }
}
