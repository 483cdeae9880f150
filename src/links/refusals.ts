import type { IdentityId } from "../model/identity.ts";
import { asPalError, type PalError } from "../model/palError.ts";

/**
 * So many tenants in a row say that Entra ID does not take a credential any more. One does not: an old kind of credential
 * belongs to a single tenant.
 */
const refusalsInARow = 3;

/**
 * What Entra ID refused during one run over many tenants. A secret that is revoked in the middle is refused everywhere: the
 * rest of the run is told so without a request for each tenant. Whoever asks anew begins with a new one of these.
 */
export class Refusals {
  readonly #inARow = new Map<IdentityId, number>();
  readonly #last = new Map<IdentityId, PalError>();

  /** A token, unless it is known by now that there will be none. Throws what `ask` throws, or threw. */
  async try<T>(id: IdentityId, ask: () => Promise<T>): Promise<T> {
    const last = this.#last.get(id);
    if (last && (this.#inARow.get(id) ?? 0) >= refusalsInARow) {
      throw last;
    }
    try {
      const answer = await ask();
      this.#inARow.delete(id);
      return answer;
    } catch (error) {
      const palError = asPalError(error);
      if (palError.code === "credentialRefused") {
        this.#inARow.set(id, (this.#inARow.get(id) ?? 0) + 1);
        this.#last.set(id, palError);
      }
      throw palError;
    }
  }
}
