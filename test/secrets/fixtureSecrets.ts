import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../../scripts/repository.ts";
import type { Secret, SecretBytes } from "./needles.ts";

const certificates = path.join(repository, "test", "unit", "identity", "certificates");

/** The passwords of the encrypted certificates of the tests. */
const passwords = ["open-sesame", "sésame-ß"];

/** What tests use and never send to the local Azure: keys and passwords of certificates. */
export function fixtureSecrets(): (Secret | SecretBytes)[] {
  return [
    ...passwords.map((text) => ({ kind: "password of a certificate", text })),
    ...globSync("*.pem", { cwd: certificates }).flatMap((file) =>
      privateKeys(readFileSync(path.join(certificates, file), "utf8")),
    ),
    ...globSync("!(without-key).pfx", { cwd: certificates }).map((file) => ({
      kind: "certificate with its key",
      bytes: readFileSync(path.join(certificates, file)),
    })),
  ];
}

/** Each key as the text of the file and as the bytes that the text stands for. */
function privateKeys(pem: string): (Secret | SecretBytes)[] {
  return [...pem.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]*)/g)].flatMap(([text, body = ""]) => [
    { kind: "private key", text },
    { kind: "private key", bytes: Buffer.from(body, "base64") },
  ]);
}
