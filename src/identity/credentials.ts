import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
} from "@azure/identity";
import type { Fetch } from "../azure/fetchHttpClient.ts";
import { PalError } from "../model/palError.ts";
import type { AccessToken } from "../model/ports.ts";
import { type ClientCertificate, readCertificate } from "./certificate.ts";
import { DeviceSignIn } from "./deviceSignIn.ts";
import { EntraExchange } from "./entraExchange.ts";
import { type EntraApp, toAccessToken } from "./issuedToken.ts";

/** What proves that it is the application. */
export type AppProof =
  | { readonly kind: "secret"; readonly secret: string }
  /** PEM of certificate and key. */
  | { readonly kind: "certificate"; readonly pem: string }
  /** What another issuer signed for it. */
  | { readonly kind: "federation"; readonly assertion: string };

/** Azure's credentials, as they are used here. */
export interface Credentials {
  /** Throws `PalError`: see `certificate.ts`. */
  readCertificate(content: Uint8Array, password?: string): Promise<ClientCertificate>;
  /**
   * A token for ARM, asked of Entra ID anew each time; the token gate keeps it. Throws `PalError`.
   *
   * @param claims JSON, to answer a challenge with.
   */
  token(app: EntraApp, proof: AppProof, claims?: string): Promise<AccessToken>;
  /** A sign-in of a person with a code. */
  deviceSignIn(app: EntraApp): DeviceSignIn;
}

/**
 * Azure's credentials over `fetch`. This file is the entry of a bundle of its own, loaded when the first service principal signs
 * in.
 *
 * @param fetch VS Code's patched `fetch`, which knows the user's proxy and certificates.
 */
export function createCredentials(fetch: Fetch): Credentials {
  return {
    readCertificate,
    token: (app, proof, claims) => requestToken(fetch, app, proof, claims),
    deviceSignIn: (app) => new DeviceSignIn(fetch, app),
  };
}

async function requestToken(
  fetch: Fetch,
  app: EntraApp,
  proof: AppProof,
  claims: string | undefined,
): Promise<AccessToken> {
  const { cloud, tenantId } = app;
  const exchange = new EntraExchange(fetch, cloud);
  try {
    // A credential of its own for each token: it would otherwise search all tokens it ever had for each new one.
    const credential = createCredential(app, proof, exchange);
    const scope = `${cloud.audience}/.default`;
    const answer = await credential.getToken(scope, claims === undefined ? {} : { claims });
    return toAccessToken(answer.token, answer.expiresOnTimestamp, cloud, tenantId);
  } catch (error) {
    throw error instanceof PalError ? error : exchange.explain(error);
  }
}

function createCredential(
  { clientId, tenantId }: EntraApp,
  proof: AppProof,
  { options }: EntraExchange,
): ClientSecretCredential | ClientCertificateCredential | ClientAssertionCredential {
  switch (proof.kind) {
    case "secret":
      return new ClientSecretCredential(tenantId, clientId, proof.secret, options);
    case "certificate":
      return new ClientCertificateCredential(tenantId, clientId, { certificate: proof.pem }, options);
    case "federation":
      // Not WorkloadIdentityCredential, which obeys the environment's variables.
      return new ClientAssertionCredential(
        tenantId,
        clientId,
        () => Promise.resolve(proof.assertion),
        options,
      );
    default:
      return proof satisfies never;
  }
}
