import { customersOf } from "../model/delegation.ts";
import { asPalError, PalError, wantsOtherToken } from "../model/palError.ts";
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
    parts.store.onDidChange((change) => {
      if (change.kind === "structure") {
        this.#dropStrangers();
        parts.delegations.ids.forEach((id) => this.#nameAgain(id));
      } else if (change.kind === "rows") {
        this.#nameAgainNear(change.rows);
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
    const stop = new AbortController();
    this.#running.set(id, stop);
    delegations.set(id, { ...delegations.of(id), attempt: { kind: "reading" } });
    try {
      const known = await this.#ask(row, stop.signal);
      if (!stop.signal.aborted) {
        delegations.set(id, { known, attempt: { kind: "none" } });
        this.#nameAgain(id); // somebody may have come meanwhile
        log.info("customers of the home tenant listed", String(known.customers.length));
      }
    } catch (error) {
      if (!stop.signal.aborted) {
        const palError = asPalError(error);
        delegations.set(id, { ...delegations.of(id), attempt: { kind: "failed", error: palError } });
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
      return { customers: customersOf(found), ours: await this.#principalsIn(row, signal) };
    } catch (error) {
      if (wantsOtherToken(asPalError(error))) {
        gate.forget(token);
      }
      throw error;
    }
  }

  /** Our identities in a tenant, each with its object id there as far as it can be had without a question. */
  async #principalsIn(row: Row, signal: AbortSignal): Promise<OwnPrincipal[]> {
    return Promise.all(
      this.#ownRows(row).map(async (own) => principal(own, await this.#objectIdOf(own, signal))),
    );
  }

  /** The rows of our identities in the row's tenant. */
  #ownRows({ identityId, tenant: { tenantId } }: Row): Row[] {
    const { store } = this.#parts;
    const cloud = store.identity(identityId)?.cloud;
    return store.rows.filter(
      (row) => row.tenant.tenantId === tenantId && store.identity(row.identityId)?.cloud === cloud,
    );
  }

  async #objectIdOf(row: Row, signal: AbortSignal): Promise<string | undefined> {
    const { gate, store } = this.#parts;
    const told = this.#toldObjectId(row);
    const owner = ownerOf(store, row.id);
    if (told !== undefined || !owner || gate.needsPerson(owner.identity, owner.tenantId)) {
      return told;
    }
    try {
      const token = await gate.silent(owner.identity, owner.tenantId, signal);
      return token.objectId;
    } catch {
      return undefined; // it is said that it is not known
    }
  }

  /** A link tells whose it is; else a token does that is there already. */
  #toldObjectId({ id, knowledge }: Row): string | undefined {
    const linked = knowledge.kind === "linked" ? knowledge.link.objectId?.toLowerCase() : undefined;
    const owner = ownerOf(this.#parts.store, id);
    return linked ?? (owner && this.#parts.gate.held(owner.identity, owner.tenantId)?.objectId);
  }

  /** Rows have learnt something: with it, who somebody is in a home tenant whose customers are known. */
  #nameAgainNear(changed: ReadonlySet<RowId>): void {
    const { store, delegations } = this.#parts;
    const homes = delegations.ids;
    if (homes.length > 0) {
      const tenantIds = new Set([...changed].map((id) => store.row(id)?.tenant.tenantId));
      homes
        .filter((id) => tenantIds.has(store.row(id)?.tenant.tenantId))
        .forEach((id) => this.#nameAgain(id));
    }
  }

  /** Who of ours there is may have changed since the customers were read. Asks nobody: the next check of a row tells. */
  #nameAgain(id: RowId): void {
    const { store, delegations } = this.#parts;
    const row = store.row(id);
    const before = delegations.of(id);
    if (!row || !before?.known) {
      return;
    }
    const known = new Map(before.known.ours.map(({ identityId, objectId }) => [identityId, objectId]));
    const ours = this.#ownRows(row).map((own) =>
      principal(own, this.#toldObjectId(own) ?? known.get(own.identityId)),
    );
    if (!isSame(ours, before.known.ours)) {
      delegations.set(id, { ...before, known: { ...before.known, ours } });
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

function principal({ identityId }: Row, objectId: string | undefined): OwnPrincipal {
  return { identityId, ...(objectId !== undefined && { objectId }) };
}

function isSame(some: readonly OwnPrincipal[], others: readonly OwnPrincipal[]): boolean {
  return (
    some.length === others.length &&
    some.every(
      ({ identityId, objectId }, index) =>
        identityId === others[index]?.identityId && objectId === others[index].objectId,
    )
  );
}
