import type { Identity } from "../model/identity.ts";
import { asPalError } from "../model/palError.ts";
import type { AccessToken, ArmPort, Clock, LogPort } from "../model/ports.ts";
import type { Row, RowId } from "../model/row.ts";
import type { LinkStore } from "./linkStore.ts";
import { knowledgeOf } from "./linkKnowledge.ts";
import type { TokenGate } from "./tokenGate.ts";

/** So many reads of ARM overlap; tokens come one at a time anyway. */
const readsAtOnce = 8;

/** What the queue works with. */
export interface CheckQueueParts {
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** Finds out how things stand in tenants: one silent token after another, while the reads of ARM overlap. Never prompts. */
export class CheckQueue {
  readonly #parts: CheckQueueParts;

  constructor(parts: CheckQueueParts) {
    this.#parts = parts;
  }

  /** Checks rows in the given order. Each ends in a state of its own; cancelling leaves the rest as it was. */
  async check(ids: readonly RowId[], signal?: AbortSignal, onChecked?: () => void): Promise<void> {
    const reads = new Set<Promise<void>>();
    for (const id of ids) {
      if (signal?.aborted) {
        break;
      }
      if (reads.size >= readsAtOnce) {
        await Promise.race(reads);
      }
      const token = await this.#token(id, signal);
      const read = (token ? this.#read(id, token, signal) : Promise.resolve()).finally(() => {
        reads.delete(read);
        onChecked?.();
      });
      reads.add(read);
    }
    await Promise.all(reads);
  }

  async #token(id: RowId, signal: AbortSignal | undefined): Promise<AccessToken | undefined> {
    const { gate, store } = this.#parts;
    const found = this.#find(id);
    if (!found) {
      return undefined; // the tenant or the account is gone meanwhile
    }
    store.attempt(id, { kind: "checking" });
    try {
      return await gate.silent(found.identity, found.row.tenant.tenantId, signal);
    } catch (error) {
      store.fail(id, asPalError(error));
      return undefined;
    }
  }

  async #read(id: RowId, token: AccessToken, signal: AbortSignal | undefined): Promise<void> {
    const { arm, store, clock, gate, log } = this.#parts;
    try {
      const link = await arm.readLink({ token, ...(signal && { signal }) });
      store.learn(id, knowledgeOf(link, clock.now()));
    } catch (error) {
      const palError = asPalError(error);
      if (palError.code === "unauthorized") {
        gate.forget(token);
      }
      store.fail(id, palError);
      log.error("check failed", palError);
    }
  }

  #find(id: RowId): { row: Row; identity: Identity } | undefined {
    const { store } = this.#parts;
    const row = store.row(id);
    const identity = row && store.identity(row.identityId);
    return row && identity && { row, identity };
  }
}
