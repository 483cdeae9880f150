import { createDecipheriv, pbkdf2, scrypt, type ScryptOptions } from "node:crypto";
import { promisify } from "node:util";
import { oldCipherField, PalError } from "../model/palError.ts";
import type { DecryptionWork } from "./decryptionWork.ts";
import { child, type DerValue, integer, objectId, octets } from "./der.ts";
import { derivePkcs12Key, keyPurposes, passwordBytes } from "./pkcs12Key.ts";

const ciphers = new Map([
  ["1.2.840.113549.3.7", { name: "des-ede3-cbc", keyLength: 24 }],
  ["2.16.840.1.101.3.4.1.2", { name: "aes-128-cbc", keyLength: 16 }],
  ["2.16.840.1.101.3.4.1.22", { name: "aes-192-cbc", keyLength: 24 }],
  ["2.16.840.1.101.3.4.1.42", { name: "aes-256-cbc", keyLength: 32 }],
]);

/** RC2 and RC4, with which Windows and OpenSSL wrote PFX files until 2021; neither Node.js nor Electron has them any more. */
const oldCiphers = /^1\.2\.840\.113549\.1\.12\.1\.[1256]$/;

const hmacs = new Map([
  ["1.2.840.113549.2.7", { name: "sha1", size: 20 }],
  ["1.2.840.113549.2.9", { name: "sha256", size: 32 }],
  ["1.2.840.113549.2.10", { name: "sha384", size: 48 }],
  ["1.2.840.113549.2.11", { name: "sha512", size: 64 }],
]);
const usualHmac = "1.2.840.113549.2.7";

const pbkdf2Async = promisify(pbkdf2);
const scryptAsync = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

const pbkdf2Id = "1.2.840.113549.1.5.12";
const scryptId = "1.3.6.1.4.1.11591.4.11";

/** What the longest key of any cipher or MAC needs. Bytes. */
const longestKey = 64;

/** What each part costs beside its rounds: files may have thousands. */
const hashesOfPart = 1000;

/**
 * Decrypts a part of a PFX file or a key in PEM: PBES2 (RFC 8018), which Windows calls AES256-SHA256, or the older triple DES with
 * SHA-1 (RFC 7292, appendix B). Throws `PalError`: `wrongPassword`, `unsupportedKey` (of an old cipher, with `field`); `RangeError`.
 *
 * @param algorithm the AlgorithmIdentifier.
 */
export async function decrypt(
  algorithm: DerValue,
  encrypted: Uint8Array,
  password: string,
  work: DecryptionWork,
): Promise<Buffer> {
  work.plan(hashesOfPart);
  const name = objectId(child(algorithm, 0));
  switch (name) {
    case "1.2.840.113549.1.5.13":
      return decryptNewer(child(algorithm, 1), encrypted, password, work);
    case "1.2.840.113549.1.12.1.3":
      return decryptOlder(child(algorithm, 1), encrypted, password, work);
    default:
      throw new PalError("unsupportedKey", oldCiphers.test(name) ? { field: oldCipherField } : {});
  }
}

async function decryptNewer(
  parameters: DerValue,
  encrypted: Uint8Array,
  password: string,
  work: DecryptionWork,
): Promise<Buffer> {
  const [derivation, encryption] = [child(parameters, 0), child(parameters, 1)];
  const cipher = ciphers.get(objectId(child(encryption, 0)));
  if (!cipher) {
    throw new PalError("unsupportedKey");
  }
  const key =
    objectId(child(derivation, 0)) === scryptId
      ? await deriveScryptKey(child(derivation, 1), password, cipher.keyLength, work)
      : await derivePbkdf2Key(derivation, password, cipher.keyLength, work);
  return decipher(cipher.name, key, octets(child(encryption, 1)), encrypted);
}

/**
 * Derives a key with PBKDF2 (RFC 8018), in a thread of its own. Throws `PalError`: `unsupportedKey`; `RangeError`.
 *
 * @param derivation the AlgorithmIdentifier.
 * @param length in bytes; without it, it must be among the parameters.
 */
export async function derivePbkdf2Key(
  derivation: DerValue,
  password: string,
  length: number | undefined,
  work: DecryptionWork,
): Promise<Buffer> {
  if (objectId(child(derivation, 0)) !== pbkdf2Id) {
    throw new PalError("unsupportedKey");
  }
  const derived = child(derivation, 1);
  const told = derived.children.slice(2).find(({ tag }) => tag === 0x02);
  const prf = derived.children.slice(2).find(({ tag }) => tag === 0x30);
  const { name, size } = findHmac(prf ? objectId(child(prf, 0)) : usualHmac);
  const bytes = length ?? (told ? integer(told) : 0);
  const rounds = integer(child(derived, 1));
  if (rounds < 1 || bytes < 1 || bytes > longestKey) {
    throw new PalError("unsupportedKey");
  }
  work.plan(rounds * Math.ceil(bytes / size));
  return pbkdf2Async(password, octets(child(derived, 0)), rounds, bytes, name);
}

/** RFC 7914, in a thread of its own. Node.js takes no more than 32 MB for it. */
async function deriveScryptKey(
  parameters: DerValue,
  password: string,
  length: number,
  work: DecryptionWork,
): Promise<Buffer> {
  const [N, r, p] = [1, 2, 3].map((place) => integer(child(parameters, place))) as [number, number, number];
  work.plan(N * r * p);
  try {
    return await scryptAsync(password, octets(child(parameters, 0)), length, { N, r, p });
  } catch {
    throw new PalError("unsupportedKey");
  }
}

/** The hash of an HMAC, with its size in bytes. Throws `PalError`: `unsupportedKey` if it is none that is known. */
export function findHmac(id: string): { readonly name: string; readonly size: number } {
  const hmac = hmacs.get(id);
  if (!hmac) {
    throw new PalError("unsupportedKey");
  }
  return hmac;
}

async function decryptOlder(
  parameters: DerValue,
  encrypted: Uint8Array,
  password: string,
  work: DecryptionWork,
): Promise<Buffer> {
  const derivation = {
    digest: { name: "sha1", size: 20, block: 64 },
    password: passwordBytes(password),
    salt: octets(child(parameters, 0)),
    rounds: integer(child(parameters, 1)),
  } as const;
  const key = await derivePkcs12Key({ ...derivation, purpose: keyPurposes.key, length: 24 }, work);
  const iv = await derivePkcs12Key({ ...derivation, purpose: keyPurposes.initialValue, length: 8 }, work);
  return decipher("des-ede3-cbc", key, iv, encrypted);
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Buffer {
  try {
    const decipherer = createDecipheriv(name, key, iv);
    return Buffer.concat([decipherer.update(encrypted), decipherer.final()]);
  } catch {
    throw new PalError("wrongPassword"); // what it decrypts to does not end as it should
  }
}
