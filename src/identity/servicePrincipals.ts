import { readClaims } from "../azure/claimsChallenge.ts";
import type { FindCloud } from "../model/cloud.ts";
import type { Identity, IdentityId } from "../model/identity.ts";
import { PalError } from "../model/palError.ts";
import type {
  AccessToken,
  Clock,
  CredentialPromptPort,
  IdentitySourcePort,
  PrincipalsPort,
  SecretPort,
  SignInRequest,
} from "../model/ports.ts";
import type { NewPrincipal, ServicePrincipal } from "../model/servicePrincipal.ts";
import { deviceCodeClientId } from "../model/servicePrincipal.ts";
import type { Credentials } from "./credentials.ts";
import { DevicePeople } from "./devicePeople.ts";
import type { IdentityBook } from "./identityBook.ts";
import type { EntraApp } from "./issuedToken.ts";
import { newRecord, type NewRecord, renew } from "./newRecord.ts";
import { principalIdentity } from "./principalIdentity.ts";
import { PrincipalProofs } from "./principalProofs.ts";
import { type HeldSecret, PrincipalSecrets } from "./principalSecrets.ts";
import { ReadyTokens } from "./readyTokens.ts";

/** What service principals work with. */
export interface ServicePrincipalParts {
  readonly book: IdentityBook;
  readonly secrets: SecretPort;
  readonly findCloud: FindCloud;
  readonly prompts: CredentialPromptPort;
  /** The bundle with Azure's credentials, loaded with the first token. */
  readonly credentials: () => Promise<Credentials>;
  readonly clock: Clock;
}

/**
 * Identities with a credential of their own: service principals, and people who sign in with a device code. Beside VS Code's
 * accounts, and in every other respect like them.
 */
export class ServicePrincipals implements IdentitySourcePort, PrincipalsPort {
  readonly #parts: ServicePrincipalParts;
  readonly #secrets: PrincipalSecrets;
  readonly #proofs: PrincipalProofs;
  readonly #people: DevicePeople;
  readonly #ready: ReadyTokens;

