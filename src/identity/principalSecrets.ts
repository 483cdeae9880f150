import * as v from "valibot";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { IdentityId } from "../model/identity.ts";
import type { SecretPort } from "../model/ports.ts";
import { confirmedPrefix } from "./confirmedClouds.ts";
import type { EntraApp } from "./issuedToken.ts";

/** What is secret of a service principal: a client secret, a certificate with its key, or the password of its file. */
export type HeldSecret =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "certificate"; readonly pem: string }
  | { readonly kind: "password"; readonly password: string };

/** What a secret was given for. It is used for nothing else, whatever is remembered of its principal. */
export interface GivenFor {
  /** Where Entra ID is, which gets it. */
  readonly authority: string;
  readonly clientId: string;
  /** Undefined as long as the window lives in which somebody has given it: they see which tenants they ask for. */
  readonly tenantIds?: readonly string[];
}

interface Held {
  readonly secret: HeldSecret;
  readonly given: GivenFor;
}

const prefix = "servicePrincipal/";

const given = v.object({ authority: v.string(), clientId: v.string(), tenantIds: v.array(v.string()) });

/** One that does not say what it was given for, as those of earlier versions, is left where it is and asked for once more. */
const kept = v.pipe(
  v.string(),
  v.transform((text) => parseForeignJson(text)),
  v.variant("kind", [
    v.object({ kind: v.literal("secret"), secret: v.string(), given }),
    v.object({ kind: v.literal("certificate"), pem: v.string(), given }),
  ]),
  v.transform(({ given: whatFor, ...secret }) => ({ secret, given: whatFor })),
);

/**
 * The secrets of service principals: in the memory of this window, and in VS Code's secret storage if the user asked for
 * it; nowhere else.
 */
export class PrincipalSecrets {
  readonly #port: SecretPort;
  readonly #bookId: () => string;
  readonly #held = new Map<IdentityId, Held>();
  /** Whose secrets are being read from the storage. What is forgotten or given meanwhile is taken out: the answer is too old. */
  readonly #reading = new Map<symbol, IdentityId>();

  /** @param bookId whose secrets they are: the storage is shared with other profiles and machines. */
  constructor(port: SecretPort, bookId: () => string) {
    this.#port = port;
    this.#bookId = bookId;
  }

  /** Holds a secret that somebody has given for an application, for as long as this window lives. */
  hold(id: IdentityId, secret: HeldSecret, { cloud, clientId }: EntraApp): void {
    this.#outdate(id);
    this.#held.set(id, { secret, given: { authority: cloud.authority, clientId } });
  }

  /** Stores what this window holds, for these tenants and no others. Throws if the system's keychain does not take it. */
  async keep(id: IdentityId, tenantIds: readonly string[]): Promise<void> {
    const held = this.#held.get(id);
    if (held && held.secret.kind !== "password") {
      await this.#store(id, { secret: held.secret, given: { ...held.given, tenantIds } });
    }
  }

  /** The user has named tenants that a stored secret is for, too. Throws if the storage does not obey. */
  async allow(id: IdentityId, tenantIds: readonly string[]): Promise<void> {
    const stored = await this.#read(id);
    if (stored) {
      const all = [...new Set([...stored.given.tenantIds, ...tenantIds])];
      const { secret, given: whatFor } = stored;
      await this.#store(id, { secret, given: { ...whatFor, tenantIds: all } });
      const held = this.#held.get(id);
      if (held?.given.tenantIds) {
        this.#held.set(id, { ...held, given: { ...held.given, tenantIds: all } });
      }
    }
  }

  /** Whether this window holds a secret of it. */
  isHeld(id: IdentityId): boolean {
    return this.#held.has(id);
  }

  /** The secret, from this window or from the storage; undefined also if it was given for something else. */
  async get(id: IdentityId, app: EntraApp): Promise<HeldSecret | undefined> {
    const held = this.#held.get(id);
    if (held) {
      return usableFor(held, app);
    }
    const read = Symbol(id);
    this.#reading.set(read, id);
    try {
      const stored = await this.#read(id);
      if (stored && this.#reading.has(read)) {
        this.#held.set(id, stored);
      }
      return usableFor(this.#held.get(id), app);
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

  /** Forgets every secret and which clouds were confirmed, also those of other profiles and machines, and of books that are lost. */
  async wipeAll(): Promise<void> {
    this.#reading.clear();
    this.#held.clear();
    const keys = await this.#port.keys();
    for (const key of keys.filter((one) => one.startsWith(prefix) || one.startsWith(confirmedPrefix))) {
      await this.#port.delete(key);
    }
  }

  async #read(id: IdentityId): Promise<v.InferOutput<typeof kept> | undefined> {
    const parsed = v.safeParse(kept, await this.#port.get(this.#keyOf(id)));
    return parsed.success ? parsed.output : undefined;
  }

  async #store(id: IdentityId, { secret, given: whatFor }: Held): Promise<void> {
    await this.#port.set(this.#keyOf(id), JSON.stringify({ ...secret, given: whatFor }));
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

function usableFor(held: Held | undefined, { cloud, clientId, tenantId }: EntraApp): HeldSecret | undefined {
  const isGivenFor =
    held?.given.authority === cloud.authority &&
    held.given.clientId === clientId &&
    held.given.tenantIds?.includes(tenantId) !== false;
  return isGivenFor ? held.secret : undefined;
}
