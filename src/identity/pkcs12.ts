import { PalError } from "../model/palError.ts";
import { DecryptionWork } from "./decryptionWork.ts";
import { child, type DerValue, objectId, octets, readDer } from "./der.ts";
import { decrypt } from "./pkcs12Cipher.ts";
import { verifyMac } from "./pkcs12Mac.ts";

/** What is in a PFX file, in DER: certificates, and private keys as PKCS #8. */
export interface Pkcs12 {
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly Uint8Array[];
}

const data = "1.2.840.113549.1.7.1";
const encryptedData = "1.2.840.113549.1.7.6";
const keyBag = "1.2.840.113549.1.12.10.1.1";
const encryptedKeyBag = "1.2.840.113549.1.12.10.1.2";
const certificateBag = "1.2.840.113549.1.12.10.1.3";

/**
 * Reads a PFX file (PKCS #12, RFC 7292), which Node.js can use for TLS only. Its MAC is checked before anything is decrypted, and
 * what it costs is limited as a whole.
 *
 * Throws `PalError`: `wrongPassword`, `unsupportedKey`, `credentialFile` if it is no PFX or has no MAC.
 */
export async function readPkcs12(file: Uint8Array, password: string): Promise<Pkcs12> {
  const work = new DecryptionWork();
  const { mac, content, safes } = readable("credentialFile", () => {
    const outer = readDer(file);
    const content = child(outer, 1);
    if (objectId(child(content, 0)) !== data) {
      throw new RangeError("It is signed with a key instead of a password.");
    }
    const inner = octets(child(child(content, 1), 0));
    return { mac: child(outer, 2), content: inner, safes: readDer(inner).children };
  });
  await verifyMac(mac, content, password, work);
  const bags: DerValue[] = [];
  for (const safe of safes) {
    bags.push(...(await openSafe(safe, password, work)));
  }
  const certificates: Uint8Array[] = [];
  const keys: Uint8Array[] = [];
  for (const bag of bags) {
    const { kind, value } = readable("wrongPassword", () => ({
      kind: objectId(child(bag, 0)),
      value: child(child(bag, 1), 0),
    }));
    switch (kind) {
      case certificateBag:
        certificates.push(readable("wrongPassword", () => octets(child(child(value, 1), 0))));
        break;
      case keyBag:
        keys.push(wholeOf(child(bag, 1)));
        break;
      case encryptedKeyBag:
        keys.push(await decrypt(child(value, 0), octets(child(value, 1)), password, work));
        break;
      default: // lists of revoked certificates and the like
    }
  }
  return { certificates, keys };
}

async function openSafe(
  safe: DerValue,
  password: string,
  work: DecryptionWork,
): Promise<readonly DerValue[]> {
  const { kind, content } = readable("credentialFile", () => ({
    kind: objectId(child(safe, 0)),
    content: child(child(safe, 1), 0),
  }));
  if (kind === data) {
    return readable("credentialFile", () => readDer(octets(content)).children);
  }
  if (kind !== encryptedData) {
    throw new PalError("unsupportedKey");
  }
  const { algorithm, encrypted } = readable("credentialFile", () => {
    const info = child(content, 1);
    return { algorithm: child(info, 1), encrypted: octets(child(info, 2)) };
  });
  const opened = await decrypt(algorithm, encrypted, password, work);
  return readable("wrongPassword", () => readDer(opened).children); // now and then nonsense ends as it should
}

/** The value inside of an explicit tag, with its own tag and length. */
function wholeOf({ content }: DerValue): Uint8Array {
  return content;
}

function readable<T>(code: "credentialFile" | "wrongPassword", read: () => T): T {
  try {
    return read();
  } catch {
    throw new PalError(code);
  }
}
