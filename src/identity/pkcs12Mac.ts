import { createHmac, timingSafeEqual } from "node:crypto";
import { PalError } from "../model/palError.ts";
import type { DecryptionWork } from "./decryptionWork.ts";
import { child, type DerValue, integer, objectId, octets } from "./der.ts";
import { derivePbkdf2Key, findHmac } from "./pkcs12Cipher.ts";
import { derivePkcs12Key, keyPurposes, passwordBytes, type Pkcs12Digest } from "./pkcs12Key.ts";

const digests = new Map<string, Pkcs12Digest>([
  ["1.3.14.3.2.26", { name: "sha1", size: 20, block: 64 }],
  ["2.16.840.1.101.3.4.2.4", { name: "sha224", size: 28, block: 64 }],
  ["2.16.840.1.101.3.4.2.1", { name: "sha256", size: 32, block: 64 }],
  ["2.16.840.1.101.3.4.2.2", { name: "sha384", size: 48, block: 128 }],
  ["2.16.840.1.101.3.4.2.3", { name: "sha512", size: 64, block: 128 }],
]);

/** PBMAC1 (RFC 9579), which newer programs write. */
const newerMac = "1.2.840.113549.1.5.14";

/**
 * Checks that whoever wrote a PFX knew the password, and that nobody changed it since (RFC 7292, 5.1). Throws `PalError`: `wrongPassword`,
 * `unsupportedKey`; `RangeError` if it is damaged.
 *
 * @param content what the MAC is about.
 */
export async function verifyMac(
  mac: DerValue,
  content: Uint8Array,
  password: string,
  work: DecryptionWork,
): Promise<void> {
  const algorithm = child(child(mac, 0), 0);
  const expected = octets(child(child(mac, 0), 1));
  const macs =
    objectId(child(algorithm, 0)) === newerMac
      ? newerMacs(child(algorithm, 1), content, password, work)
      : olderMacs(mac, content, password, work);
  for await (const found of macs) {
    if (found.length === expected.length && timingSafeEqual(found, expected)) {
      return;
    }
  }
  throw new PalError("wrongPassword");
}

async function* olderMacs(
  mac: DerValue,
  content: Uint8Array,
  password: string,
  work: DecryptionWork,
): AsyncGenerator<Buffer> {
  const digest = digests.get(objectId(child(child(child(mac, 0), 0), 0)));
  if (!digest) {
    throw new PalError("unsupportedKey");
  }
  const salt = octets(child(mac, 1));
  const rounds = mac.children[2] ? integer(mac.children[2]) : 1;
  // Without a password some programs take an empty one, and others none at all.
  const passwords = [passwordBytes(password), ...(password === "" ? [Buffer.alloc(0)] : [])];
  for (const bytes of passwords) {
    const derivation = { digest, purpose: keyPurposes.mac, length: digest.size, salt, rounds };
    const key = await derivePkcs12Key({ ...derivation, password: bytes }, work);
    yield createHmac(digest.name, key).update(content).digest();
  }
}

async function* newerMacs(
  parameters: DerValue,
  content: Uint8Array,
  password: string,
  work: DecryptionWork,
): AsyncGenerator<Buffer> {
  const { name } = findHmac(objectId(child(child(parameters, 1), 0)));
  const key = await derivePbkdf2Key(child(parameters, 0), password, undefined, work);
  yield createHmac(name, key).update(content).digest();
}
