import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { PalError } from "../model/palError.ts";
import { DecryptionWork } from "./decryptionWork.ts";
import { child, octets, readDer } from "./der.ts";
import { pemBlocks, type PemBlock } from "./pemBlocks.ts";
import { readPkcs12 } from "./pkcs12.ts";
import { decrypt } from "./pkcs12Cipher.ts";

/** Files of certificates are some thousand bytes long; those of whole chains, some ten thousand. */
const longestFile = 1_048_576;
const mostCertificates = 50;
const mostKeys = 10;

/** The kinds of keys from before PKCS #8, and the header of an encrypted one (RFC 1421). */
const oldKinds = new Set(["RSA PRIVATE KEY", "EC PRIVATE KEY"]);
const oldEncryption = /^Proc-Type:\s*4,\s*ENCRYPTED$/;

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
  if (content.length > longestFile) {
    throw new PalError("credentialFile");
  }
  const text = Buffer.from(content).toString("latin1");
  const { certificates, keys } = text.includes("-----BEGIN ")
    ? await readPem(text, password)
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

async function readPem(text: string, password: string | undefined): Promise<Parts> {
  const blocks = pemBlocks(text);
  const certificates = blocks.filter(({ kind }) => kind === "CERTIFICATE");
  const keys = blocks.filter(({ kind }) => kind.endsWith("PRIVATE KEY"));
  refuseMany(certificates, keys);
  const work = new DecryptionWork();
  const read: KeyObject[] = [];
  for (const key of keys) {
    read.push(
      key.kind === "ENCRYPTED PRIVATE KEY" ? await toEncryptedKey(key, password, work) : toKey(key, password),
    );
  }
  return { certificates: certificates.map((block) => toCertificate(textOf(block))), keys: read };
}

function textOf({ kind, lines }: PemBlock): string {
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----\n`].join("\n");
}

/** Node.js would derive the key in this thread, for as long as the file says. */
async function toEncryptedKey(
  { lines }: PemBlock,
  password: string | undefined,
  work: DecryptionWork,
): Promise<KeyObject> {
  if (password === undefined) {
    throw new PalError("wrongPassword");
  }
  try {
    const info = readDer(Buffer.from(lines.join(""), "base64"));
    return toDerKey(await decrypt(child(info, 0), octets(child(info, 1)), password, work));
  } catch (error) {
    throw error instanceof PalError ? error : new PalError("credentialFile"); // damaged in the middle
  }
}

/** Each key is tried on each certificate. */
function refuseMany(certificates: readonly unknown[], keys: readonly unknown[]): void {
  if (certificates.length > mostCertificates || keys.length > mostKeys) {
    throw new PalError("credentialFile");
  }
}

/**
 * Only what was encrypted as before PKCS #8, with a single round, is decrypted by OpenSSL: given a passphrase, it would take a
 * plain `PRIVATE KEY` for an encrypted one, and derive its key in this thread.
 */
function toKey(block: PemBlock, passphrase: string | undefined): KeyObject {
  const isOld = oldKinds.has(block.kind);
  if (!isOld && block.kind !== "PRIVATE KEY") {
    throw new PalError("unsupportedKey");
  }
  const isEncrypted = isOld && oldEncryption.test(block.lines[0] ?? "");
  if (isEncrypted && passphrase === undefined) {
    throw new PalError("wrongPassword");
  }
  try {
    return createPrivateKey({ key: textOf(block), format: "pem", ...(isEncrypted && { passphrase }) });
  } catch {
    throw new PalError(isEncrypted ? "wrongPassword" : "unsupportedKey"); // its error could hold parts of the key
  }
}

async function readPfx(content: Uint8Array, password: string | undefined): Promise<Parts> {
  try {
    const { certificates, keys } = await readPkcs12(content, password ?? "");
    refuseMany(certificates, keys);
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
