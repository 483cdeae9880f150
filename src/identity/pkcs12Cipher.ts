import { createDecipheriv, createHash, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { oldCipherField, PalError } from "../model/palError.ts";
import { child, type DerValue, integer, objectId, octets } from "./der.ts";

const ciphers = new Map([
  ["1.2.840.113549.3.7", { name: "des-ede3-cbc", keyLength: 24 }],
  ["2.16.840.1.101.3.4.1.2", { name: "aes-128-cbc", keyLength: 16 }],
  ["2.16.840.1.101.3.4.1.22", { name: "aes-192-cbc", keyLength: 24 }],
  ["2.16.840.1.101.3.4.1.42", { name: "aes-256-cbc", keyLength: 32 }],
]);

/** RC2 and RC4, with which Windows and OpenSSL wrote PFX files until 2021; neither Node.js nor Electron has them any more. */
const oldCiphers = /^1\.2\.840\.113549\.1\.12\.1\.[1256]$/;

const digests = new Map([
  ["1.2.840.113549.2.7", "sha1"],
  ["1.2.840.113549.2.9", "sha256"],
  ["1.2.840.113549.2.10", "sha384"],
  ["1.2.840.113549.2.11", "sha512"],
]);

/** More rounds would take minutes. */
const mostRounds = 10_000_000;

const deriveKey = promisify(pbkdf2);

/**
 * Decrypts a part of a PFX file: PBES2 (RFC 8018), which Windows calls AES256-SHA256, or the older triple DES with SHA-1 (RFC 7292, appendix
 * B). Throws `PalError`: `wrongPassword`, `unsupportedKey` (of an old cipher, with `field`).
 *
 * @param algorithm the AlgorithmIdentifier.
 */
export async function decrypt(algorithm: DerValue, encrypted: Uint8Array, password: string): Promise<Buffer> {
  const name = objectId(child(algorithm, 0));
  switch (name) {
    case "1.2.840.113549.1.5.13":
      return decryptNewer(child(algorithm, 1), encrypted, password);
    case "1.2.840.113549.1.12.1.3":
      return decryptOlder(child(algorithm, 1), encrypted, password);
    default:
      throw new PalError("unsupportedKey", oldCiphers.test(name) ? { field: oldCipherField } : {});
  }
}

async function decryptNewer(parameters: DerValue, encrypted: Uint8Array, password: string): Promise<Buffer> {
  const [derivation, encryption] = [child(parameters, 0), child(parameters, 1)];
  const cipher = ciphers.get(objectId(child(encryption, 0)));
  const derived = child(derivation, 1);
  const prf = derived.children.slice(2).find(({ tag }) => tag === 0x30); // before it may stand the length of the key
  const digest = prf ? digests.get(objectId(child(prf, 0))) : "sha1";
  if (!cipher || digest === undefined || objectId(child(derivation, 0)) !== "1.2.840.113549.1.5.12") {
    throw new PalError("unsupportedKey");
  }
  const salt = octets(child(derived, 0));
  const key = await deriveKey(password, salt, roundsOf(child(derived, 1)), cipher.keyLength, digest);
  return decipher(cipher.name, key, octets(child(encryption, 1)), encrypted);
}

function decryptOlder(parameters: DerValue, encrypted: Uint8Array, password: string): Buffer {
  const salt = octets(child(parameters, 0));
  const rounds = roundsOf(child(parameters, 1));
  // The password as UTF-16 with two zero bytes at its end.
  const text = Buffer.from(`${password}\0`, "utf16le").swap16();
  const key = stretch(1, 24, text, salt, rounds);
  return decipher("des-ede3-cbc", key, stretch(2, 8, text, salt, rounds), encrypted);
}

function roundsOf(value: DerValue): number {
  const rounds = integer(value);
  if (rounds < 1 || rounds > mostRounds) {
    throw new PalError("unsupportedKey");
  }
  return rounds;
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Buffer {
  try {
    const decipherer = createDecipheriv(name, key, iv);
    return Buffer.concat([decipherer.update(encrypted), decipherer.final()]);
  } catch {
    throw new PalError("wrongPassword"); // what it decrypts to does not end as it should
  }
}

/** RFC 7292, appendix B.2, with SHA-1 (blocks of 64 bytes). `purpose`: 1 for a key, 2 for an initial value. */
function stretch(
  purpose: number,
  length: number,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
): Buffer {
  const block = 64;
  const state = Buffer.concat([fill(salt, block), fill(password, block)]);
  const made: Buffer[] = [];
  for (let size = 0; size < length; size += 20) {
    let hash = createHash("sha1").update(Buffer.alloc(block, purpose)).update(state).digest();
    for (let round = 1; round < rounds; round += 1) {
      hash = createHash("sha1").update(hash).digest();
    }
    made.push(hash);
    const add = fill(hash, block).subarray(0, block);
    for (let at = 0; at < state.length; at += block) {
      addOnto(state.subarray(at, at + block), add);
    }
  }
  return Buffer.concat(made).subarray(0, length);
}

/** Repeats bytes up to a whole number of blocks. */
function fill(bytes: Uint8Array, block: number): Buffer {
  const length = block * Math.ceil(bytes.length / block);
  return Buffer.from(Array.from({ length }, (_, i) => bytes[i % bytes.length] ?? 0));
}

/** `target` += `add` + 1, as big numbers that wrap. */
function addOnto(target: Uint8Array, add: Uint8Array): void {
  let carry = 1;
  for (let i = target.length - 1; i >= 0; i -= 1) {
    const sum = (target[i] ?? 0) + (add[i] ?? 0) + carry;
    target[i] = sum & 0xff;
    carry = sum >> 8;
  }
}
