/** A sign-in as the local Azure is asked for it. */
export interface SignIn {
  readonly username: string;
  readonly tenantId: string;
  readonly scope: string;
  readonly clientId?: string;
  /** The claims that a service demanded in a challenge, as JSON. */
  readonly claims?: string;
  /** The person has proved who they are with a second factor. */
  readonly mfa: boolean;
}

/** What Entra answered: a token, or a refusal with the reason. */
export type SignInAnswer =
  | {
      readonly accessToken: string;
      readonly accountId: string;
      readonly expiresAt: number;
    }
  | { readonly refusal: string; readonly mfaNeeded: boolean };

/** The people and tenants of the local Azure. */
export interface Directory {
  readonly accounts: readonly { readonly username: string }[];
  readonly tenants: readonly { readonly tenantId: string; readonly displayName?: string }[];
}

interface TokenResponse {
  readonly access_token: string;
  readonly client_info: string;
  readonly expires_in: number;
}

interface Refusal {
  readonly error: string;
  readonly error_description: string;
}

// Entra's codes for "a second factor is needed".
const mfaNeeded = /AADSTS(50076|50079|50158)/;

/** The local Azure's control address, which signs people in without a browser. */
export class SignInControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async directory(): Promise<Directory> {
    return (await (await fetch(`${this.#url}/description`)).json()) as Directory;
  }

  async signIn(signIn: SignIn): Promise<SignInAnswer> {
    const response = await fetch(`${this.#url}/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(signIn),
    });
    if (!response.ok) {
      const refusal = (await response.json()) as Refusal;
      const words = refusal.error_description;
      return { refusal: `${refusal.error}: ${words}`, mfaNeeded: mfaNeeded.test(words) };
    }
    const token = (await response.json()) as TokenResponse;
    const info = JSON.parse(Buffer.from(token.client_info, "base64url").toString()) as {
      uid: string;
      utid: string;
    };
    return {
      accessToken: token.access_token,
      accountId: `${info.uid}.${info.utid}`,
      expiresAt: Date.now() + token.expires_in * 1000,
    };
  }
}
