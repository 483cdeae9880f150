import { DeviceCodeCredential, type AuthenticationRecord } from "@azure/identity";
import type { Fetch } from "../azure/fetchHttpClient.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken } from "../model/ports.ts";
import type { DeviceCode } from "../model/servicePrincipal.ts";
import { EntraExchange } from "./entraExchange.ts";
import { type EntraApp, toAccessToken } from "./issuedToken.ts";

/** Who signed in with a code. */
export interface DevicePerson {
  readonly token: AccessToken;
  /** `<object id>.<tenant id>` at home, the same in all tenants. */
  readonly homeAccountId: string;
  /** Hostile text. */
  readonly username: string;
}

/** How a person signs in. */
export interface DeviceRequest {
  readonly show: (code: DeviceCode) => void;
  /** The person gave up. */
  readonly signal: AbortSignal;
  /** JSON, to answer a challenge with. */
  readonly claims?: string;
}

/**
 * A person's sign-in with a code, in one tenant: the SDK renews tokens only in the tenant that the person signed in to. What
 * renews them lives in memory only.
 */
export class DeviceSignIn {
  readonly #fetch: Fetch;
  readonly #app: EntraApp;
  #signedIn: { credential: DeviceCodeCredential; exchange: EntraExchange } | undefined;

  constructor(fetch: Fetch, app: EntraApp) {
    this.#fetch = fetch;
    this.#app = app;
  }

  /** A token without asking; undefined if nobody signed in yet. Throws `PalError`. */
  async silent(): Promise<AccessToken | undefined> {
    return this.#signedIn && this.#token(this.#signedIn.credential, this.#signedIn.exchange);
  }

  /**
   * Lets a person sign in; whoever signed in before is forgotten. Throws `PalError`: `signInCancelled` (given up,
   * or declined in the browser), `deviceCodeExpired`, and what Entra has against it.
   */
  async interactive({ show, signal, claims }: DeviceRequest): Promise<DevicePerson> {
    const { cloud, clientId, tenantId } = this.#app;
    this.#signedIn = undefined;
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    const exchange = new EntraExchange(this.#fetch, cloud);
    const credential = new DeviceCodeCredential({
      ...exchange.options,
      clientId,
      tenantId,
      disableAutomaticAuthentication: true,
      userPromptCallback: ({ userCode, verificationUri }) => {
        if (!URL.canParse(verificationUri) || new URL(verificationUri).protocol !== "https:") {
          reject(new PalError("unexpectedAnswer")); // it is opened in a browser
          return;
        }
        show({ userCode, verificationUri });
      },
    });
    const options = { abortSignal: signal, ...(claims !== undefined && { claims }) };
    givenUp.catch(() => undefined);
    const giveUp = (): void => reject(new PalError("signInCancelled"));
    signal.addEventListener("abort", giveUp); // the SDK notices only when it asks the next time
    let record: AuthenticationRecord | undefined;
    try {
      record = await Promise.race([credential.authenticate(this.#scope, options), givenUp]);
    } catch (error) {
      throw error instanceof PalError ? error : exchange.explain(error);
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
    const token = await this.#token(credential, exchange);
    if (!record || !token) {
      throw new PalError("signInFailed");
    }
    this.#signedIn = { credential, exchange };
    return { token, homeAccountId: record.homeAccountId, username: record.username };
  }

  get #scope(): string {
    return `${this.#app.cloud.audience}/.default`;
  }

  async #token(credential: DeviceCodeCredential, exchange: EntraExchange): Promise<AccessToken | undefined> {
    try {
      const { token, expiresOnTimestamp } = await credential.getToken(this.#scope);
      return toAccessToken(token, expiresOnTimestamp, this.#app.cloud, this.#app.tenantId);
    } catch (error) {
      if (error instanceof PalError) {
        throw error;
      }
      const failure = exchange.explain(error);
      if (failure.code === "unexpected") {
        return undefined; // there is nothing (any more) that a token could be had with
      }
      throw failure;
    }
  }
}
