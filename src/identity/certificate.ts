import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { PalError } from "../model/palError.ts";
import { readPkcs12 } from "./pkcs12.ts";

/** A certificate with its key, neither encrypted any more: secret. */
export interface ClientCertificate {
  /** PEM: the certificate, then its key. */
  readonly pem: string;
  /** When the certificate ends (milliseconds since 1970). */
  readonly expiresAt: number;
}

/**
 * Reads a certificate and its key from PEM or PFX. Throws `PalError`: `noCertificate`, `noPrivateKey`, `wrongPassword`, `unsupportedKey`,
 * `credentialFile`.
 */
export async function readCertificate(content: Uint8Array, password?: string): Promise<ClientCertificate> {
  const text = Buffer.from(content).toString("latin1");
  const { certificates, keys } = text.includes("-----BEGIN ")
    ? readPem(text, password)
    : await readPfx(content, password);
  if (certificates.length === 0) {
    throw new PalError("noCertificate");
  }
  for (const key of keys) {
    const certificate = certificates.find((candidate) => candidate.checkPrivateKey(key));
    if (certificate) {
      return join(certificate, key);
    }
  }
  throw new PalError("noPrivateKey");
}

function join(certificate: X509Certificate, key: KeyObject): ClientCertificate {
  if (key.asymmetricKeyType !== "rsa") {
    throw new PalError("unsupportedKey"); // Entra takes signatures by RSA only [V learn.microsoft.com]
  }
  const pem = `${certificate.toString()}${key.export({ format: "pem", type: "pkcs8" }).toString()}`;
  return { pem, expiresAt: Date.parse(certificate.validTo) };
}

interface Parts {
  readonly certificates: readonly X509Certificate[];
  readonly keys: readonly KeyObject[];
}

function readPem(text: string, password: string | undefined): Parts {
  const blocks = text.match(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g) ?? [];
  const certificates = blocks.filter((block) => block.startsWith("-----BEGIN CERTIFICATE-----"));
  const keys = blocks.filter((block) => /^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(block));
  return { certificates: certificates.map(toCertificate), keys: keys.map((key) => toKey(key, password)) };
}

function toKey(key: string, passphrase: string | undefined): KeyObject {
  const isEncrypted = key.includes("ENCRYPTED");
  if (isEncrypted && passphrase === undefined) {
    throw new PalError("wrongPassword");
  }
  try {
    return createPrivateKey({ key, format: "pem", ...(isEncrypted && { passphrase }) });
  } catch {
    throw new PalError(isEncrypted ? "wrongPassword" : "unsupportedKey"); // its error could hold parts of the key
  }
}

async function readPfx(content: Uint8Array, password: string | undefined): Promise<Parts> {
  try {
    const { certificates, keys } = await readPkcs12(content, password ?? "");
    return { certificates: certificates.map(toCertificate), keys: keys.map(toDerKey) };
  } catch (error) {
    throw error instanceof PalError ? error : new PalError("credentialFile"); // damaged in the middle
  }
}

function toDerKey(key: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  } catch {
    throw new PalError("wrongPassword"); // nonsense that ended as it should
  }
}

function toCertificate(certificate: string | Uint8Array): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch {
    throw new PalError("noCertificate");
  }
}
