import { type Identity, identitySources, isPersonal } from "../model/identity.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { ArmPort, Clock, IdentitySourcePort, LogPort } from "../model/ports.ts";
import type { Tenant, TenantKind } from "../model/tenant.ts";
import type { IdentityEntry, Listing } from "./identityEntry.ts";
import type { LinkStore } from "./linkStore.ts";
import { throttledWait } from "./throttledWait.ts";
import type { TokenGate } from "./tokenGate.ts";

/** What the lister works with. */
export interface TenantListerParts {
  readonly source: IdentitySourcePort;
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** Finds out which identities there are and which tenants each of them has. Never prompts. */
export class TenantLister {
  readonly #parts: TenantListerParts;

  constructor(parts: TenantListerParts) {
    this.#parts = parts;
  }

  /**
   * Brings identities and their tenants up to date; one that fails never affects another.
   *
   * @param isFresh which identities need not be listed again.
   */
  async list(isFresh: (entry: IdentityEntry) => boolean, signal?: AbortSignal): Promise<void> {
    await this.listIdentities();
    const stale = this.#parts.store.identities.filter((entry) => !isFresh(entry));
    await Promise.all(stale.map(({ identity }) => this.#listTenants(identity, signal)));
    // Thousands of tenants took their time: others have their turn before anybody goes through them.
    await this.#parts.clock.sleep(0);
  }

  /** Brings only the identities, and the tenants that were named with them, up to date; asks VS Code but no network. */
  async listIdentities(): Promise<readonly Identity[]> {
    const { source, gate, store } = this.#parts;
    const listed = await source.list();
    const ids = new Set(listed.map(({ id }) => id));
    const others = store.identities.map(({ identity }) => identity).filter(({ id }) => !ids.has(id));
    const identities = [...listed, ...others.filter((identity) => source.isUnsure?.(identity))];
    gate.keepOnly(identities);
    const bySource = identitySources.map((name) => ({
      name,
      known: identities.filter((identity) => identity.source === name),
    }));
    // Sources with somebody first: that nobody is there is told only if there is nobody at all.
    for (const { name, known } of bySource.toSorted((a, b) => b.known.length - a.known.length)) {
      store.setIdentities(name, known);
    }
    store.nameTenants(new Map(identities.map((who) => [who.id, source.namedTenants?.(who) ?? []])));
    return identities;
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
      if (asPalError(error).details.status === 401) {
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
