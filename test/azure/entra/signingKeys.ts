import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import type { CryptoKey, JWK } from "jose";

/** The key pair that signs every token of one local Azure. */
export interface SigningKeys {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function makeSigningKeys(): Promise<SigningKeys> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = await exportJWK(publicKey);
  const keyId = await calculateJwkThumbprint(jwk);
  return { keyId, privateKey, publicKey, publicJwk: { ...jwk, kid: keyId, use: "sig", alg: "RS256" } };
}
