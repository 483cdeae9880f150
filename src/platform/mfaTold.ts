import type * as vscode from "vscode";
import { type Identity, isApplication } from "../model/identity.ts";

const key = "mfaTold";

/**
 * Which accounts were told that Azure may ask for MFA when something is written: that is so for people in the public cloud only [V
 * Learn]. Outlives the window.
 */
export class MfaTold {
  readonly #memento: vscode.Memento;

  /** @param memento keeps it for all windows. */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Whether it is still to be said. */
  isDue(identity: Identity): boolean {
    return identity.cloud === "public" && !isApplication(identity) && !this.#told.includes(identity.id);
  }

  /**
   * It was said now. Throws what the storage throws.
   *
   * @param known all identities: nothing is kept of others.
   */
  async note({ id }: Identity, known: readonly Identity[]): Promise<void> {
    const kept = known.map((identity) => identity.id).filter((one) => one === id || this.#told.includes(one));
    await this.#memento.update(key, kept);
  }

  /** As if nobody had been told. Throws what the storage throws. */
  async forget(): Promise<void> {
    await this.#memento.update(key, undefined);
  }

  get #told(): readonly string[] {
    const told: unknown = this.#memento.get(key);
    return Array.isArray(told) ? told.filter((id) => typeof id === "string") : [];
  }
}
