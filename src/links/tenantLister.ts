import { type Identity, type IdentitySource, identitySources, isPersonal } from "../model/identity.ts";
import { asPalError, PalError, wantsOtherToken } from "../model/palError.ts";
import type { ArmPort, Clock, IdentitySourcePort, LogPort } from "../model/ports.ts";
import type { Tenant, TenantKind } from "../model/tenant.ts";
import type { IdentityEntry, Listing } from "./identityEntry.ts";
import type { LinkStore } from "./linkStore.ts";
import { throttledWait } from "./throttledWait.ts";
import type { TokenGate } from "./tokenGate.ts";

/** A source that takes longer to say whom it knows does not say it at all. Milliseconds. */
const longestList = 60_000;

/** What the lister works with. */
export interface TenantListerParts {
  readonly source: IdentitySourcePort;
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** What came of asking a source; `nobody`: it knows nobody, which may have to wait for what the others say. */
type SourceAnswer =
  | { readonly kind: "applied" }
  | { readonly kind: "nobody"; readonly name: IdentitySource }
  | { readonly kind: "failed"; readonly failure: PalError };

/** Finds out which identities there are and which tenants each of them has. Never prompts. */
export class TenantLister {
  readonly #parts: TenantListerParts;
  /** So often it was asked who is there. */
  #asked = 0;
  /** Of each source, the number of the latest call that it has answered: late answers to earlier ones say nothing. */
  readonly #heard = new Map<IdentitySource, number>();

  constructor(parts: TenantListerParts) {
    this.#parts = parts;
  }

