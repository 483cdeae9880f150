import type { Clock } from "../model/ports.ts";
import type { Closable } from "./emitter.ts";
import type { TenantLister } from "./tenantLister.ts";

/** So long after each failure identities are listed again; after the last one, when there is news. Milliseconds. */
const pauses = [1000, 3000, 10_000, 30_000, 60_000];

/**
 * Lists the identities, and once more a little later if some cannot be had: VS Code refuses while its sign-in starts, as it
 * does after the extension host died. Asks no network.
 */
export class Relisting implements Closable {
  readonly #lister: Pick<TenantLister, "listIdentities">;
  readonly #clock: Clock;
  #stop = new AbortController();
  #isOver = false;

  constructor(lister: Pick<TenantLister, "listIdentities">, clock: Clock) {
    this.#lister = lister;
    this.#clock = clock;
  }

  /** Begins; whoever waits for a next try need not any more. Never throws, and nobody has to wait for it. */
  ask(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    if (!this.#isOver) {
      void this.#list(this.#stop.signal);
    }
  }

  dispose(): void {
    this.#isOver = true;
    this.#stop.abort();
  }

  async #list(signal: AbortSignal): Promise<void> {
    try {
      for (const pause of [...pauses, undefined]) {
        const failures = await this.#lister.listIdentities();
        if (failures.length === 0 || pause === undefined || signal.aborted) {
          return;
        }
        await this.#clock.sleep(pause, signal);
      }
    } catch {
      // overtaken, or the window ends
    }
  }
}
