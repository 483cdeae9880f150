import { customersOf } from "../model/delegation.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { DelegationPort, LogPort } from "../model/ports.ts";
import type { Row, RowId } from "../model/row.ts";
import type { DelegationStore, KnownDelegations, OwnPrincipal } from "./delegationStore.ts";
import type { LinkStore } from "./linkStore.ts";
import { ownerOf } from "./rowOwner.ts";
import type { TokenGate } from "./tokenGate.ts";

/** What the reader works with. */
export interface DelegationReaderParts {
  readonly gate: TokenGate;
  readonly azure: DelegationPort;
  readonly store: LinkStore;
  readonly delegations: DelegationStore;
  readonly log: LogPort;
}

/** Reads who delegated subscriptions to a home tenant, when somebody asks. Never prompts. */
export class DelegationReader {
  readonly #parts: DelegationReaderParts;
  readonly #running = new Map<RowId, AbortController>();

  constructor(parts: DelegationReaderParts) {
    this.#parts = parts;
    parts.store.onDidChange(({ kind }) => {
      if (kind === "structure") {
        this.#dropStrangers();
      }
    });
  }

  /** The user opened the row: reads what is not known yet, or could not be read. */
  async open(id: RowId): Promise<void> {
    const { known, attempt } = this.#parts.delegations.of(id) ?? {};
    if (!known || attempt?.kind === "failed") {
      await this.read(id);
    }
  }

  /** Reads again what was read before of these rows. */
  async readAgain(ids: readonly RowId[]): Promise<void> {
    await Promise.all(ids.filter((id) => this.#parts.delegations.of(id)).map((id) => this.read(id)));
  }

  /** What Azure asked the user for when the customers were last read: the `WWW-Authenticate` header. */
  challengeOf(id: RowId): string | undefined {
    const attempt = this.#parts.delegations.of(id)?.attempt;
    return attempt?.kind === "failed" ? attempt.error.details.challenge : undefined;
  }

  /** Reads the customers of a home tenant's row; while they are being read, nothing more is asked. Never rejects. */
  async read(id: RowId): Promise<void> {
    const { store, delegations, log } = this.#parts;
    const row = store.row(id);
    if (!row || row.tenant.kind !== "home" || this.#running.has(id)) {
      return;
    }
    const before = delegations.of(id);
    const stop = new AbortController();
    this.#running.set(id, stop);
    delegations.set(id, { ...before, attempt: { kind: "reading" } });
    try {
      const known = await this.#ask(row, stop.signal);
      if (!stop.signal.aborted) {
        delegations.set(id, { known, attempt: { kind: "none" } });
        log.info("customers of the home tenant listed", String(known.customers.length));
      }
    } catch (error) {
      if (!stop.signal.aborted) {
        const palError = asPalError(error);
        delegations.set(id, { ...before, attempt: { kind: "failed", error: palError } });
        log.error("listing customers failed", palError, row.tenant.tenantId);
      }
    } finally {
      if (this.#running.get(id) === stop) {
        this.#running.delete(id);
      }
    }
  }

  async #ask(row: Row, signal: AbortSignal): Promise<KnownDelegations> {
    const { gate, azure, store } = this.#parts;
    const owner = ownerOf(store, row.id);
    if (!owner) {
      throw new PalError("cancelled"); // signed out meanwhile
    }
    const token = await gate.silent(owner.identity, owner.tenantId, signal);
    try {
      const found = await azure.listDelegations({ token, signal }, owner.tenantId);
      return { customers: customersOf(found), ours: await this.#principalsIn(owner.tenantId, row, signal) };
    } catch (error) {
      if (asPalError(error).details.status === 401) {
        gate.forget(token);
      }
      throw error;
    }
  }

  /** Our identities in a tenant, each with its object id there as far as it can be had without a question. */
  async #principalsIn(tenantId: string, { identityId }: Row, signal: AbortSignal): Promise<OwnPrincipal[]> {
    const { store } = this.#parts;
    const cloud = store.identity(identityId)?.cloud;
    const rows = store.rows.filter(
      (row) => row.tenant.tenantId === tenantId && store.identity(row.identityId)?.cloud === cloud,
    );
    return Promise.all(rows.map((row) => this.#principalOf(row, signal)));
  }

  async #principalOf(row: Row, signal: AbortSignal): Promise<OwnPrincipal> {
    const objectId = await this.#objectIdOf(row, signal);
    return { identityId: row.identityId, ...(objectId !== undefined && { objectId }) };
  }

  /** A link tells whose it is; else a token does. */
  async #objectIdOf({ id, knowledge }: Row, signal: AbortSignal): Promise<string | undefined> {
    const { gate, store } = this.#parts;
    const linked = knowledge.kind === "linked" ? knowledge.link.objectId?.toLowerCase() : undefined;
    const owner = ownerOf(store, id);
    if (linked !== undefined || !owner || gate.needsPerson(owner.identity, owner.tenantId)) {
      return linked;
    }
    try {
      const token = await gate.silent(owner.identity, owner.tenantId, signal);
      return token.objectId;
    } catch {
      return undefined; // it is said that it is not known
    }
  }

  #dropStrangers(): void {
    const { store, delegations } = this.#parts;
    for (const [id, stop] of this.#running) {
      if (!store.row(id)) {
        stop.abort();
        this.#running.delete(id);
      }
    }
    delegations.keepOnly(store);
  }
}
