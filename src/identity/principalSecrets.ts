import * as v from "valibot";
import type { IdentityId } from "../model/identity.ts";
import type { SecretPort } from "../model/ports.ts";

/** What is secret of a service principal: a client secret, a certificate with its key, or the password of its file. */
export type HeldSecret =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "certificate"; readonly pem: string }
  | { readonly kind: "password"; readonly password: string };

const prefix = "servicePrincipal/";

const kept = v.variant("kind", [
  v.object({ kind: v.literal("secret"), secret: v.string() }),
  v.object({ kind: v.literal("certificate"), pem: v.string() }),
]);

/**
 * The secrets of service principals: in the memory of this window, and in VS Code's secret storage if the user asked for
 * it; nowhere else.
 */
export class PrincipalSecrets {
  readonly #port: SecretPort;
  readonly #bookId: () => string;
  readonly #held = new Map<IdentityId, HeldSecret>();
  /** Whose secrets are being read from the storage. What is forgotten or given meanwhile is taken out: the answer is too old. */
  readonly #reading = new Map<symbol, IdentityId>();

  /** @param bookId whose secrets they are: the storage is shared with other profiles and machines. */
  constructor(port: SecretPort, bookId: () => string) {
    this.#port = port;
    this.#bookId = bookId;
  }

  /** Holds a secret for as long as this window lives. */
  hold(id: IdentityId, secret: HeldSecret): void {
    this.#outdate(id);
    this.#held.set(id, secret);
  }

  /** Stores what this window holds. Throws if the system's keychain does not take it. */
  async keep(id: IdentityId): Promise<void> {
    const secret = this.#held.get(id);
    if (secret && secret.kind !== "password") {
      await this.#port.set(this.#keyOf(id), JSON.stringify(secret));
    }
  }

  /** Whether this window holds a secret of it. */
  isHeld(id: IdentityId): boolean {
    return this.#held.has(id);
  }

  /** The secret, from this window or from the storage. */
  async get(id: IdentityId): Promise<HeldSecret | undefined> {
    const held = this.#held.get(id);
    if (held) {
      return held;
    }
    const read = Symbol(id);
    this.#reading.set(read, id);
    try {
      const stored = await this.#port.get(this.#keyOf(id));
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), kept), stored);
      if (parsed.success && this.#reading.has(read)) {
        this.#held.set(id, parsed.output);
      }
      return this.#held.get(id);
    } finally {
      this.#reading.delete(read);
    }
  }

  /** Forgets a secret everywhere. Throws if the storage does not obey; this window has forgotten it all the same. */
  async wipe(id: IdentityId): Promise<void> {
    this.#drop(id);
    try {
      await this.#port.delete(this.#keyOf(id));
    } finally {
      this.#drop(id); // it may have been read until it was gone
    }
  }

  /** Forgets what this window holds of principals that are gone. */
  release(known: ReadonlySet<IdentityId>): void {
    for (const id of [...this.#held.keys(), ...this.#reading.values()]) {
      if (!known.has(id)) {
        this.#drop(id);
      }
    }
  }

  /** The principals of this book of which something is stored. */
  async stored(): Promise<readonly IdentityId[]> {
    const own = this.#keyOf("" as IdentityId);
    const keys = await this.#port.keys();
    return keys.filter((key) => key.startsWith(own)).map((key) => key.slice(own.length) as IdentityId);
  }

  /** Forgets every secret, also those of other profiles and machines, and of books that are lost. */
  async wipeAll(): Promise<void> {
    this.#reading.clear();
    this.#held.clear();
    const keys = await this.#port.keys();
    for (const key of keys.filter((candidate) => candidate.startsWith(prefix))) {
      await this.#port.delete(key);
    }
  }

  #drop(id: IdentityId): void {
    this.#outdate(id);
    this.#held.delete(id);
  }

  /** What is being read of it now is not held. */
  #outdate(id: IdentityId): void {
    for (const [read, whose] of this.#reading) {
      if (whose === id) {
        this.#reading.delete(read);
      }
    }
  }

  #keyOf(id: IdentityId): string {
    return `${prefix}${this.#bookId()}/${id}`;
  }
}
