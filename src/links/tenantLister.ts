import { type Identity, isPersonal } from "../model/identity.ts";
import { asPalError } from "../model/palError.ts";
import type { AccessToken, ArmPort, IdentitySourcePort, LogPort } from "../model/ports.ts";
import type { Tenant, TenantKind } from "../model/tenant.ts";
import type { IdentityEntry, Listing } from "./identityEntry.ts";
import type { LinkStore } from "./linkStore.ts";
import type { TokenGate } from "./tokenGate.ts";

/** What the lister works with. */
export interface TenantListerParts {
  readonly source: IdentitySourcePort;
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
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
  }

  /** Brings only the identities up to date, which asks VS Code but no network. */
  async listIdentities(): Promise<readonly Identity[]> {
    const { source, gate, store } = this.#parts;
    const identities = await source.list();
    gate.keepOnly(identities);
    store.setIdentities("vscode", identities);
    return identities;
  }

  async #listTenants(identity: Identity, signal: AbortSignal | undefined): Promise<void> {
    const { gate, arm, store, log } = this.#parts;
    const before = this.#entryOf(identity)?.listing ?? { kind: "notListed" };
    store.setListing(identity.id, { kind: "listing" });
    let token: AccessToken | undefined;
    try {
      token = await gate.silent(identity, identity.homeTenantId, signal);
      const tenants = await arm.listTenants({ token, ...(signal && { signal }) });
      store.setTenants(identity.id, markHome(tenants, identity.homeTenantId ?? token.tenantId));
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
      if (token && palError.details.status === 401) {
        gate.forget(token);
      }
    }
  }

  /** A silent call gives no reason: what is known of the account has to explain it. */
  #withoutToken(identity: Identity): Listing {
    if (isPersonal(identity)) {
      return { kind: "personal" };
    }
    return { kind: this.#entryOf(identity)?.listedAt === undefined ? "accessNotGranted" : "signedOut" };
  }

  #entryOf({ id }: Identity): IdentityEntry | undefined {
    return this.#parts.store.identities.find(({ identity }) => identity.id === id);
  }
}

/** ARM says `Home` of every tenant where the account has a user of its own, so it cannot tell home from guest. */
function markHome(tenants: readonly Tenant[], homeTenantId: string | undefined): Tenant[] {
  return tenants.map((tenant) => withKind(tenant, tenant.tenantId === homeTenantId ? "home" : tenant.kind));
}

function withKind(tenant: Tenant, kind: TenantKind): Tenant {
  return { ...tenant, kind };
}