  constructor(parts: ServicePrincipalParts) {
    this.#parts = parts;
    this.#secrets = new PrincipalSecrets(parts.secrets, () => parts.book.content.id);
    const isKnown = (id: IdentityId): boolean => this.principal(id) !== undefined;
    this.#proofs = new PrincipalProofs({ ...parts, isKnown }, this.#secrets);
    this.#people = new DevicePeople(parts);
    this.#ready = new ReadyTokens(parts.clock);
    parts.book.onDidChange(() => this.#release());
  }

  get principals(): readonly ServicePrincipal[] {
    return this.#parts.book.content.principals;
  }

  principal(id: IdentityId): ServicePrincipal | undefined {
    return this.#parts.book.principal(id);
  }

  /** Calls `listener` after one was added, changed or forgotten, in this or another window. */
  onDidChange(listener: () => void): { dispose(): void } {
    return this.#parts.book.onDidChange(listener);
  }

  /**
   * Ends what a window began that was closed in the middle of forgetting. No other secret is wiped: that a principal is not in
   * the book may mean that the book is damaged, or an old one.
   */
  async wipeOrphans(): Promise<void> {
    await this.#wipe(this.#parts.book.content.wiping as readonly IdentityId[]);
  }

  async add(wanted: NewPrincipal): Promise<Identity> {
    const clientId = (wanted.clientId ?? deviceCodeClientId).toLowerCase();
    const tenantId = wanted.tenantIds[0]?.toLowerCase();
    if (tenantId === undefined) {
      throw new PalError("unknownTenant");
    }
    const app = { cloud: this.#parts.findCloud(wanted.cloud), clientId, tenantId };
    const { credential, keepSecret } = wanted;
    if (credential.kind === "deviceCode") {
      const person = await this.#people.meet(app, wanted.label ?? clientId);
      const known = await this.#remember(newRecord(wanted, app, person));
      this.#stopIfForgotten(known.id);
      this.#people.welcome(known.id, tenantId, person.signIn);
      return this.#welcome(known, tenantId, person.token);
    }
    const proven = await this.#proofs.prove(app, credential, keepSecret);
    const known = await this.#remember(newRecord(wanted, app, proven));
    await this.#holdSecret(known, proven.held, app);
    return this.#welcome(known, tenantId, proven.token);
  }

  async rename(id: IdentityId, label: string): Promise<void> {
    await this.#change(id, (known) => ({ ...known, label }));
  }

  async pin(id: IdentityId, pinned: boolean): Promise<void> {
    await this.#change(id, ({ pinned: _pinned, ...known }) => ({ ...known, ...(pinned && { pinned }) }));
  }

  async noteWarned(ids: readonly IdentityId[]): Promise<void> {
    const warnedAt = this.#parts.clock.now();
    await this.#parts.book.change((content) => ({
      ...content,
      principals: content.principals.map((known) =>
        ids.includes(known.id) ? { ...known, warnedAt } : known,
      ),
    }));
  }

  async addTenants(id: IdentityId, tenantIds: readonly string[]): Promise<void> {
    const named = tenantIds.map((tenantId) => tenantId.toLowerCase());
    await this.#change(id, (known) => ({
      ...known,
      tenantIds: [...new Set([...known.tenantIds, ...named])],
    }));
    if (this.principal(id)?.keepsSecret) {
      await this.#secrets.allow(id, named);
    }
  }

  async forget(id: IdentityId): Promise<void> {
    await this.#secrets.wipe(id);
    await this.#parts.book.change((content) => ({
      ...content,
      principals: content.principals.filter((known) => known.id !== id),
      wiping: [...new Set([...content.wiping, id])],
    }));
    await this.#wipe([id]); // until it was gone from the book, its secret could be given again
  }

  async forgetAll(): Promise<void> {
    await this.#secrets.wipeAll();
    await this.#parts.book.forgetPrincipals();
    await Promise.all([this.#secrets.wipeAll(), this.#parts.book.removeLeftovers()]);
  }

  isUnsure({ id }: Identity): boolean {
    return !this.#parts.book.isRead && !this.principal(id);
  }

  list(): Promise<readonly Identity[]> {
    return Promise.resolve(this.principals.map(principalIdentity));
  }

  namedTenants({ id }: Identity): readonly string[] {
    return this.principal(id)?.tenantIds ?? [];
  }

  needsPerson({ id }: Identity, tenantId: string): boolean {
    const known = this.principal(id);
    if (known?.kind === "deviceCode") {
      return !this.#people.isSignedIn(id, tenantId);
    }
    const isMissing = known?.kind === "secret" ? !known.keepsSecret : known?.hasPassword === true;
    return isMissing && !this.#secrets.isHeld(id);
  }

  /** Undefined if only the person can help: the secret was not kept, or the code was never entered in this tenant. */
  async silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined> {
    const known = this.principal(identity.id);
    const tenant = tenantId ?? known?.tenantIds[0];
    if (!known || tenant === undefined) {
      return undefined;
    }
    const ready = this.#ready.take(identity.id, tenant);
    if (ready) {
      return ready;
    }
    const cloud = this.#parts.findCloud(known.cloud);
    if (known.kind === "deviceCode") {
      return this.#people.silentToken(known.id, tenant);
    }
    return this.#proofs.token({ cloud, clientId: known.clientId, tenantId: tenant }, known);
  }

  async interactiveToken(
    identity: Identity,
    tenantId: string,
    { challenge }: SignInRequest,
  ): Promise<AccessToken> {
    const known = this.principal(identity.id);
    if (!known) {
      throw new PalError("signInFailed");
    }
    const app = { cloud: this.#parts.findCloud(known.cloud), clientId: known.clientId, tenantId };
    const claims = challenge === undefined ? undefined : readClaims(challenge);
    if (known.kind !== "deviceCode") {
      return this.#proofs.tokenAfterAsking(app, known, identity, claims);
    }
    const person = await this.#people.meet(app, identity.label, claims);
    if (person.homeAccountId !== known.homeAccountId) {
      throw new PalError("wrongAccount");
    }
    this.#stopIfForgotten(known.id);
    this.#people.welcome(known.id, tenantId, person.signIn);
    return person.token;
  }

  async signIn(request: SignInRequest, identity?: Identity): Promise<void> {
    const tenantId = identity && this.principal(identity.id)?.tenantIds[0];
    if (!identity || tenantId === undefined) {
      throw new PalError("signInFailed");
    }
    const token = await this.interactiveToken(identity, tenantId, request);
    this.#stopIfForgotten(identity.id);
    this.#ready.set(identity.id, tenantId, token);
  }

  /** Wipes what is left of principals that are gone, and then the note that it has to be done. */
  async #wipe(ids: readonly IdentityId[]): Promise<void> {
    for (const id of ids) {
      if (!this.principal(id)) {
        await this.#secrets.wipe(id);
      }
    }
    if (ids.length > 0) {
      await this.#parts.book.change((content) => ({
        ...content,
        wiping: content.wiping.filter((id) => !ids.some((done) => done === id)),
      }));
    }
  }

  /** Remembers it beside the others; gives what is known of it now. */
  async #remember({ record, isNamed }: NewRecord): Promise<ServicePrincipal> {
    await this.#parts.book.change((content) => {
      const before = content.principals.find(({ id }) => id === record.id);
      const others = content.principals.filter((known) => known !== before);
      const merged = before ? renew(before, record, isNamed) : record;
      return { ...content, principals: [...others, merged] };
    });
    return this.principal(record.id) ?? record;
  }

  /** After it is remembered: a secret that belongs to nobody would be wiped. */
  async #holdSecret(principal: ServicePrincipal, held: HeldSecret | undefined, app: EntraApp): Promise<void> {
    const { id, keepsSecret } = principal;
    await this.#secrets.wipe(id); // what an earlier credential left
    this.#proofs.drop(id);
    this.#stopIfForgotten(id);
    if (held) {
      this.#secrets.hold(id, held, app);
    }
    if (keepsSecret) {
      try {
        await this.#proofs.keep(principal, app.tenantId);
      } catch (error) {
        await this.#change(id, (known) => ({ ...known, keepsSecret: false }));
        throw error;
      }
    }
  }

  #welcome(known: ServicePrincipal, tenantId: string, token: AccessToken): Identity {
    this.#ready.set(known.id, tenantId, token);
    return principalIdentity(known);
  }

  async #change(id: IdentityId, change: (known: ServicePrincipal) => ServicePrincipal): Promise<void> {
    await this.#parts.book.change((content) => ({
      ...content,
      principals: content.principals.map((known) => (known.id === id ? change(known) : known)),
    }));
  }

  /** Throws `cancelled`: of what was forgotten meanwhile, nothing is held. */
  #stopIfForgotten(id: IdentityId): void {
    if (!this.principal(id)) {
      throw new PalError("cancelled");
    }
  }

  /** Nothing is held of those that are gone, also if another window forgot them. */
  #release(): void {
    const known = new Set(this.principals.map(({ id }) => id));
    this.#secrets.release(known);
    this.#proofs.release(known);
    this.#people.release(known);
    this.#ready.release(known);
  }
}
