import { hash as hashOnce } from "node:crypto";
import type { DecryptionWork } from "./decryptionWork.ts";

/** What a key is derived for (RFC 7292, appendix B.3). */
export const keyPurposes = { key: 1, initialValue: 2, mac: 3 } as const;

/** Salts are some bytes long in any honest file. */
const longestSalt = 1024;

/** A digest of PKCS #12: its name, and its sizes in bytes. */
export interface Pkcs12Digest {
  readonly name: "sha1" | "sha224" | "sha256" | "sha384" | "sha512";
  readonly size: number;
  readonly block: number;
}

/** How a key is derived. */
export interface Derivation {
  readonly digest: Pkcs12Digest;
  readonly purpose: (typeof keyPurposes)[keyof typeof keyPurposes];
  /** Bytes. */
  readonly length: number;
  /** As `passwordBytes` gives it. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
}

/** The password as UTF-16 with two zero bytes at its end. */
export function passwordBytes(password: string): Buffer {
  return Buffer.from(`${password}\0`, "utf16le").swap16();
}

/** Derives a key as PKCS #12 does (RFC 7292, appendix B.2). Throws `PalError`: `unsupportedKey` if it is too much work; `RangeError`. */
export async function derivePkcs12Key(
  { digest, purpose, length, password, salt, rounds }: Derivation,
  work: DecryptionWork,
): Promise<Buffer> {
  const { name, size, block } = digest;
  if (salt.length > longestSalt) {
    throw new RangeError("This is too long.");
  }
  work.plan(rounds * Math.ceil(length / size));
  const state = Buffer.concat([fill(salt, block), fill(password, block)]);
  const made: Buffer[] = [];
  for (let done = 0; done < length; done += size) {
    let hash = hashOnce(name, Buffer.concat([Buffer.alloc(block, purpose), state]), "buffer");
    for (let round = 1; round < rounds; round += 1) {
      hash = hashOnce(name, hash, "buffer");
      if (work.isTurn()) {
        await work.turn();
      }
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
