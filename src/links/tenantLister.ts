import type { Identity } from "../model/identity.ts";
import { asPalError } from "../model/palError.ts";
import type { ArmPort, IdentitySourcePort, LogPort } from "../model/ports.ts";
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

  /** Brings identities and their tenants up to date; one that fails never affects another. */
  async list(signal?: AbortSignal): Promise<void> {
    const identities = await this.listIdentities();
    await Promise.all(identities.map((identity) => this.#listTenants(identity, signal)));
  }

  /** Brings only the identities up to date, which asks VS Code but no network. */
  async listIdentities(): Promise<readonly Identity[]> {
    const { source, gate, store } = this.#parts;
    const identities = await source.list();
    gate.keepOnly(identities);
    store.setIdentities(identities);
    return identities;
  }

  async #listTenants(identity: Identity, signal: AbortSignal | undefined): Promise<void> {
    const { gate, arm, store, log } = this.#parts;
    store.setListing(identity.id, { kind: "listing" });
    try {
      const token = await gate.silent(identity, undefined, signal);
      const tenants = await arm.listTenants({ token, ...(signal && { signal }) });
      const home = token.tenantId;
      store.setTenants(
        identity.id,
        tenants.map((tenant) => (tenant.tenantId === home ? { ...tenant, kind: "home" } : tenant)),
      );
      log.info("tenants listed", String(tenants.length));
    } catch (error) {
      const palError = asPalError(error);
      const noAccess = palError.code === "signInNeeded";
      store.setListing(
        identity.id,
        noAccess ? { kind: "accessNotGranted" } : { kind: "failed", error: palError },
      );
      if (!noAccess) {
        log.error("listing tenants failed", palError);
      }
    }
  }
}
