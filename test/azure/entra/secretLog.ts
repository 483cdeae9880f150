/** What must be known to nobody but the client that was given it, or gave it. */
export type SecretKind =
  | "access token"
  | "ID token"
  | "refresh token"
  | "authorization code"
  | "device code"
  | "client secret"
  | "client assertion";

export interface IssuedSecret {
  readonly kind: SecretKind;
  readonly text: string;
}

/** Remembers every secret that went in or out, right or wrong, so that a test can look where else it is. */
export class SecretLog {
  readonly #kinds = new Map<string, SecretKind>();

  note(kind: SecretKind, text: string): void {
    this.#kinds.set(text, kind);
  }

  all(): IssuedSecret[] {
    return [...this.#kinds].map(([text, kind]) => ({ kind, text }));
  }
}
