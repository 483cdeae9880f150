import { createIdentity, type Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, Clock, LogPort } from "../../../src/model/ports.ts";
import type { Tenant } from "../../../src/model/tenant.ts";

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  #elapsed = 1_000_000;
  #setBy = 0;
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now(): number {
    return this.#elapsed + this.#setBy;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  /** Sets the wall clock by so much; no time passes. */
  set(milliseconds: number): void {
    this.#setBy += milliseconds;
  }

  /** Moves the time on and wakes who has slept long enough. */
  advance(milliseconds: number): void {
    this.#elapsed += milliseconds;
    for (const sleeper of this.#sleepers) {
      if (sleeper.until <= this.#elapsed) {
        this.#sleepers.delete(sleeper);
        sleeper.wake();
      }
    }
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (milliseconds > 0) {
      this.#sleepers.add({ until: this.#elapsed + milliseconds, wake: resolve });
    } else {
      resolve();
    }
    signal?.addEventListener("abort", () => reject(new PalError("cancelled")), { once: true });
    return promise;
  }
}

/** A log that keeps its lines. */
export class TestLog implements LogPort {
  readonly lines: string[] = [];

  info(message: string, variable?: string): void {
    this.lines.push(`${message} ${variable ?? ""}`);
  }

  error(message: string, error: unknown): void {
    this.lines.push(`${message} ${String(error)}`);
  }
}

export const alice: Identity = createIdentity({
  source: "vscode",
  cloud: "public",
  accountId: "alice-id",
  label: "alice@contoso.example",
});
export const bob: Identity = createIdentity({
  source: "vscode",
  cloud: "public",
  accountId: "bob-id",
  label: "bob@contoso.example",
});

/** The n-th tenant of a test. */
export function tenant(n: number, more: Partial<Tenant> = {}): Tenant {
  return { tenantId: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, kind: "guest", ...more };
}

/** A token that lasts an hour from the start of `TestClock`. */
export function accessToken(token: string, more: Partial<AccessToken> = {}): AccessToken {
  return { token, cloud: "public", expiresAt: 1_000_000 + 3_600_000, ...more };
}