  /**
   * Brings identities and their tenants up to date; one that fails never affects another. Throws if a source of identities
   * cannot be had and nobody is known.
   *
   * @param isFresh which identities need not be listed again.
   */
  async list(isFresh: (entry: IdentityEntry) => boolean, signal?: AbortSignal): Promise<void> {
    const [failure] = await this.listIdentities();
    const { identities } = this.#parts.store;
    if (failure && identities.length === 0) {
      throw failure;
    }
    const stale = identities.filter((entry) => !isFresh(entry));
    await Promise.all(stale.map(({ identity }) => this.#listTenants(identity, signal)));
    // Thousands of tenants took their time: others have their turn before anybody goes through them.
    await this.#parts.clock.sleep(0);
  }

  /**
   * Brings only the identities, and the tenants that were named with them, up to date; asks VS Code but no network. What a
   * source says counts as soon as it says it. Of a source that cannot be had, for example because it is just starting,
   * everybody stays who is known, and the other sources are none the worse. When all have answered, gives why, for each such
   * source; never throws.
   */
  async listIdentities(): Promise<readonly PalError[]> {
    this.#asked += 1;
    const number = this.#asked;
    const answers = await Promise.all(identitySources.map((name) => this.#listSource(name, number)));
    const failures = answers.flatMap((answer) => (answer.kind === "failed" ? [answer.failure] : []));
    // That nobody is there is told only if there is nobody at all, and everybody was asked.
    for (const answer of answers) {
      if (answer.kind === "nobody" && (failures.length === 0 || this.#knownOf(answer.name).length > 0)) {
        this.#apply(answer.name, number, []);
      }
    }
    return failures;
  }

  /** @param number of the call: what a later one has heard of the source is newer. */
  async #listSource(name: IdentitySource, number: number): Promise<SourceAnswer> {
    const { source, store } = this.#parts;
    const answer = await this.#askSource(name);
    if ("failure" in answer) {
      return { kind: "failed", failure: answer.failure };
    }
    if (number < (this.#heard.get(name) ?? 0)) {
      return { kind: "applied" };
    }
    this.#heard.set(name, number);
    const listed = new Set(answer.known.map(({ id }) => id));
    const before = this.#knownOf(name);
    const unsure = before.filter((who) => !listed.has(who.id) && source.isUnsure?.(who));
    const known = [...answer.known, ...unsure];
    const hasOthers = store.identities.length > before.length;
    if (known.length === 0 && !(before.length > 0 && hasOthers)) {
      return { kind: "nobody", name };
    }
    this.#apply(name, number, known);
    return { kind: "applied" };
  }

  #apply(name: IdentitySource, number: number, known: readonly Identity[]): void {
    const { source, gate, store } = this.#parts;
    if (this.#heard.get(name) === number) {
      gate.keepOnly(name, known);
      store.setIdentities(name, known);
      store.nameTenants(new Map(known.map((who) => [who.id, source.namedTenants?.(who) ?? []])));
    }
  }

  #knownOf(name: IdentitySource): readonly Identity[] {
    return this.#parts.store.identities
      .map(({ identity }) => identity)
      .filter((identity) => identity.source === name);
  }

  async #askSource(
    name: IdentitySource,
  ): Promise<{ readonly known: readonly Identity[] } | { readonly failure: PalError }> {
    const { source, clock, log } = this.#parts;
    const over = new AbortController();
    const tooLong = clock.sleep(longestList, over.signal).then(() => {
      throw new Error("no answer");
    });
    tooLong.catch(() => undefined);
    try {
      const known = await Promise.race([source.list(name), tooLong]);
      return { known: known.filter((identity) => identity.source === name) };
    } catch (error) {
      log.error("reading the identities failed", error, name);
      return { failure: asPalError(error) };
    } finally {
      over.abort();
    }
  }

  async #listTenants(identity: Identity, signal: AbortSignal | undefined): Promise<void> {
    const { store, log } = this.#parts;
    const before = store.entry(identity.id)?.listing ?? { kind: "notListed" };
    store.setListing(identity.id, { kind: "listing" });
    try {
      const tenants = await this.#askPatiently(identity, signal);
      store.setTenants(identity.id, tenants);
      log.info("tenants listed", String(tenants.length));
    } catch (error) {
      const palError = asPalError(error);
      switch (palError.code) {
        case "cancelled":
          store.setListing(identity.id, before);
          break;
        case "signInNeeded":
          store.setListing(identity.id, this.#withoutToken(identity));
          break;
        default:
          store.setListing(identity.id, { kind: "failed", error: palError });
          log.error("listing tenants failed", palError);
      }
    }
  }

  /** Asks for the list; if Azure asks to wait, says so on the account, waits and asks once more. */
  async #askPatiently(identity: Identity, signal: AbortSignal | undefined): Promise<readonly Tenant[]> {
    const { store, clock } = this.#parts;
    try {
      return await this.#ask(identity, signal);
    } catch (error) {
      const palError = asPalError(error);
      if (palError.code !== "throttled") {
        throw palError;
      }
      const wait = throttledWait(palError);
      store.setListing(identity.id, { kind: "waiting", until: clock.now() + wait });
      await clock.sleep(wait, signal);
      if (!store.identity(identity.id)) {
        throw new PalError("cancelled"); // signed out meanwhile
      }
      store.setListing(identity.id, { kind: "listing" });
      return this.#ask(identity, signal);
    }
  }

  async #ask(identity: Identity, signal: AbortSignal | undefined): Promise<readonly Tenant[]> {
    const { gate, arm } = this.#parts;
    const token = await gate.silent(identity, identity.homeTenantId, signal);
    try {
      const tenants = await arm.listTenants({ token, ...(signal && { signal }) });
      return markHome(tenants, identity.homeTenantId ?? token.tenantId);
    } catch (error) {
      if (wantsOtherToken(asPalError(error))) {
        gate.forget(token);
      }
      throw error;
    }
  }

  /** A silent call gives no reason: what is known of the account has to explain it. */
  #withoutToken(identity: Identity): Listing {
    if (isPersonal(identity)) {
      return { kind: "personal" };
    }
    const isNew =
      identity.source === "vscode" && this.#parts.store.entry(identity.id)?.listedAt === undefined;
    return { kind: isNew ? "accessNotGranted" : "signedOut" };
  }
}

/** ARM says `Home` of every tenant where the account has a user of its own, so it cannot tell home from guest. */
function markHome(tenants: readonly Tenant[], homeTenantId: string | undefined): Tenant[] {
  return tenants.map((tenant) => withKind(tenant, tenant.tenantId === homeTenantId ? "home" : tenant.kind));
}

function withKind(tenant: Tenant, kind: TenantKind): Tenant {
  return { ...tenant, kind };
}
