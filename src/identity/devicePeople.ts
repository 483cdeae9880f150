import type { IdentityId } from "../model/identity.ts";
import type { AccessToken, CredentialPromptPort } from "../model/ports.ts";
import type { Credentials } from "./credentials.ts";
import type { DevicePerson, DeviceSignIn } from "./deviceSignIn.ts";
import type { EntraApp } from "./issuedToken.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** A person who has just entered a code. */
export interface MetPerson extends DevicePerson {
  readonly signIn: DeviceSignIn;
}

/** What people are met with. */
interface Parts {
  readonly prompts: CredentialPromptPort;
  readonly credentials: () => Promise<Credentials>;
}

/** People who sign in with a device code, once for each tenant, for as long as this window lives. */
export class DevicePeople {
  readonly #parts: Parts;
  readonly #signIns = new Map<IdentityId, Map<string, DeviceSignIn>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Shows a code and waits until somebody has entered it. Throws `PalError`: see `DeviceSignIn.interactive`. */
  async meet(app: EntraApp, label: Untrusted, claims?: string): Promise<MetPerson> {
    const signIn = (await this.#parts.credentials()).deviceSignIn(app);
    const over = new AbortController();
    const givenUp = new AbortController();
    try {
      const person = await signIn.interactive({
        signal: givenUp.signal,
        show: (code) => {
          this.#parts.prompts.showDeviceCode(code, label, app.tenantId, over.signal).then(
            () => givenUp.abort(),
            () => givenUp.abort(),
          );
        },
        ...(claims !== undefined && { claims }),
      });
      return { ...person, signIn };
    } finally {
      over.abort();
    }
  }

  /** Remembers the sign-in for as long as this window lives. */
  welcome(id: IdentityId, tenantId: string, signIn: DeviceSignIn): void {
    const signIns = this.#signIns.get(id) ?? new Map<string, DeviceSignIn>();
    this.#signIns.set(id, signIns.set(tenantId, signIn));
  }

  /** Whether somebody entered a code for this tenant in this window. */
  isSignedIn(id: IdentityId, tenantId: string): boolean {
    return this.#signIns.get(id)?.has(tenantId) === true;
  }

  /** Undefined if nobody entered a code for this tenant in this window. Throws `PalError`. */
  async silentToken(id: IdentityId, tenantId: string): Promise<AccessToken | undefined> {
    return this.#signIns.get(id)?.get(tenantId)?.silent();
  }

  /** Forgets people who are gone. */
  release(known: ReadonlySet<IdentityId>): void {
    for (const id of this.#signIns.keys()) {
      if (!known.has(id)) {
        this.#signIns.delete(id);
      }
    }
  }
}
